import http.client
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from papershelf.errors import InputError, Problem, SiteError
from papershelf.preview import Address, Rendered, Terminal
from papershelf.preview.run import running_preview
from tests.world import save

LONG = 10.0  # seconds; only a failing test waits so long
NOTE = "docs/papers/note.md"


class NoteRenderer:
    """A generator of one page, which holds what curation/note.yml says."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.before_writing: Callable[[], None] = lambda: None
        self.calls = 0

    def __call__(self, changed: frozenset[str]) -> Rendered:
        self.calls += 1
        path = self.project / "curation/note.yml"
        text = path.read_text() if path.is_file() else "nothing"
        self.before_writing()
        if text.startswith("lable"):
            problem = Problem("curation/note.yml", 1, 1, 'unknown key "lable"', "error", text)
            raise InputError([problem])
        save(self.project, NOTE, f"# Note\n\nIt says {text}.\n")
        return Rendered((), frozenset({"papers/note.md"}))


class Reader:
    """A browser, as far as the preview knows it."""

    def __init__(self, url: str) -> None:
        self.port = int(url.split(":")[2].split("/", maxsplit=1)[0])
        self.version = 0
        self.run = ""

    @contextmanager
    def asking(self, path: str) -> Iterator[http.client.HTTPResponse]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONG)
        connection.request("GET", path)
        with closing(connection), connection.getresponse() as response:
            yield response

    def get(self, path: str) -> tuple[int, str]:
        with self.asking(path) as response:
            body = response.read().decode()
        if found := re.search(r'data-run="(\w+)" data-version="(\d+)"', body):
            self.run, self.version = found[1], int(found[2])
        return response.status, body

    def reloaded(self, path: str, text: str) -> str:
        """Look at a page, and reload it as the script would until it holds `text`."""
        end = time.monotonic() + LONG
        body = self.get(path)[1]
        while text not in body and time.monotonic() < end:
            news = self.next_news()
            assert text in body or time.monotonic() < end, news
            if news["pages"] is None or path in news["pages"] or text in news["overlay"]:
                body = self.get(path)[1]
        assert text in body
        return body

    def next_news(self) -> Any:
        with self.asking(f"/-/preview/events?run={self.run}&since={self.version}") as response:
            while line := response.readline().decode():
                if line.startswith("data: "):
                    news = json.loads(line.removeprefix("data: "))
                    self.version = news["version"]
                    return news
        raise AssertionError("no news")


class Preview:
    """A preview of the small list, and what it says in the terminal."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.render = NoteRenderer(project)
        self.said: list[str] = []
        self.shown: list[Problem] = []

    @contextmanager
    def running(self) -> Iterator[Reader]:
        terminal = Terminal(self.said.append, self.shown.extend)
        with running_preview(self.project, self.render, Address(port=0), terminal) as run:
            preview, watch, url = run
            following = threading.Thread(target=preview.follow, args=(watch,))
            following.start()
            try:
                yield Reader(url)
            finally:
                preview.stop()
                following.join()

    def save(self, name: str, text: str) -> None:
        save(self.project, name, text)


@pytest.fixture
def preview(project: Path) -> Preview:
    return Preview(project)


@pytest.fixture
def reader(preview: Preview) -> Iterator[Reader]:
    with preview.running() as reader:
        yield reader


def test_an_edit_shows_without_rendering_what_it_does_not_concern(preview: Preview, reader: Reader) -> None:
    preview.save("docs/about.md", "# About\n\n## What\n\nAnother text.\n")
    reader.reloaded("/list/about/", "Another text.")
    assert preview.render.calls == 1
    preview.save("curation/note.yml", "hello")
    assert reader.next_news()["pages"] == ["/list/papers/note/"]


def test_a_saved_file_shows_on_its_page_and_a_broken_one_its_errors(preview: Preview) -> None:
    with preview.running() as reader:
        assert "It says nothing." in reader.get("/list/papers/note/")[1]
        preview.save("curation/note.yml", "hello")
        reader.reloaded("/list/papers/note/", "It says hello.")
        preview.save("curation/note.yml", "lable: <b>")
        body = reader.reloaded("/list/papers/note/", "unknown key")
        assert "It says hello." in body
        assert "<code>curation/note.yml:1:1</code>" in body
        assert "<pre>lable: &lt;b&gt;\n^</pre>" in body
        preview.save("curation/note.yml", "better")
        body = reader.reloaded("/list/papers/note/", "It says better.")
        assert "unknown key" not in body
    assert [problem.where for problem in preview.shown] == ["curation/note.yml:1:1"]
    assert "All problems are fixed." in preview.said
    assert any(line.startswith("curation/note.yml: 1 page changed") for line in preview.said)


