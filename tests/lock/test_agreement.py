"""Two extractions agree up to float arithmetic, and no further."""

from dataclasses import replace

import numpy as np
import pytest

from papershelf.lock import Lock, disagreements
from papershelf.model import Extraction, Keyword, Place, Vectors

A = Keyword("a", "a", 0.9, ("a",), (Place("title", 0, 1),))
B = Keyword("b", "b", 0.5, ("b",))
C = Keyword("c", "c", 0.4995, ("c",))
LINE = Extraction("p", "P", "f", "2026-01-01", (A, B, C))
LOCK = Lock(extractions=(LINE,), vectors=Vectors(("p",), np.array([[10, -127, 3]], dtype=np.int8)))


def with_keywords(*keywords: Keyword) -> Lock:
    return replace(LOCK, extractions=(replace(LINE, keywords=keywords),))


def with_vector(*values: int) -> Lock:
    return replace(LOCK, vectors=Vectors(("p",), np.array([values], dtype=np.int8)))


@pytest.mark.parametrize(
    "other",
    [
        LOCK,
        with_keywords(A, C, B),
        with_keywords(replace(A, score=0.901), replace(B, score=0.499), C),
        with_vector(11, -126, 2),
        replace(LOCK, extractions=(replace(LINE, added="2027-02-02"),)),
    ],
    ids=["the same", "near scores swapped", "scores within 0.001", "components within 1", "another date"],
)
def test_what_agrees(other: Lock) -> None:
    assert disagreements(LOCK, other) == ()


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (with_keywords(A, B), "only one has c"),
        (with_keywords(B, A, C), "the order differs"),
        (with_keywords(replace(A, score=0.9011), B, C), "is not"),
        (with_keywords(replace(A, is_name=True), B, C), "is not"),
        (with_keywords(replace(A, places=()), B, C), "is not"),
        (with_vector(12, -127, 3), "differs by 2"),
        (with_vector(10, -127), "other dimensions"),
        (replace(LOCK, extractions=()), "not the same papers"),
        (replace(LOCK, extractions=(replace(LINE, fingerprint="g"),)), "not the same text"),
    ],
)
def test_what_does_not_agree_is_said(other: Lock, words: str) -> None:
    assert words in " ".join(disagreements(LOCK, other))
