"""A lock follows the sources: what stands is kept, what is gone retires, what is new is added."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.lock import FORMAT, Extracted, Header, Lock, quantized, updated
from papershelf.model import Keyword, Paper, Retired

HEADER = Header(FORMAT, 1, "MiniLM", "53aa")
A, B, C = (Paper(key, key.upper(), f"Abstract of {key}.") for key in "abc")


def extracted(*papers: Paper, score: float = 0.5) -> list[Extracted]:
    return [
        Extracted(paper.id, (Keyword("k", "k", score),), np.array([0.5, -1.0, 0.0], dtype=np.float32))
        for paper in papers
    ]


def first_lock() -> Lock:
    return updated(Lock(), [B, A], extracted(A, B), HEADER, "2026-01-01")


def test_the_first_lock_holds_all_papers_in_order() -> None:
    lock = first_lock()
    keywords = (Keyword("k", "k", 0.5),)
    assert lock.header == HEADER
    assert [(line.paper_id, line.title, line.keywords) for line in lock.extractions] == [
        ("a", "A", keywords),
        ("b", "B", keywords),
    ]
    assert lock.vectors.paper_ids == ("a", "b")
    assert (lock.vectors.values.dtype.name, lock.vectors.values.tolist()) == ("int8", [[64, -127, 0]] * 2)


def test_lines_that_stand_are_kept_and_a_new_paper_gets_todays_date() -> None:
    lock = updated(first_lock(), [A, B, C], extracted(C), HEADER, "2026-02-02")
    assert lock.extractions[:2] == first_lock().extractions
    assert lock.extractions[2].added == "2026-02-02"


def test_a_changed_paper_keeps_the_date_it_was_first_seen() -> None:
    edited = replace(A, abstract="Edited.")
    lock = updated(first_lock(), [edited, B], extracted(edited), HEADER, "2026-02-02")
    assert (lock.extractions[0].added, lock.extractions[0].fingerprint) == ("2026-01-01", edited.fingerprint)


def test_a_paper_that_is_gone_retires_and_comes_back() -> None:
    without = updated(first_lock(), [A], [], HEADER, "2026-02-02")
    assert without.retired == (Retired("paper", "b", "B"),)
    assert without.vectors.paper_ids == ("a",)
    again = updated(without, [A, B], extracted(B), HEADER, "2026-03-03")
    assert again.retired == ()


def test_what_is_retired_stays_so_in_the_runs_after() -> None:
    topic = Retired("topic", "b", "A topic that has a paper's id")
    lock = updated(replace(first_lock(), retired=(topic,)), [A], [], HEADER, "2026-02-02")
    for _ in range(2):
        lock = updated(lock, [A], [], HEADER, "2026-03-03")
        assert lock.retired == (Retired("paper", "b", "B"), topic)
    assert updated(lock, [A, B], extracted(B), HEADER, "2026-04-04").retired == (topic,)


def test_a_paper_retires_once_where_a_merge_kept_its_line() -> None:
    moved = Retired("paper", "b", "B", "a")
    assert updated(replace(first_lock(), retired=(moved,)), [A], [], HEADER, "2026-02-02").retired == (moved,)


def test_a_paper_that_nothing_knows_is_a_bug_and_not_a_hole() -> None:
    with pytest.raises(ValueError, match="c has neither"):
        updated(first_lock(), [A, B, C], [], HEADER, "2026-02-02")


def test_no_papers_make_an_empty_lock() -> None:
    lock = updated(Lock(), [], [], HEADER, "2026-02-02")
    assert (lock.extractions, lock.vectors.values.shape) == ((), (0, 384))


@given(st.lists(st.floats(-1, 1, width=32), min_size=1, max_size=20))
def test_int8_keeps_the_direction(values: list[float]) -> None:
    vector = np.array(values, dtype=np.float32)
    small = quantized(vector).astype(np.float64)
    largest = np.abs(vector.astype(np.float64)).max()
    assert np.abs(small * largest / 127 - vector).max() <= largest / 254 + 1e-6
