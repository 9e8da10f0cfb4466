"""Do two extractions of the same papers agree? Processors differ in the last bits of a float."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from papershelf.lock.storage import Lock
from papershelf.model import Extraction, Keyword

SCORE_TOLERANCE = 0.001
COMPONENT_TOLERANCE = 1
_ROUNDING = 1e-9


def disagreements(one: Lock, other: Lock) -> tuple[str, ...]:
    """Return what differs beyond arithmetic, a line each; () where the locks agree.

    They agree when the phrases are the same, in the same order but for scores within 0.001 of each other,
    with scores within 0.001, and vector components within 1.
    """
    ids = [[line.paper_id for line in lock.extractions] for lock in (one, other)]
    if ids[0] != ids[1] or one.vectors.paper_ids != other.vectors.paper_ids:
        return (f"not the same papers: {len(ids[0])} and {len(ids[1])}",)
    pairs = zip(one.extractions, other.extractions, strict=True)
    found = [said for first, second in pairs for said in _differences(first, second)]
    return (*found, *_vector_differences(one, other))


def _differences(one: Extraction, other: Extraction) -> Iterator[str]:
    if (one.title, one.fingerprint) != (other.title, other.fingerprint):
        yield f"{one.paper_id}: not the same text"
    first, second = ({keyword.id: keyword for keyword in line.keywords} for line in (one, other))
    for key in sorted(first.keys() ^ second.keys()):
        yield f"{one.paper_id}: only one has {key}"
    for key in sorted(first.keys() & second.keys()):
        if not _same(first[key], second[key]):
            yield f"{one.paper_id}: {first[key]} is not {second[key]}"
    if not _in_order([first[keyword.id].score for keyword in other.keywords if keyword.id in first]):
        yield f"{one.paper_id}: the order differs"


def _same(one: Keyword, other: Keyword) -> bool:
    same = (one.phrase, one.forms, one.places, one.is_name) == (
        other.phrase,
        other.forms,
        other.places,
        other.is_name,
    )
    return same and abs(one.score - other.score) <= SCORE_TOLERANCE + _ROUNDING


def _in_order(scores: Sequence[float]) -> bool:
    """Tell whether one's scores fall along the other's order, but for those as good as equal."""
    return all(before >= after - SCORE_TOLERANCE - _ROUNDING for before, after in pairwise(scores))


def _vector_differences(one: Lock, other: Lock) -> Iterator[str]:
    if one.vectors.values.shape != other.vectors.values.shape:
        yield "vectors of other dimensions"
        return
    apart = np.abs(one.vectors.values.astype(int) - other.vectors.values.astype(int)).max(axis=1, initial=0)
    for paper_id, most in zip(one.vectors.paper_ids, apart, strict=True):
        if most > COMPONENT_TOLERANCE:
            yield f"{paper_id}: a component of the vector differs by {most}"
