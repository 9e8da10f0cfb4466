import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from papershelf.errors import InputError, SiteError
from papershelf.pipeline import Project
from papershelf.preview import Renderer
from papershelf.preview.snapshot import Changes, differences, take_snapshot
from papershelf.site.templates import packaged_templates
from tests.world import listing, make_project, save

PAPER = "papers/deep-graph-networks/index.md"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A list of papers that are not sorted yet."""
    return make_project(tmp_path, locked=False)


@pytest.fixture
def render(small: Path) -> Renderer:
    """What renders it, and has done so once."""
    renderer = Renderer(Project(small))
    renderer(frozenset())
    return renderer


def edit(project: Path, name: str, text: str | None, render: Renderer) -> Changes:
    """Save (or delete) a file, and return what that changes in docs/."""
    before = take_snapshot(project, ("docs",))
    if text is None:
        (project / name).unlink()
    else:
        save(project, name, text)
    render(frozenset({name}))
    return differences(before, take_snapshot(project, ("docs",))).under("docs")


def test_papers_that_are_not_sorted_are_shown_with_a_warning(small: Path) -> None:
    rendered = Renderer(Project(small))(frozenset())
    assert PAPER in rendered.generated
    (warning,) = rendered.problems
    assert (warning.path, warning.severity) == ("lock", "warning")
    assert "papershelf lock" in warning.message


def test_only_pages_that_an_edit_concerns_are_written(small: Path, render: Renderer) -> None:
    changes = edit(small, "curation/papers.yml", "deep-graph-networks: {note: Read this first.}\n", render)
    assert PAPER in changes.modified
    assert not any("forgetting" in path for path in changes.paths)
    assert "Read this first" in (small / "docs" / PAPER).read_text()
    assert edit(small, "curation/papers.yml", None, render).modified == changes.modified
    assert "Read this first" not in (small / "docs" / PAPER).read_text()
    changes = edit(small, "sources/more.txt", listing({"One More": "We show more. It helps."}), render)
    assert "papers/one-more/index.md" in changes.added


def test_nothing_is_written_where_a_decision_is_wrong(small: Path, render: Renderer) -> None:
    before = take_snapshot(small, ("docs",))
    save(small, "curation/papers.yml", "nonesuch:\n  note: x\n")
    with pytest.raises(InputError, match=r"curation/papers.yml:1:1"):
        render(frozenset({"curation/papers.yml"}))
    assert take_snapshot(small, ("docs",)) == before


def test_an_own_template_is_used_as_soon_as_it_is_saved(small: Path, render: Renderer) -> None:
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


def test_the_command_serves_until_it_is_interrupted_whoever_listens(small: Path) -> None:
    command = [sys.executable, "-m", "papershelf", "serve", "--port", "0", "--project", str(small)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        url = next(line.split()[4] for line in process.stderr if "The preview is at" in line)
        with urllib.request.urlopen(f"{url}{PAPER.removesuffix('index.md')}", timeout=20) as response:
            assert "Deep Graph Networks" in response.read().decode()
        with urllib.request.urlopen(url.replace("/list/", "/-/preview/events"), timeout=20):
            process.send_signal(signal.SIGINT)
            assert process.wait(20) == 0
