"""The real site, served on this machine and read in a headless Chromium."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.world import ROOT

FLAGS = """
    --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync
""".split()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the parameter's name in http.server
        pass


@dataclass(frozen=True, slots=True)
class Served:
    """A built site and where it is served."""

    folder: Path
    url: str


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Build the site of this project from its sources, lock and curation, in a copy, and serve it."""
    project = tmp_path_factory.mktemp("project")
    for name in ("sources", "curation", "lock", "templates"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "mkdocs.yml", project)
    (project / "docs").mkdir()
    for page in (ROOT / "docs").glob("[a-z]*.md"):
        if page.name != "index.md":
            shutil.copy(page, project / "docs")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=project / "site"))
    url = f"http://127.0.0.1:{server.server_port}/"
    command = [sys.executable, "-m", "papershelf", "build", "--locked", "--project", str(project)]
    subprocess.run(command, check=True, env=os.environ | {"SITE_URL": url, "PYTHONPATH": str(ROOT)})
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Served(project / "site", url)
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium; say where it is in CHROMIUM, if not at Debian's place."""
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if executable is None:
        pytest.fail("no chromium found: apt-get install chromium, or name one in CHROMIUM")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield started
        started.close()


@dataclass(frozen=True, slots=True)
class Reader:
    """A page of a browser, with all that went wrong and everything it asked for."""

    page: Page
    url: str
    requests: list[str]
    complaints: list[str]

    def open(self, path: str = "") -> Page:
        """Go to a page of the site, and wait until it is at rest."""
        self.page.goto(self.url + path, wait_until="networkidle")
        return self.page


@pytest.fixture
def reader(site: Served, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """Open a fresh browser profile; parametrise with `width` and `scheme` indirectly."""
    screen: tuple[int, Literal["light", "dark"]] = getattr(request, "param", (1280, "light"))
    width, scheme = screen
    context = browser.new_context(viewport={"width": width, "height": 850}, color_scheme=scheme)
    page = context.new_page()
    reading = Reader(page, site.url, [], [])
    page.on("request", lambda sent: reading.requests.append(sent.url))
    page.on("pageerror", lambda error: reading.complaints.append(str(error)))
    page.on("console", lambda said: reading.complaints.append(said.text) if said.type != "log" else None)
    yield reading
    context.close()
    assert not reading.complaints
