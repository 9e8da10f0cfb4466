"""Each recipe of docs/architecture.md, followed: what it names is all that has to be touched."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import Field, RootModel

from papershelf import open_project, pipeline
from papershelf.curation import files
from papershelf.curation.models import PaperDecision
from papershelf.curation.scalars import Line
from papershelf.errors import SiteError
from papershelf.library import Library, build
from papershelf.review.diff import compare_libraries
from papershelf.site import pages
from papershelf.site.page import Page
from tests.world import make_project, save

PAPER = "forgetting-by-replay"


@pytest.fixture
def project(tmp_path: Path) -> pipeline.Project:
    return open_project(make_project(tmp_path / "list"))


def docs(project: pipeline.Project, path: str) -> str:
    pipeline.write_docs(project, project.library())
    return (project.docs / path).read_text("utf-8")


def test_a_curators_key_that_shows_on_a_page_is_a_field_and_a_line_of_the_template(
    project: pipeline.Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    class WithVenue(PaperDecision):
        venue: Line | None = Field(default=None, description="Where it was published.")

    monkeypatch.setattr(files, "PapersFile", RootModel[dict[Line, WithVenue]])
    monkeypatch.setattr(build, "PaperDecision", WithVenue)
    save(
        project.root,
        "templates/pages/paper.md",
        "---\ntitle: x\n---\n{% if paper.decision.venue %}{{ paper.decision.venue }}{% endif %}\n",
    )
    before = project.library()
    save(project.root, "curation/papers.yml", f"{PAPER}:\n  venue: ICML *2024*\n")
    assert "ICML \\*2024\\*" in docs(project, f"papers/{PAPER}/index.md")
    [edited] = compare_libraries(before, project.library()).papers.edited
    assert edited.fields == ("venue",)
    save(project.root, "curation/papers.yml", f"{PAPER}:\n  venu: ICML\n")
    [problem] = pipeline.read_inputs(project).problems
    assert problem.message == 'unknown key "venu" (did you mean "venue"?)'


def test_printing_what_is_not_there_names_the_line_of_the_template(project: pipeline.Project) -> None:
    save(project.root, "templates/pages/paper.md", "---\ntitle: x\n---\n{{ paper.decision.hide }}\n")
    with pytest.raises(SiteError, match=r"pages/paper\.md:4: this prints something that is not there; put"):
        docs(project, "index.md")


def test_a_kind_of_page_is_a_module_and_its_template(
    project: pipeline.Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def years(library: Library) -> Iterator[Page]:
        yield Page("years/index.md", "years.md", {"papers": list(library.papers.values())})

    monkeypatch.setattr(pages, "KINDS", (*pages.KINDS, years))
    save(
        project.root,
        "templates/pages/years.md",
        '{% import "macros.md" as show %}\n---\ntitle: Years\n---\n{{ show.linked(papers[0], to) }}\n',
    )
    assert "](../papers/deep-graph-networks/index.md)" in docs(project, "years/index.md")


def test_a_data_file_is_one_function(project: pipeline.Project, install: Callable[..., None]) -> None:
    module = """
import json
from papershelf.site.page import SiteFile

def thing(library):
    titles = [paper.name for paper in library.papers.values()]
    return SiteFile("data/titles.json", json.dumps(titles).encode(), "titles")
"""
    install("papershelf.outputs", module, "throwaway:thing")
    assert json.loads(docs(project, "data/titles.json"))[0] == "Deep Graph Networks"
    (project.docs / "data/titles.json").write_text("[]")
    with pytest.raises(SiteError, match=r"data/titles\.json: papershelf wrote this, and it was changed"):
        docs(project, "index.md")
