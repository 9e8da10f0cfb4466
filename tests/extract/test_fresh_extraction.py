"""The committed keywords and vectors are what the real model finds in the committed sources."""

import pytest

from papershelf import pipeline
from papershelf.extract.encoder import open_encoder
from papershelf.extract.lock_run import LockWork
from papershelf.lock import compare, disagreements
from papershelf.pipeline import Project
from tests.world import ROOT


@pytest.mark.model
def test_all_627_papers_extracted_afresh_agree_with_the_lock() -> None:
    inputs = pipeline.read_inputs(Project(ROOT))
    assert compare(inputs.papers, inputs.lock).is_current
    fresh = pipeline.update_lock(inputs, LockWork(refresh=True, today="2026-01-01"), open_encoder())
    assert len(inputs.papers) == len(fresh.lock.extractions) == 627
    assert disagreements(inputs.lock, fresh.lock) == ()
