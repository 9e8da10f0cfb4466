"""New lock = f(papers, old lock, what was extracted now): lines that stand are kept, gone papers retire."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from papershelf.lock.codec import Header
from papershelf.lock.storage import Lock, no_vectors
from papershelf.model import Extraction, Keyword, Paper, Retired, Vectors

INT8_MAX = 127


@dataclass(frozen=True, slots=True, eq=False)
class Extracted:
    """What extraction found in one paper now; the vector is float32, of any length."""

    paper_id: str
    keywords: tuple[Keyword, ...]
    vector: npt.NDArray[np.float32]


def updated(
    lock: Lock, papers: Sequence[Paper], extracted: Iterable[Extracted], header: Header, today: str
) -> Lock:
    """Return the lock of these papers: lines just extracted, old lines that stand, no others.

    Args:
        lock: the old one.
        papers: all of the corpus, each in `extracted` or with a line in `lock`.
        extracted: what is new.
        header: what the new lines were made with.
        today: ISO date, the `added` of papers the lock has not seen before.
    """
    fresh = {result.paper_id: result for result in extracted}
    old = {line.paper_id: line for line in lock.extractions}
    lines = [_line(paper, old.get(paper.id), fresh.get(paper.id), today) for paper in papers]
    return replace(
        lock,
        header=header,
        extractions=tuple(sorted(lines, key=lambda line: line.paper_id)),
        vectors=_vectors(lock.vectors, fresh, [paper.id for paper in papers]),
        retired=_retired(lock, papers),
    )


def quantized(vector: npt.NDArray[np.float32]) -> npt.NDArray[np.int8]:
    """Return the vector in int8, its largest component at 127; only the direction is kept."""
    largest = float(np.abs(vector).max(initial=0.0))
    return np.asarray(np.rint(vector / (largest or 1.0) * INT8_MAX), dtype=np.int8)


def _line(paper: Paper, old: Extraction | None, fresh: Extracted | None, today: str) -> Extraction:
    if fresh is None:
        if old is None or old.fingerprint != paper.fingerprint:
            raise ValueError(f"{paper.id} has neither a line in the lock nor an extraction")
        return old
    added = old.added if old else today
    return Extraction(paper.id, paper.title, paper.fingerprint, added, fresh.keywords)


def _vectors(old: Vectors, fresh: Mapping[str, Extracted], paper_ids: list[str]) -> Vectors:
    rows = dict(zip(old.paper_ids, old.values, strict=True))
    rows |= {key: quantized(result.vector) for key, result in fresh.items()}
    ids = tuple(sorted(set(paper_ids)))
    return Vectors(ids, np.stack([rows[key] for key in ids])) if ids else no_vectors()


def _retired(lock: Lock, papers: Sequence[Paper]) -> tuple[Retired, ...]:
    here = {paper.id for paper in papers}
    kept = [old for old in lock.retired if old.kind != "paper" or old.id not in here]
    known = {(old.kind, old.id) for old in kept}
    gone = [
        Retired("paper", line.paper_id, line.title)
        for line in lock.extractions
        if line.paper_id not in here and ("paper", line.paper_id) not in known
    ]
    return tuple(sorted([*kept, *gone], key=lambda old: (old.kind, old.id)))
