"""Which lines of a listing belong to one paper: the cheapest way to cut all lines into blocks.

A block is a title, an abstract, or (as it should be) both. A cut costs what its blocks cost: how little its
titles look like titles, how odd the line breaks in it are for this file (see `layout`), how unusual the
lengths of its abstracts are, what is missing. The cheapest of all cuts is found by dynamic programming, so
that one odd line cannot shift what follows. The cheapest cuts that do without one of its boundaries, or that
have one more, tell how sure each boundary is: where they cost little more, it is ambiguous.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from papershelf.sources.listing.costs import CUT_OFF, Costs, section_costs
from papershelf.sources.listing.layout import Layout, LineBreak, Relation, Size, first_layout, learn_layout
from papershelf.sources.listing.lines import Line, traits_of

_SURE = 4.2  # nats: below, another reading is nearly as good
_MOST_BOUNDARIES = 64  # that one abstract may span; keeps odd files from taking long
_PASSES = 3  # each learns the file's layout from the one before


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A line that may be read otherwise, and what it may be."""

    line: Line
    other: str


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one paper, either part may be empty; and which of them are ambiguous."""

    title: tuple[Line, ...]
    abstract: tuple[Line, ...]
    ambiguities: tuple[Ambiguity, ...] = ()


class _Piece(NamedTuple):
    """One possible block: lines [start, end), of which the first `titles` are the title."""

    cost: float
    start: int
    titles: int
    end: int


def cut_blocks(sections: Sequence[Sequence[Line]]) -> list[list[Block]]:
    """Return the blocks of each section; the layout of the file is learnt on the way."""
    traits = [tuple(map(traits_of, section)) for section in sections]
    layout = first = first_layout([line for section in sections for line in section])
    cuts: list[_Cut] = []
    for _ in range(_PASSES):
        before = [cut.chosen for cut in cuts]
        cuts = [_cut(section_costs(section, layout)) for section in traits]
        if before == [cut.chosen for cut in cuts]:
            break
        layout = _learn(first, sections, cuts)
    return [list(_blocks(section, cut)) for section, cut in zip(sections, cuts, strict=True)]


@dataclass(frozen=True, slots=True)
class _Cut:
    """The cheapest cut, and what it takes to tell the others' costs.

    Args:
        chosen: the blocks of the cheapest cut, as (start, lines of the title, end).
        pieces: all blocks that were tried.
        best: for each boundary, the cost of the cheapest cut of the lines before it.
        rest: for each boundary, the cost of the cheapest cut of the lines from it on.
    """

    chosen: tuple[tuple[int, int, int], ...]
    pieces: tuple[_Piece, ...]
    best: dict[int, float]
    rest: dict[int, float]


def _cut(costs: Costs) -> _Cut:
    pieces: list[_Piece] = []
    best, last = {0: 0.0}, {}
    for start in costs.boundaries[:-1]:
        if start not in best:
            continue
        for piece in _pieces(costs, start):
            pieces.append(piece)
            total = best[start] + piece.cost
            if total < best.get(piece.end, float("inf")):
                best[piece.end], last[piece.end] = total, piece
    rest = {costs.end: 0.0}
    for piece in reversed(pieces):
        if piece.end in rest:
            rest[piece.start] = min(rest.get(piece.start, float("inf")), piece.cost + rest[piece.end])
    return _Cut(tuple(_chosen(last, costs.end))[::-1], tuple(pieces), best, rest)


def _chosen(last: dict[int, _Piece], end: int) -> Iterator[tuple[int, int, int]]:
    while end:
        _, start, titles, _ = last[end]
        yield start, titles, end
        end = start


def _pieces(costs: Costs, start: int) -> Iterator[_Piece]:
    """Yield the blocks that may start at a boundary."""
    layout, longest = costs.layout, costs.layout.longest
    for titles, title_cost in ((0, layout.no_title), *costs.titles[start]):
        first = start + titles
        cost = costs.between[start] + title_cost
        if titles and first == costs.end:
            yield _Piece(cost + CUT_OFF, start, titles, first)
        if first == costs.end:
            continue
        place = bisect_right(costs.boundaries, first)
        if titles and costs.boundaries[place - 1] == first:
            bare = layout.no_abstract + costs.inside[first] - costs.between[first]
            yield _Piece(cost + bare, start, titles, first)
        cost += costs.opening[first] - costs.within[first + 1] + (costs.inside[first] if titles else 0.0)
        for end in costs.boundaries[place : place + _MOST_BOUNDARIES]:
            length = costs.characters[end] - costs.characters[first]
            ending = costs.within[end] + costs.ending[end] + layout.length_cost(length)
            yield _Piece(cost + ending, start, titles, end)
            if length > longest:
                break


def _blocks(section: Sequence[Line], cut: _Cut) -> Iterator[Block]:
    unclear = sorted(_ambiguities(section, cut), key=lambda ambiguity: ambiguity.line.number)
    for start, titles, end in cut.chosen:
        lines = tuple(section[start:end])
        own = tuple(each for each in unclear if lines[0].number <= each.line.number <= lines[-1].number)
        yield Block(lines[:titles], lines[titles:], own)


def _ambiguities(section: Sequence[Line], cut: _Cut) -> Iterator[Ambiguity]:
    limit = cut.best[len(section)] + _SURE
    chosen = {end for _, _, end in cut.chosen} | {0}
    for boundary, cost in cut.best.items():
        if boundary not in chosen and cost + cut.rest.get(boundary, limit) < limit:
            yield Ambiguity(section[boundary], "the beginning of another paper")
    without = _costs_without(cut)
    for start, _, _ in cut.chosen[1:]:
        if without.get(start, limit) < limit:
            yield Ambiguity(section[start], "more of the abstract above")


def _costs_without(cut: _Cut) -> dict[int, float]:
    """Return for each chosen boundary the cost of the cheapest cut that does without it."""
    starts = [start for start, _, _ in cut.chosen]
    costs: dict[int, float] = {}
    for piece in cut.pieces:
        if piece.end in cut.rest:
            total = cut.best[piece.start] + piece.cost + cut.rest[piece.end]
            for start in starts[bisect_right(starts, piece.start) : bisect_right(starts, piece.end - 1)]:
                costs[start] = min(costs.get(start, total), total)
    return costs


def _learn(first: Layout, sections: Sequence[Sequence[Line]], cuts: Sequence[_Cut]) -> Layout:
    relations: list[tuple[Relation, LineBreak]] = []
    sizes: list[Size] = []
    for section, cut in zip(sections, cuts, strict=True):
        breaks = [first.line_break(upper, lower) for upper, lower in pairwise(section)]
        for start, titles, end in cut.chosen:
            relations += [
                (_relation(index, start, titles), breaks[index - 1]) for index in range(max(start, 1), end)
            ]
            length = sum(len(line.text) for line in section[start + titles : end])
            sizes.append(Size(titles, end - start - titles, length))
    return learn_layout(first, relations, sizes)


def _relation(index: int, start: int, titles: int) -> Relation:
    if index == start:
        return "between"
    return "inside" if index == start + titles else "within"
