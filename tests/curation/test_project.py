"""This project's own curation: it reads without a problem, and fast enough for each preview."""

import time

import pytest

from papershelf.curation import Known, read_curation
from papershelf.pipeline import Project, make_catalogue, read_inputs
from tests.world import ROOT


@pytest.fixture(scope="module")
def inputs():
    return read_inputs(Project(ROOT))


def test_nothing_is_wrong(inputs):
    assert [str(problem) for problem in inputs.problems if problem.path.startswith("curation/")] == []


def test_decisions_show(inputs):
    catalogue = make_catalogue(inputs)
    assert len(catalogue.papers) == 627
    assert [list_.id for list_ in catalogue.lists][: len(inputs.curation.home.lists)] == list(
        inputs.curation.home.lists
    )
    assert sum(len(section.entries) for list_ in catalogue.lists for section in list_.sections) == sum(
        len(section.entries) for list_ in inputs.curation.lists for section in list_.sections
    )


def test_reading_takes_less_than_50_ms(inputs):
    lock = inputs.lock
    known = Known.of(inputs.corpus.papers, lock.topics, lock.extractions, lock.retired)
    read_curation(ROOT / "curation", known)
    times = []
    for _ in range(5):
        start = time.process_time()
        read_curation(ROOT / "curation", known)
        times.append(time.process_time() - start)
    assert min(times) < 0.05
