"""This project's own curation reads without a problem, and shows."""

from papershelf import open_project
from papershelf.pipeline import make_library, read_inputs
from tests.world import ROOT


def test_nothing_is_wrong_and_decisions_show() -> None:
    inputs = read_inputs(open_project(ROOT))
    assert [str(problem) for problem in inputs.problems if problem.path.startswith("curation/")] == []
    library = make_library(inputs)
    assert len(library.papers) == 627
    assert tuple(library.lists)[: len(inputs.curation.home.lists)] == inputs.curation.home.lists
    for id_, said in inputs.curation.lists.items():
        assert len(library.lists[id_].entries) == sum(len(part.papers) for part in said.parts)
