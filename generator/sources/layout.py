"""How one file sets its lines apart: learnt from the file, so that no shape is built in.

A seam is what lies between two lines: the number of empty lines, and whether the upper one was full (so that
a word wrap may have made the break). Each relation of two lines prefers certain seams, every file its own.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from generator.sources.lines import Line

Seam = tuple[int, bool]  # empty lines (2 for more), and whether a word wrap may have broken here
# From a title to its abstract; from line to line of one title or abstract; from one record to the next.
Relation = Literal["inside", "within", "between"]

_SEAMS: tuple[Seam, ...] = ((0, False), (1, False), (2, False), (0, True), (1, True), (2, True))
# What is expected of a file before a line of it is known, as counts.
_PRIOR: Mapping[Relation, Mapping[Seam, float]] = {
    "inside": dict(zip(_SEAMS, (1.0, 1.0, 0.6, 0.5, 0.3, 0.2), strict=True)),
    "within": dict(zip(_SEAMS, (0.8, 0.8, 0.3, 2.0, 0.5, 0.1), strict=True)),
    "between": dict(zip(_SEAMS, (1.0, 1.0, 0.8, 0.3, 0.2, 0.1), strict=True)),
}
# Characters of an abstract, mean and standard deviation; it weighs as much as 20 abstracts.
_USUAL_LENGTH = (1200.0, 450.0)


@dataclass(frozen=True, slots=True)
class Layout:
    """What a file's lines are like.

    Args:
        wrap: the column at which its lines were wrapped, or 0.
        seams: how often each relation of two lines shows each seam.
        continuing: how often a line of an abstract is followed by another.
        length: mean and standard deviation of the abstracts' lengths.
    """

    wrap: int = 0
    seams: Mapping[Relation, Mapping[Seam, float]] = field(default_factory=lambda: _PRIOR)
    continuing: float = 0.1
    length: tuple[float, float] = _USUAL_LENGTH

    @property
    def continuing_cost(self) -> float:
        """Return how surprising it is that an abstract goes on with another line, in nats."""
        return min(5.0, -math.log(self.continuing))

    def seam(self, upper: Line, lower: Line) -> Seam:
        """Return what lies between two neighbouring lines."""
        return min(lower.gap, 2), self._is_full(upper, lower)

    def cost(self, relation: Relation, seam: Seam) -> float:
        """Return how surprising `seam` is for `relation`, in nats."""
        counts = self.seams[relation]
        return -math.log(counts[seam] / sum(counts.values()))

    def joining_odds(self, upper: Line, lower: Line) -> float:
        """Return how much more the two lengths look like parts of one abstract than like two abstracts."""
        one, two = len(upper.text), len(lower.text)
        apart = self._length_cost(one) + self._length_cost(two)
        return max(-6.0, min(3.0, apart - self._length_cost(one + two)))

    def _length_cost(self, length: int) -> float:
        mean, deviation = self.length
        return 0.5 * ((length - mean) / deviation) ** 2

    def _is_full(self, upper: Line, lower: Line) -> bool:
        first_word = lower.text.split(maxsplit=1)[0]
        return 0 < self.wrap < len(upper.text) + 1 + len(first_word) and len(upper.text) <= self.wrap


def find_wrap(lines: Sequence[Line]) -> int:
    """Return the column at which a word wrap broke the lines, or 0: many lines just below it, few beyond."""
    lengths = Counter(len(line.text) for line in lines)
    beyond = len(lines)
    for width in range(1, 161):
        beyond -= lengths[width]
        close = sum(lengths[near] for near in range(width - 11, width + 1))
        if width >= 40 and close >= 0.4 * len(lines) and beyond <= 0.15 * len(lines):
            return max(near for near in range(width - 11, width + 1) if lengths[near])
    return 0


def learn_layout(
    wrap: int, relations: Iterable[tuple[Relation, Seam]], abstracts: Sequence[tuple[int, int]]
) -> Layout:
    """Return the layout that a first reading shows.

    Args:
        wrap: as `find_wrap` gives it.
        relations: each pair of neighbouring lines: how the reading relates them, and their seam.
        abstracts: of each abstract, its lines and its characters.
    """
    seams = {relation: dict(counts) for relation, counts in _PRIOR.items()}
    for relation, seam in relations:
        seams[relation][seam] += 1
    lines = sum(count for count, _ in abstracts)
    continuing = (lines - len(abstracts) + 0.2) / (lines + 2) if lines else 0.1
    return Layout(wrap, seams, continuing, _usual_length([length for _, length in abstracts]))


def _usual_length(lengths: Sequence[int]) -> tuple[float, float]:
    known = len(lengths)
    mean = (sum(lengths) + 20 * _USUAL_LENGTH[0]) / (known + 20)
    square = (sum((length - mean) ** 2 for length in lengths) + 20 * _USUAL_LENGTH[1] ** 2) / (known + 20)
    return mean, math.sqrt(square)
