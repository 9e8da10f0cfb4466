"""A lock remembers what its keywords were found by."""

from papershelf.extract.keywords import PlainExtractor
from papershelf.extract.lock_run import LockWork, bring_up_to_date
from papershelf.lock import Lock, compare, expected_header
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
