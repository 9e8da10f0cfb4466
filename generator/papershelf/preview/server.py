"""The web server of the preview: files of the site, and news for the browsers that show them."""

from __future__ import annotations

import errno
import ipaddress
import mimetypes
import socket
import sys
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import PurePosixPath
from socketserver import TCPServer
from threading import Thread
from typing import Any, Protocol
from urllib.parse import parse_qs, quote, unquote, urlsplit

from papershelf.errors import SiteError
from papershelf.preview.overlay import PREFIX, event_data, with_preview
from papershelf.preview.status import Status

HEARTBEAT = 15.0  # seconds between signs of life on a quiet stream of news, by which a closed tab is noticed
_TYPES = mimetypes.MimeTypes()  # Python's own table; the system's may be changed by other programs
_TEXTUAL = ("text/", "application/json", "application/javascript")
_WRONG_HOST = b"The preview answers to localhost and to IP addresses, but not to this host name.\n"
_NOT_FOUND = b"<!doctype html><title>Not found</title><body><h1>Not found</h1></body>"


class Source(Protocol):
    """What the server shows: the site's files, and how the last build went."""

    @property
    def status(self) -> Status:
        """The news."""
        ...

    @property
    def mount(self) -> str:
        """The path below which the site lives, with a slash at both ends."""
        ...

    def content(self, dest: str) -> bytes | None:
        """Return one file of the site, or None."""
        ...


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen; port 0 takes a free one."""

    host: str = "127.0.0.1"
    port: int = 8000


class PreviewServer(ThreadingHTTPServer):
    """Serves a site to this machine, or to where it was told; a thread a connection.

    Args:
        address: where to listen.

    Raises:
        SiteError: where nobody can listen there.
    """

    daemon_threads = True  # nothing to wait for: Ctrl-C ends at once
    block_on_close = False

    source: Source

    def __init__(self, address: Address) -> None:
        self._names = {"localhost", address.host.lower(), socket.gethostname().lower()}
        self._serving = False
        if ":" in address.host:
            self.address_family = socket.AF_INET6
        try:
            super().__init__((address.host, address.port), _Handler)
        except OSError as error:
            raise SiteError(_why_not(address, error)) from error

    @property
    def url(self) -> str:
        """Where a browser on this machine finds the server, without a slash at the end."""
        host = self.server_name
        if ipaddress.ip_address(host).is_unspecified:
            host = "127.0.0.1"
        return f"http://[{host}]:{self.server_port}" if ":" in host else f"http://{host}:{self.server_port}"

    def show(self, source: Source) -> None:
        """Serve `source` from now on, in a thread of its own."""
        self.source = source
        self._serving = True
        Thread(target=self.serve_forever, args=(0.05,), name="preview-server", daemon=True).start()

    def stop(self) -> None:
        """Stop serving; what is being sent is cut off."""
        if self._serving:
            self.shutdown()

    def server_bind(self) -> None:
        """Bind without asking a name server what this machine is called, as the base class does."""
        TCPServer.server_bind(self)
        host, port, *_ = self.server_address
        self.server_name, self.server_port = str(host), int(port)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing where a browser hung up: reloading looks like that from here."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)

    def trusts(self, host: str) -> bool:
        """Tell whether a request's Host is one that this server goes by.

        A page elsewhere may point a name of its own at this machine (DNS rebinding), and read along; with a
        plain address, or a name that only this machine decides about, it can't.
        """
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        name = name.strip("[]").rstrip(".").lower()
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return name in self._names or name.endswith(".localhost")
        return True


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60
    server: PreviewServer

    def do_GET(self) -> None:
        if not self.server.trusts(self.headers.get("Host", "")):
            self._send(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", _WRONG_HOST)
            return
        parts = urlsplit(self.path)
        if parts.path == f"{PREFIX}/events":
            self._stream_news(parts.query)
        elif parts.path in {f"{PREFIX}.js", f"{PREFIX}.css"}:
            name = PurePosixPath(parts.path).name
            content = files("papershelf.preview").joinpath(name).read_bytes()
            self._send(HTTPStatus.OK, content_type(name), content)
        else:
            self._serve(unquote(parts.path))

    do_HEAD = do_GET  # noqa: N815 - the base class looks for this name

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - named by the base class
        """Keep the terminal for what matters."""

    def _serve(self, path: str) -> None:
        source = self.server.source
        # Before the page is read: what changes while it is built is news to it.
        version = source.status.version
        dest = destination(path, source.mount)
        content = None if dest is None else source.content(dest)
        if content is not None and dest is not None:
            self._send_file(HTTPStatus.OK, dest, content, version)
        elif dest is not None and source.content(f"{dest}/index.html") is not None:
            self._redirect(f"{source.mount}{dest}/")
        elif f"{path.rstrip('/')}/" == source.mount != path or (path == "/" != source.mount):
            self._redirect(source.mount)
        else:
            missing = source.content("404.html")
            self._send_file(HTTPStatus.NOT_FOUND, "404.html", missing or _NOT_FOUND, version)

    def _send_file(self, status: HTTPStatus, dest: str, content: bytes, version: int) -> None:
        news = self.server.source.status
        if dest.endswith(".html"):
            content = with_preview(content, run=news.run, version=version, problems=news.problems)
        self._send(status, content_type(dest), content)

    def _redirect(self, path: str) -> None:
        self._send(HTTPStatus.FOUND, "text/plain", b"", Location=quote(path))

    def _send(self, status: HTTPStatus, kind: str, content: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith(_TEXTUAL) else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _stream_news(self, query: str) -> None:
        """Stream what happens from the version on that the page was loaded with, as server-sent events."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(b"retry: 500\n\n")
        asked = parse_qs(query)
        source, since = self.server.source, _number(asked.get("since", ["0"])[0])
        if asked.get("run") != [source.status.run]:
            since = -1  # loaded from an earlier run of the preview: all is news to it
        while True:
            news = source.status.wait(since, HEARTBEAT)
            if news is None:
                self.wfile.write(b": still here\n\n")
                continue
            since, changed = news.version, news.addresses
            pages = None if changed is None else sorted(source.mount + address for address in changed)
            data = event_data(pages, news.version, news.problems)
            self.wfile.write(f"event: news\ndata: {data}\n\n".encode())


def destination(path: str, mount: str) -> str | None:
    """Return which file of the site a path asks for; None where it can't be one.

    >>> destination("/list/topics/", "/list/")
    'topics/index.html'
    """
    if not path.startswith(mount):
        return None
    rest = path.removeprefix(mount)
    parts = rest.split("/")
    if parts[-1] == "":
        parts[-1] = "index.html"
    if any(part in {"", ".", ".."} or "\\" in part or "\0" in part or ":" in part for part in parts):
        return None
    return "/".join(parts)


def content_type(name: str) -> str:
    """Return the media type of a file by its name."""
    kind, encoding = _TYPES.guess_type(name)
    return kind if kind and not encoding else "application/octet-stream"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def _why_not(address: Address, error: OSError) -> str:
    where = f"{address.host}:{address.port}"
    if error.errno == errno.EADDRINUSE:
        return f"port {address.port} is in use, perhaps by another preview; try --port {address.port + 1}"
    if error.errno == errno.EACCES:
        return f"no permission to listen at {where}; ports below 1024 are for administrators"
    return f"cannot listen at {where}: {error.strerror or error}"
