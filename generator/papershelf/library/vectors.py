"""Papers' vectors as rows of a matrix: the one place where ids become rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from papershelf.model import Vectors

Rows = npt.NDArray[np.float32]


def components(vectors: Vectors, paper_ids: Sequence[str]) -> Rows:
    """Return int8 components as float32, in the order of `paper_ids`; zeros for a paper without a vector."""
    rows = {paper_id: row for row, paper_id in enumerate(vectors.paper_ids)}
    dimensions = vectors.values.shape[1] if vectors.values.ndim == 2 else 0
    found = np.zeros((len(paper_ids), dimensions), dtype=np.float32)
    for position, paper_id in enumerate(paper_ids):
        if paper_id in rows:
            found[position] = vectors.values[rows[paper_id]]
    return found


def directions(vectors: Vectors, paper_ids: Sequence[str]) -> Rows:
    """Return rows of length 1 in the order of `paper_ids`; zeros for a paper without a vector."""
    rows = components(vectors, paper_ids)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths == 0, 1, lengths), dtype=np.float32)


def centred(rows: Rows) -> Rows:
    """Return the rows less their mean, of length 1: what the whole corpus shares says nothing."""
    known = np.asarray(rows.any(axis=1))
    if known.sum() < 2:
        return rows
    return of_length_one(np.where(known[:, None], rows - rows[known].mean(axis=0), 0))


def of_length_one(rows: npt.NDArray[Any]) -> Rows:
    """Return the rows at length 1; one that is as good as zero becomes zero."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 1e-6), np.float32)
