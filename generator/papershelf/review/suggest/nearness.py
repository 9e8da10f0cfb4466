"""Papers, topics and keywords as directions: who lies near whom, never all papers against all papers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from papershelf.model import Vectors

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """The papers' vectors of length 1, and which row is whose."""

    rows: Floats
    row_of: dict[str, int]

    def of(self, paper_ids: Iterable[str]) -> Floats:
        """Return the rows of those of the papers that have one, shape (papers, dimensions)."""
        return self.rows[[self.row_of[key] for key in paper_ids if key in self.row_of]]

    def centre(self, paper_ids: Iterable[str]) -> Floats:
        """Return the direction that these papers share; zeros where none of them has a vector."""
        return direction(self.of(paper_ids).sum(axis=0, dtype=np.float32))

    def cosine(self, one: str, other: str) -> float | None:
        """Return how alike two papers are; None where one has no vector."""
        if one not in self.row_of or other not in self.row_of:
            return None
        return float(self.rows[self.row_of[one]] @ self.rows[self.row_of[other]])

    def centres(self, groups: Sequence[Sequence[str]]) -> Floats:
        """Return the centre of each group of papers, shape (groups, dimensions)."""
        if not groups:
            return np.zeros((0, self.rows.shape[1]), dtype=np.float32)
        return np.stack([self.centre(group) for group in groups])


def space_of(vectors: Vectors) -> Space:
    """Return the space of all papers with a vector."""
    return Space(vectors.unit(), {key: row for row, key in enumerate(vectors.paper_ids)})


def direction(vector: Floats) -> Floats:
    """Return the vector at length 1; zeros stay zeros."""
    length = float(np.linalg.norm(vector))
    return vector if length == 0 else np.asarray(vector / length, dtype=np.float32)
