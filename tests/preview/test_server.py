import http.client
import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from papershelf.errors import Problem, SiteError
from papershelf.preview.server import Address, PreviewServer, content_type, destination
from papershelf.preview.status import Status

PAGE = b"<html><body>Hello</body></html>"


class FakeSource:
    """A site of a few files."""

    def __init__(self, mount: str = "/") -> None:
        self.status, self.mount = Status(), mount
        self.files = {"index.html": PAGE, "papers/one/index.html": PAGE, "assets/a.js": b"1"}
        self.files["404.html"] = b"<body>Lost</body>"

    def content(self, dest: str) -> bytes | None:
        return self.files.get(dest)


@contextmanager
def serving(source: FakeSource) -> Iterator[PreviewServer]:
    with PreviewServer(Address(port=0)) as server:
        server.show(source)
        try:
            yield server
        finally:
            server.stop()


@pytest.fixture
def server() -> Iterator[PreviewServer]:
    with serving(FakeSource()) as server:
        yield server


def ask(
    server: PreviewServer, path: str, method: str = "GET", host: str = "127.0.0.1"
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request(method, path, headers={"Host": host})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


@pytest.mark.parametrize(
    ("path", "dest"),
    [
        *(("/", "index.html"), ("/papers/one/", "papers/one/index.html"), ("/papers/one", "papers/one")),
        *(("/a b/é.css", "a b/é.css"), ("/../secret", None), ("/papers/../../secret", None)),
        *(("/papers/./one", None), ("//evil.example/", None), ("/papers//one", None), ("/..\\secret", None)),
        *(("/c:/secret", None), ("/one\0", None), ("relative", None)),
    ],
)
def test_a_path_names_a_file_of_the_site_or_nothing(path: str, dest: str | None) -> None:
    assert destination(path, "/") == dest
    assert destination(f"/list{path}", "/list/") == (dest if path.startswith("/") else None)
    assert destination(path, "/list/") is None


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("a.html", {"text/html"}),
        ("a.js", {"text/javascript", "application/javascript"}),  # from Python 3.12 on, and before
        ("a.CSS", {"text/css"}),
        ("a.svg", {"image/svg+xml"}),
        ("sitemap.xml.gz", {"application/octet-stream"}),
        ("noending", {"application/octet-stream"}),
    ],
)
def test_files_have_their_type(name: str, kinds: set[str]) -> None:
    assert content_type(name) in kinds


@pytest.mark.parametrize(
    ("path", "status", "header", "value", "part"),
    [
        ("/", 200, "Content-Type", "text/html; charset=utf-8", b'<script src="/-/preview.js"'),
        ("/", 200, "Cache-Control", "no-store", b"Hello"),
        ("/-/preview.js", 200, "Cache-Control", "no-store", b"reload"),
        ("/-/preview.css", 200, "Content-Type", "text/css; charset=utf-8", b"{"),
        ("/assets/a.js", 200, "X-Content-Type-Options", "nosniff", b"1"),
        ("/papers/one", 302, "Location", "/papers/one/", b""),
    ],
)
def test_what_is_asked_for_is_served(
    server: PreviewServer, path: str, status: int, header: str, value: str, part: bytes
) -> None:
    response, body = ask(server, path)
    assert (response.status, response.getheader(header)) == (status, value)
    assert part in body


def test_other_methods_send_no_body_or_are_refused(server: PreviewServer) -> None:
    response, body = ask(server, "/", "HEAD")
    assert body == b""
    assert int(response.getheader("Content-Length") or 0) > len(PAGE)
    assert ask(server, "/", "POST")[0].status == 501


@pytest.mark.parametrize(
    "path", ["/nothing", "/nothing/", "/%2e%2e/%2e%2e/etc/passwd", "/..%2fsecret", "/%00", "/%ff"]
)
def test_what_is_not_there_is_the_sites_404_page(server: PreviewServer, path: str) -> None:
    response, body = ask(server, path)
    assert response.status == 404
    assert b"Lost" in body
    assert b"/-/preview.js" in body


def test_without_a_404_page_there_is_a_plain_one() -> None:
    source = FakeSource()
    source.files.clear()
    with serving(source) as server:
        response, body = ask(server, "/")
    assert (response.status, b"Not found" in body) == (404, True)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        *((name, 200) for name in ("127.0.0.1:8000", "[::1]:8000", "192.168.1.5")),
        *((name, 200) for name in ("localhost:1", "a.localhost", "LOCALHOST")),
        *((name, 421) for name in ("evil.example", "evil.example:8000", "127.0.0.1.evil.example")),
        *((name, 421) for name in ("localhost.evil.example", "")),
    ],
)
def test_only_names_of_this_machine_are_answered(server: PreviewServer, host: str, status: int) -> None:
    response, body = ask(server, "/", host=host)
    assert (response.status, b"Hello" in body) == (status, status == 200)
    if status != 200:
        assert ask(server, "/-/preview/events", host=host)[0].status == status


def test_below_a_path_the_root_leads_there() -> None:
    with serving(FakeSource("/list/")) as server:
        for path in ("/", "/list"):
            response, _ = ask(server, path)
            assert (response.status, response.getheader("Location")) == (302, "/list/")
        assert ask(server, "/list/papers/one")[0].getheader("Location") == "/list/papers/one/"
        assert ask(server, "/index.html")[0].status == 404


def listen(server: PreviewServer, query: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request("GET", f"/-/preview/events?{query}")
    return connection.getresponse()


def next_news(response: http.client.HTTPResponse) -> Any:
    while line := response.readline().decode():
        if line.startswith("data: "):
            return json.loads(line.removeprefix("data: "))
    raise AssertionError("the stream ended")


def test_news_from_before_and_after_the_browser_listens_reach_it_with_the_problems_escaped() -> None:
    source = FakeSource("/list/")
    with serving(source) as server:
        source.status.publish(["papers/one/"], ())
        response = listen(server, f"run={source.status.run}&since=1")
        before = next_news(response)
        source.status.publish(["papers/two/"], (Problem("a.yml", 1, 1, "<i>wrong</i>"),))
        after = next_news(response)
        response.close()
    assert (before["pages"], after["pages"]) == (["/list/papers/one/"], ["/list/papers/two/"])
    assert "&lt;i&gt;wrong" in after["overlay"]


@pytest.mark.parametrize("query", ["run=earlier&since=7", "since=%s" % ("9" * 5000), "run=x&since=-1", ""])
def test_a_page_of_an_earlier_run_is_reloaded(server: PreviewServer, query: str) -> None:
    response = listen(server, query)
    assert next_news(response)["pages"] is None
    response.close()


def test_where_nobody_can_listen_is_said_clearly(server: PreviewServer) -> None:
    port = server.server_port
    with pytest.raises(SiteError, match=f"port {port} is in use.*--port {port + 1}"):
        PreviewServer(Address(port=port))
    with pytest.raises(SiteError, match=r"cannot listen at 192\.0\.2\.1:0"):
        PreviewServer(Address("192.0.2.1", 0))


def test_only_this_machine_is_listened_to(server: PreviewServer) -> None:
    assert server.socket.getsockname()[0] == "127.0.0.1"
    assert server.url == f"http://127.0.0.1:{server.server_port}"


def test_ipv6_works_where_there_is_any() -> None:
    if not socket.has_ipv6:
        pytest.skip("no IPv6")
    try:
        server = PreviewServer(Address("::1", 0))
    except SiteError:
        pytest.skip("no IPv6 loopback")
    with server:
        assert server.url == f"http://[::1]:{server.server_port}"
