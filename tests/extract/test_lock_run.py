"""A lock remembers what its keywords were found by, and the committed one is what the real model finds."""

import pytest

from papershelf import pipeline
from papershelf.extract.encoder import open_encoder
from papershelf.extract.keywords import PlainExtractor
from papershelf.extract.lock_run import LockWork, bring_up_to_date
from papershelf.lock import Lock, compare, disagreements, expected_header
from tests.extract.topics.corpus import corpus_of
from tests.world import HashEncoder


def test_another_extractor_extracts_every_paper_again():
    papers, encoder = corpus_of(1).papers, HashEncoder()

    def locked(lock, **work):
        options = LockWork(today="2026-01-01", **work)
        return bring_up_to_date(lock, papers, expected=expected_header(), work=options, encoder=encoder).lock

    plain = locked(Lock(), extractor=PlainExtractor(top=4))
    assert plain.header is not None
    assert plain.header.settings == {"extractor": "keybert", "top": 4, "words": 3, "diversity": 0.5}
    assert "settings" in str(compare(papers, plain, expected_header()))
    assert locked(plain, extractor=PlainExtractor(top=4)) == plain
    ours = locked(plain)
    assert ours.header == expected_header()
    assert [line.keywords for line in ours.extractions] != [line.keywords for line in plain.extractions]


@pytest.mark.model
def test_all_627_papers_extracted_afresh_agree_with_the_lock(real):
    papers, lock = real.inputs.papers, real.inputs.lock
    assert compare(papers, lock).is_current
    fresh = pipeline.update_lock(real.inputs, LockWork(refresh=True, today="2026-01-01"), open_encoder())
    assert len(papers) == len(fresh.lock.extractions) == 627
    assert disagreements(lock, fresh.lock) == ()