def test_a_list_that_is_broken_at_the_start_comes_up_once_it_is_mended(preview: Preview) -> None:
    (preview.project / "docs/index.md").unlink()
    preview.save("curation/note.yml", "lable")
    with preview.running() as reader:
        status, body = reader.get("/list/")
        assert (status, "unknown key" in body) == (404, True)
        preview.save("curation/note.yml", "hello")
        preview.save("docs/index.md", "# Home sweet home\n")
        reader.reloaded("/list/", "Home sweet home")


@pytest.mark.parametrize(
    ("name", "broken", "place"),
    [
        ("templates/theme/main.html", "\n{% block %}", "templates/theme/main.html:2"),
        ("mkdocs.yml", "site_name: [\n", "mkdocs.yml:2:1"),
        ("mkdocs.yml", "site_name: x\nplugins: [nonesuch]\n", "mkdocs.yml:2:1"),
    ],
    ids=["template", "yaml", "option"],
)
def test_a_broken_site_shows_its_errors_and_the_last_good_page(
    preview: Preview, reader: Reader, name: str, broken: str, place: str
) -> None:
    good = (preview.project / name).read_text()
    assert "Text." in reader.get("/list/about/")[1]
    preview.save(name, broken)
    body = reader.reloaded("/list/about/", f"<code>{place}</code>")
    assert "Text." in body
    preview.save("docs/about.md", "# About\n\nNew text.\n")
    preview.save(name, good)
    body = reader.reloaded("/list/about/", "New text.")
    wait_until(lambda: "papershelf-preview-errors" not in reader.get("/list/about/")[1])


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + LONG
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_change_while_pages_are_rendered_is_not_lost(preview: Preview, reader: Reader) -> None:
    def meddle() -> None:
        preview.render.before_writing = lambda: None
        preview.save("curation/note.yml", "second")

    preview.render.before_writing = meddle
    preview.save("curation/note.yml", "first")
    reader.reloaded("/list/papers/note/", "It says second.")


def test_a_page_that_appears_is_shown_to_who_looked_for_it(preview: Preview, reader: Reader) -> None:
    assert reader.get("/list/papers/three/")[0] == 404
    preview.save("docs/papers/three.md", "# Three\n")
    reader.reloaded("/list/papers/three/", "Three")


def test_the_search_index_holds_all_pages_from_the_start_and_after_an_edit(
    preview: Preview, reader: Reader
) -> None:
    def found(text: str) -> bool:
        return text in reader.get("/list/search/search_index.json")[1]

    assert found("On folding")
    assert found("It says nothing")
    preview.save("docs/papers/one.md", "# Paper one\n\nOn unfurling.\n")
    wait_until(lambda: found("On unfurling") and not found("On folding") and found("It says nothing"))


def test_an_edit_of_a_generated_page_is_taken_back(preview: Preview, reader: Reader) -> None:
    reader.get("/list/papers/note/")
    preview.save(NOTE, "# Mine\n")
    wait_until(lambda: preview.render.calls == 2)
    reader.reloaded("/list/papers/note/", "It says nothing.")


def test_a_link_that_leads_nowhere_is_a_warning(preview: Preview) -> None:
    with preview.running() as reader:
        preview.save("docs/about.md", "# About\n\nSee [this](this.md).\n")
        reader.reloaded("/list/about/", "docs/about.md:3:12")
    assert [problem.severity for problem in preview.shown] == ["warning"] * len(preview.shown)


def test_any_exception_is_survived(preview: Preview, reader: Reader) -> None:
    def fail() -> None:
        preview.render.before_writing = lambda: None
        raise SiteError("disk full")

    preview.render.before_writing = fail
    preview.save("curation/note.yml", "first")
    reader.reloaded("/list/papers/note/", "disk full")
    preview.save("curation/note.yml", "second")
    reader.reloaded("/list/papers/note/", "It says second.")
