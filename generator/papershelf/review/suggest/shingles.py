"""Runs of words that two abstracts share: found for all papers at once by sorting, not by comparing pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from papershelf.review.suggest.words import words

Hashes = npt.NDArray[np.uint64]
WORDS_PER_SHINGLE = 8  # two abstracts hardly ever share eight words in a row by chance
_FACTORS = np.random.default_rng(5).integers(1, 2**63, WORDS_PER_SHINGLE, dtype=np.uint64) * 2 + 1


def shingles_of(texts: Sequence[str]) -> list[Hashes]:
    """Return each text's distinct shingles as sorted hashes; comparable within one call only."""
    vocabulary: dict[str, int] = {}
    rows = [[vocabulary.setdefault(word, len(vocabulary) + 1) for word in words(text)] for text in texts]
    return [_hashed(np.array(row, dtype=np.uint64)) for row in rows]


def groups_sharing(shingles: Sequence[Hashes], most: int) -> Iterator[tuple[int, ...]]:
    """Yield the texts that share a shingle, for each that 2 to `most` of them share."""
    if not shingles:
        return
    owners = np.repeat(np.arange(len(shingles)), [len(row) for row in shingles])
    every = np.concatenate(shingles)
    order = np.argsort(every, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(every[order]) != 0]) if len(every) else np.zeros(0, dtype=int)
    sizes = np.diff(np.r_[starts, len(every)])
    for start, size in zip(starts[sizes > 1], sizes[sizes > 1], strict=True):
        if size <= most:
            yield tuple(owners[order[start : start + size]].tolist())


def overlap(one: Hashes, other: Hashes, fewest: int) -> float | None:
    """Return the part of the shorter text that stands in the other; None where it is too short to tell."""
    shorter = min(len(one), len(other))
    return len(np.intersect1d(one, other, assume_unique=True)) / shorter if shorter >= fewest else None


def _hashed(row: Hashes) -> Hashes:
    if len(row) < WORDS_PER_SHINGLE:
        return np.zeros(0, dtype=np.uint64)
    windows = np.lib.stride_tricks.sliding_window_view(row, WORDS_PER_SHINGLE)
    return np.unique(windows @ _FACTORS)
