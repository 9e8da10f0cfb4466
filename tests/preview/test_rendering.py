import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from papershelf.errors import InputError, SiteError
from papershelf.pipeline import Project
from papershelf.preview import Renderer
from papershelf.preview.snapshot import Changes, differences, take_snapshot
from papershelf.site.templates import packaged_templates
from tests.preview.conftest import write

ABSTRACT = "We fold vectors of many sizes into one, and study how far that goes in retrieval. " * 3
SOURCE = "\n\n".join(f"Paper {name} on folding\n\n{ABSTRACT}" for name in ("one", "two", "three"))
PAPER = "papers/paper-one-on-folding/index.md"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A list of three papers, none of them sorted yet."""
    write(tmp_path, "sources/mine.txt", f"{SOURCE}\n")
    return tmp_path


def edit(project: Path, name: str, text: str | None, render: Renderer) -> Changes:
    """Save (or delete) a file, and return what that changes in docs/."""
    before = take_snapshot(project, ("docs",))
    if text is None:
        (project / name).unlink()
    else:
        write(project, name, text)
    render(frozenset({name}))
    return differences(before, take_snapshot(project, ("docs",))).under("docs")


def test_papers_that_are_not_sorted_are_shown_with_a_warning(small: Path) -> None:
    rendered = Renderer(Project(small))(frozenset())
    assert PAPER in rendered.generated
    (warning,) = rendered.problems
    assert (warning.path, warning.severity) == ("lock", "warning")
    assert "papershelf lock" in warning.message


def test_only_pages_that_an_edit_concerns_are_written(small: Path) -> None:
    render = Renderer(Project(small))
    render(frozenset())
    id_ = PAPER.split("/")[1]
    changes = edit(small, "curation/papers.yml", f"{id_}:\n  note: Read this first.\n", render)
    assert PAPER in changes.modified
    assert not any("paper-two" in path for path in changes.paths)
    assert "Read this first" in (small / "docs" / PAPER).read_text()
    assert edit(small, "curation/papers.yml", None, render).modified == changes.modified
    assert "Read this first" not in (small / "docs" / PAPER).read_text()


def test_a_new_paper_gets_its_page(small: Path) -> None:
    render = Renderer(Project(small))
    render(frozenset())
    changes = edit(small, "sources/more.txt", f"Paper four on folding\n\n{ABSTRACT}\n", render)
    assert "papers/paper-four-on-folding/index.md" in changes.added


def test_nothing_is_written_where_a_decision_is_wrong(small: Path) -> None:
    render = Renderer(Project(small))
    render(frozenset())
    before = take_snapshot(small, ("docs",))
    write(small, "curation/papers.yml", "nonesuch:\n  note: x\n")
    with pytest.raises(InputError, match=r"curation/papers.yml:1:1"):
        render(frozenset({"curation/papers.yml"}))
    assert take_snapshot(small, ("docs",)) == before


def test_an_own_template_is_used_as_soon_as_it_is_saved(small: Path) -> None:
    render = Renderer(Project(small))
    render(frozenset())
    original = (packaged_templates() / "pages/paper.md").read_text()
    edit(small, "templates/pages/paper.md", f"{original}\nHello from here.\n", render)
    assert "Hello from here." in (small / "docs" / PAPER).read_text()
    with pytest.raises(SiteError, match=r"paper\.md:1"):
        edit(small, "templates/pages/paper.md", "{% if %}", render)
    edit(small, "templates/pages/paper.md", None, render)
    assert "Hello from here." not in (small / "docs" / PAPER).read_text()


def test_a_list_without_papers_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="sources: no papers"):
        Renderer(Project(tmp_path))(frozenset())


def test_the_command_serves_until_it_is_interrupted(small: Path) -> None:
    write(small, "mkdocs.yml", "site_name: Mine\ntheme: {name: material, font: false}\nplugins: [search]\n")
    command = [sys.executable, "-m", "papershelf", "serve", "--port", "0", "--project", str(small)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ) as process:
        assert process.stderr is not None
        url = next(line.split()[4] for line in process.stderr if "The preview is at" in line)
        with urllib.request.urlopen(f"{url}{PAPER.removesuffix('index.md')}", timeout=20) as response:
            page = response.read().decode()
        listening = urllib.request.urlopen(
            url.split("/papers")[0].rstrip("/") + "/-/preview/events", timeout=20
        )
        start = time.monotonic()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        took = time.monotonic() - start
        listening.close()
    assert "Paper one on folding" in page
    assert took < 5  # a tenth of a second on a quiet machine
