"""Finds the sentence of an abstract that says why its paper stands in a topic."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papershelf.model import Keyword

_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n\s*\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|cf|vs|al|Fig|Sec|Eq|Tab|resp|approx|w\.r\.t|Dr|Prof|St)|\b[A-Z])\.$"
)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return where each sentence starts and ends in the text."""
    found, start = [], 0
    for end in _END.finditer(text):
        if "\n\n" not in end.group() and _ABBREVIATION.search(text[start : end.start()].rstrip("\"'”’)]")):
            continue
        found.append((start, end.start() + len(end.group().rstrip())))
        start = end.end()
    found.append((start, len(text.rstrip())))
    return tuple(span for span in found if span[0] < span[1])


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
