"""How one file sets its lines apart: learnt from the file, so that no shape is built in.

A line break is described by the number of empty lines, and by whether the upper line was full (so that a word
wrap may have made the break). Each relation of two lines prefers certain line breaks, every file its own.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from papershelf.sources.listing.lines import Line

LineBreak = tuple[int, bool]  # empty lines (2 for more), and whether a word wrap may have broken here
# From a title to its abstract; from line to line of one title or abstract; from one record to the next.
Relation = Literal["inside", "within", "between"]
RELATIONS: tuple[Relation, ...] = ("inside", "within", "between")

_LINE_BREAKS: tuple[LineBreak, ...] = ((0, False), (1, False), (2, False), (0, True), (1, True), (2, True))
# What is expected of a file before a line of it is known, as counts.
_PRIOR: Mapping[Relation, Mapping[LineBreak, float]] = {
    "inside": dict(zip(_LINE_BREAKS, (1.0, 1.0, 0.6, 0.5, 0.3, 0.2), strict=True)),
    "within": dict(zip(_LINE_BREAKS, (0.8, 0.8, 0.3, 8.0, 2.0, 0.3), strict=True)),
    "between": dict(zip(_LINE_BREAKS, (1.0, 1.0, 0.8, 0.3, 0.2, 0.1), strict=True)),
}
# Characters of an abstract, mean and standard deviation; it weighs as much as 20 abstracts.
_USUAL_LENGTH = (1200.0, 450.0)


class Size(NamedTuple):
    """Lines of a block's title and abstract, and characters of its abstract."""

    title_lines: int
    abstract_lines: int
    length: int


@dataclass(frozen=True, slots=True)
class Layout:
    """What a file's lines are like.

    Args:
        wrap: the column at which its lines were wrapped, or 0.
        line_breaks: how often each relation of two lines shows each line break.
        long_title: how surprising it is that a title goes on with another line, in nats.
        long_abstract: the same for an abstract.
        no_title: how surprising it is that a block has no title.
        no_abstract: the same for an abstract.
        length: mean and standard deviation of the abstracts' lengths.
    """

    wrap: int = 0
    line_breaks: Mapping[Relation, Mapping[LineBreak, float]] = field(default_factory=lambda: _PRIOR)
    long_title: float = 8.0
    long_abstract: float = 2.3
    no_title: float = 4.2
    no_abstract: float = 4.5
    length: tuple[float, float] = _USUAL_LENGTH

    def line_break(self, upper: Line, lower: Line) -> LineBreak:
        """Return what lies between two neighbouring lines."""
        first_word = lower.text.split(maxsplit=1)[0]
        is_full = 0 < self.wrap < len(upper.text) + 1 + len(first_word) and len(upper.text) <= self.wrap
        return min(lower.gap, 2), is_full

    def line_break_costs(self, relation: Relation) -> dict[LineBreak, float]:
        """Return how surprising each line break is for `relation`, in nats."""
        known = self.line_breaks[relation]
        counts = {each: count for each, count in known.items() if self.wrap or not each[1]}
        total = sum(counts.values())
        return {each: -math.log(count / total) for each, count in counts.items()}

    @property
    def longest(self) -> float:
        """Return the length from which on an abstract cannot get more surprising."""
        mean, deviation = self.length
        return mean + 5 * deviation

    def length_cost(self, length: int) -> float:
        """Return how surprising it is that an abstract has `length` characters: too long is worse."""
        mean, deviation = self.length
        surprise = 0.5 * ((length - mean) / deviation) ** 2
        return min(surprise, 12.0 if length > mean else 2.0)


def first_layout(lines: Sequence[Line]) -> Layout:
    """Return what can be said of a file's layout before any line of it is understood."""
    wrap = find_wrap(lines)
    titles_too = wrap and all(len(line.text) <= wrap or _has_long_word(line, wrap) for line in lines)
    return Layout(wrap, long_title=4.0 if titles_too else 8.0)


def find_wrap(lines: Sequence[Line]) -> int:
    """Return the column at which a word wrap broke the lines, or 0: many lines just below it, few beyond."""
    lengths = Counter(len(line.text) for line in lines)

    def count(first: int, last: int) -> int:
        return sum(lengths[width] for width in range(first, last + 1))

    column = max(range(40, 161), key=lambda width: count(width - 3, width) - 2 * count(width + 1, width + 4))
    beyond = len(lines) - count(1, column)
    is_wrapped = count(column - 11, column) >= 0.4 * len(lines) and beyond <= 0.15 * len(lines)
    return column if is_wrapped else 0


def learn_layout(
    first: Layout, relations: Iterable[tuple[Relation, LineBreak]], sizes: Sequence[Size]
) -> Layout:
    """Return the layout that a reading shows.

    Args:
        first: what was known before any reading.
        relations: each pair of neighbouring lines: how the reading relates them, and the break between them.
        sizes: of each block.
    """
    breaks = {relation: dict(counts) for relation, counts in _PRIOR.items()}
    for relation, line_break in relations:
        breaks[relation][line_break] += 1
    titles, abstracts = sum(size.title_lines for size in sizes), sum(size.abstract_lines for size in sizes)
    more_title = sum(max(0, size.title_lines - 1) for size in sizes)
    more_abstract = sum(max(0, size.abstract_lines - 1) for size in sizes)
    return Layout(
        first.wrap,
        breaks,
        long_title=-math.log((more_title + 30 * math.exp(-first.long_title)) / (titles + 30)),
        no_title=_surprise(sum(not size.title_lines for size in sizes), len(sizes), first.no_title),
        no_abstract=_surprise(sum(not size.abstract_lines for size in sizes), len(sizes), first.no_abstract),
        long_abstract=min(5.0, -math.log((more_abstract + 0.2) / (abstracts + 2))),
        length=_usual_length([size.length for size in sizes if size.abstract_lines]),
    )


def _has_long_word(line: Line, width: int) -> bool:
    return max(map(len, line.text.split())) > width - 20


def _surprise(seen: int, among: int, before: float) -> float:
    """Return how surprising something is, seen so often, that was so surprising before."""
    return -math.log((seen + 0.5) / (among + 0.5 * math.exp(before)))


def _usual_length(lengths: Sequence[int]) -> tuple[float, float]:
    known = len(lengths)
    mean = (sum(lengths) + 20 * _USUAL_LENGTH[0]) / (known + 20)
    square = (sum((length - mean) ** 2 for length in lengths) + 20 * _USUAL_LENGTH[1] ** 2) / (known + 20)
    return mean, math.sqrt(square)
