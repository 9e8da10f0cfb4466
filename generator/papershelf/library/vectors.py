"""Papers' vectors as rows of a matrix: the one place where ids become rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, eq=False)
class Directions:
    """The papers' vectors of length 1, and which row is whose."""

    rows: Rows
    row_of: Mapping[str, int]

    @classmethod
    def of_all(cls, vectors: Vectors) -> Directions:
        """Return those of all papers with a vector."""
        row_of = {paper_id: row for row, paper_id in enumerate(vectors.paper_ids)}
        return cls(directions(vectors, vectors.paper_ids), row_of)

    def of(self, paper_ids: Iterable[str]) -> Rows:
        """Return the rows of those of the papers that have one, shape (papers, dimensions)."""
        return self.rows[[self.row_of[key] for key in paper_ids if key in self.row_of]]

    def centre(self, paper_ids: Iterable[str]) -> Rows:
        """Return the direction that these papers share; zeros where none of them has a vector."""
        total = self.of(paper_ids).sum(axis=0, dtype=np.float32)
        length = float(np.linalg.norm(total))
        return total if length == 0 else np.asarray(total / length, dtype=np.float32)

    def cosine(self, one: str, other: str) -> float | None:
        """Return how alike two papers are; None where one has no vector."""
        if one not in self.row_of or other not in self.row_of:
            return None
        return float(self.rows[self.row_of[one]] @ self.rows[self.row_of[other]])

    def centres(self, groups: Sequence[Sequence[str]]) -> Rows:
        """Return the centre of each group of papers, shape (groups, dimensions)."""
        if not groups:
            return np.zeros((0, self.rows.shape[1]), dtype=np.float32)
        return np.stack([self.centre(group) for group in groups])
