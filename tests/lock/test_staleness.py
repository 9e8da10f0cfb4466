"""The lock is stale exactly when the papers or the settings are others."""

from dataclasses import replace

import numpy as np
import pytest

from papershelf.lock import FORMAT, Header, Lock, compare
from papershelf.model import Extraction, Paper, Vectors

PAPERS = (Paper("a", "A", "Abstract of a."), Paper("b", "B", "Abstract of b."))
HEADER = Header(FORMAT, 2, "MiniLM", "53aa", {"top": 15})
LOCK = Lock(
    header=HEADER,
    extractions=tuple(Extraction(paper.id, paper.title, paper.fingerprint, "") for paper in PAPERS),
    vectors=Vectors(("a", "b"), np.ones((2, 3), dtype=np.int8)),
)


def test_a_lock_of_these_papers_is_current() -> None:
    stale = compare(PAPERS, LOCK, HEADER)
    assert (stale.is_current, stale.notice, str(stale)) == (True, "", "the lock is current")


def test_new_changed_and_gone_papers_are_named() -> None:
    papers = (replace(PAPERS[0], abstract="Another."), Paper("c", "C", ""))
    stale = compare(papers, LOCK, HEADER)
    assert (stale.new, stale.changed, stale.gone) == (("c",), ("a",), ("b",))
    assert str(stale) == "1 paper new (c); 1 paper changed (a); 1 paper gone from the sources (b)"


@pytest.mark.parametrize(
    ("count", "words"),
    [(3, "3 papers new (n0, n1, n2)"), (4, "4 papers new (n0, n1, n2, …)")],
)
def test_the_first_three_are_named(count: int, words: str) -> None:
    more = tuple(Paper(f"n{number}", "N", "") for number in range(count))
    assert str(compare((*PAPERS, *more), LOCK)) == words


def test_a_paper_without_its_vector_is_extracted_again() -> None:
    lock = replace(LOCK, vectors=Vectors(("b",), np.ones((1, 3), dtype=np.int8)))
    assert compare(PAPERS, lock).changed == ("a",)


def test_another_model_or_setting_makes_everything_stale() -> None:
    for other in (replace(HEADER, weights="beef"), replace(HEADER, settings={"top": 5})):
        stale = compare(PAPERS, LOCK, other)
        assert stale.settings
        assert not stale.is_current


def test_an_older_extraction_is_only_a_notice() -> None:
    stale = compare(PAPERS, LOCK, replace(HEADER, extraction=3))
    assert stale.is_current
    assert "--refresh" in stale.notice
