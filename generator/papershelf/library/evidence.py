"""Finds the sentence of an abstract that says why its paper stands in a topic."""

from __future__ import annotations

from collections.abc import Sequence

from papershelf.model import Keyword
from papershelf.text import sentences


def telling_sentence(abstract: str, keywords: Sequence[tuple[Keyword, float]]) -> str:
    """Return the sentence in which the heaviest keywords stand, the first of equals; "" where none does.

    Args:
        abstract: the cleaned text that the keywords' places point into.
        keywords: each with its weight.
    """
    best, most = "", 0.0
    for start, end in sentences(abstract):
        weight = sum(weight for keyword, weight in keywords if _stands_in(keyword, start, end))
        if weight > most + 1e-9:
            best, most = " ".join(abstract[start:end].split()), weight
    return best


def _stands_in(keyword: Keyword, start: int, end: int) -> bool:
    return any(
        place.field == "abstract" and start <= place.start and place.end <= end for place in keyword.places
    )
