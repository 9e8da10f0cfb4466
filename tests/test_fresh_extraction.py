"""The committed keywords and vectors are what the real model finds in the committed sources."""

from pathlib import Path

import pytest

from generator import locking, pipeline
from generator.lock import compare, disagreements
from generator.locking import LockWork
from generator.pipeline import Project

ROOT = Path(__file__).parents[1]


@pytest.mark.model
def test_all_627_papers_extracted_afresh_agree_with_the_lock() -> None:
    inputs = pipeline.read_inputs(Project(ROOT))
    assert compare(inputs.corpus.papers, inputs.lock).is_current
    fresh = locking.bring_up_to_date(
        inputs, LockWork(refresh=True, today="2026-01-01"), locking.load_encoder()
    )
    assert len(inputs.corpus.papers) == len(fresh.lock.extractions) == 627
    assert disagreements(inputs.lock, fresh.lock) == ()
