"""Which lines of a listing are titles, and which abstracts: the cheapest reading of all lines together.

Each line gets one of four labels. A reading costs what its lines and its neighbourhoods cost (see `lines` and
`layout`); the cheapest is found by dynamic programming (Viterbi), so that one odd line cannot shift what
follows. Running forwards and backwards also tells by how much the best reading beats the best one that labels
a given line otherwise: where that is little, there is doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain, pairwise

from generator.sources.layout import Layout, Relation, Seam, find_wrap, learn_layout
from generator.sources.lines import Line, is_ended, is_hanging, opening_odds, starts_low, title_odds


class Label(IntEnum):
    """What a line is."""

    TITLE = 0
    TITLE_GOES_ON = 1
    ABSTRACT = 2
    ABSTRACT_GOES_ON = 3


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line, what it is, and by how many nats that beats everything else."""

    line: Line
    label: Label
    margin: float
    runner_up: Label


@dataclass(frozen=True, slots=True)
class Traits:
    """What labelling needs to know of a line, worked out once."""

    line: Line
    title: float
    opening: float
    ended: bool
    hanging: bool
    low: bool


_LABELS = tuple(Label)
_NEVER = 1e6
_NO_TITLE = 6.5  # an abstract whose title is missing
_NO_ABSTRACT = 6.0  # a title whose abstract is missing
_NO_ABSTRACT_AT_END = 4.0
_TITLE_GOES_ON = 8.0
_UNENDED = 3.0  # an abstract that ends in the middle of a sentence

Costs = list[list[float]]  # [label of the upper line][label of the lower line]


def label_lines(sections: Sequence[Sequence[Line]]) -> list[list[Labelled]]:
    """Return the cheapest reading of each section; what the file's layout is, is learnt on the way."""
    traits = [[_traits(line) for line in section] for section in sections]
    layout = Layout(wrap=find_wrap([line for section in sections for line in section]))
    for _ in range(2):
        layout = _learn(layout, [_label_section(section, layout) for section in traits])
    return [_label_section(section, layout) for section in traits]


def _traits(line: Line) -> Traits:
    text = line.text
    return Traits(
        line, title_odds(text), opening_odds(text), is_ended(text), is_hanging(text), starts_low(text)
    )


def _label_section(section: Sequence[Traits], layout: Layout) -> list[Labelled]:
    if not section:
        return []
    steps = [_step_costs(upper, lower, layout) for upper, lower in pairwise(section)]
    forwards = _forwards(_first_costs(section[0]), steps)
    backwards = _backwards(steps)
    labelled = []
    for traits, before, after in zip(section, forwards, backwards, strict=True):
        totals = sorted((before[label] + after[label], label) for label in _LABELS)
        (best, label), (second, runner_up) = totals[:2]
        labelled.append(Labelled(traits.line, label, second - best, runner_up))
    return labelled


def _first_costs(first: Traits) -> list[float]:
    return [-first.title, _NEVER, _NO_TITLE - first.opening / 2, _NEVER]


def _forwards(first: list[float], steps: Sequence[Costs]) -> list[list[float]]:
    costs = [first]
    for step in steps:
        last = costs[-1]
        costs.append([min(last[upper] + step[upper][lower] for upper in _LABELS) for lower in _LABELS])
    return costs


def _backwards(steps: Sequence[Costs]) -> list[list[float]]:
    costs = [[_NO_ABSTRACT_AT_END, _NO_ABSTRACT_AT_END, 0.0, 0.0]]
    for step in reversed(steps):
        last = costs[-1]
        costs.append([min(step[upper][lower] + last[lower] for lower in _LABELS) for upper in _LABELS])
    return costs[::-1]


def _step_costs(upper: Traits, lower: Traits, layout: Layout) -> Costs:
    seam = layout.seam(upper.line, lower.line)
    between, within = layout.cost("between", seam), layout.cost("within", seam)
    to_title = between - lower.title
    joining = layout.joining_odds(upper.line, lower.line)
    broken_off = 0.0 if upper.ended else _UNENDED
    from_title = [
        _NO_ABSTRACT + to_title,
        _TITLE_GOES_ON - _title_goes_on_odds(upper, lower, seam) - lower.title,
        layout.cost("inside", seam) - lower.opening / 2,
        _NEVER,
    ]
    from_abstract = [
        broken_off + to_title,
        _NEVER,
        _NO_TITLE + broken_off + between - lower.opening / 2 + max(0.0, joining),
        within + layout.continuing_cost + _going_on_cost(upper, lower) + max(0.0, -joining),
    ]
    return [from_title, from_title, from_abstract, from_abstract]


def _title_goes_on_odds(upper: Traits, lower: Traits, seam: Seam) -> float:
    gap, full = seam
    return 3.0 * upper.hanging + 3.0 * full + 3.0 * lower.low - 4.0 * (gap > 0)


def _going_on_cost(upper: Traits, lower: Traits) -> float:
    mid_sentence = -2.0 if not upper.ended else 1.0 if lower.low else 0.0
    return mid_sentence + lower.opening / 2


def _learn(layout: Layout, readings: Sequence[Sequence[Labelled]]) -> Layout:
    relations = [
        (_relation(upper, lower), layout.seam(upper.line, lower.line))
        for section in readings
        for upper, lower in pairwise(section)
    ]
    return learn_layout(layout.wrap, relations, _abstract_sizes(readings))


def _abstract_sizes(readings: Sequence[Sequence[Labelled]]) -> list[tuple[int, int]]:
    """Return lines and characters of each abstract."""
    sizes: list[tuple[int, int]] = []
    for labelled in chain.from_iterable(readings):
        length = len(labelled.line.text)
        if labelled.label is Label.ABSTRACT:
            sizes.append((1, length))
        elif labelled.label is Label.ABSTRACT_GOES_ON:
            sizes[-1] = (sizes[-1][0] + 1, sizes[-1][1] + length)
    return sizes


def _relation(upper: Labelled, lower: Labelled) -> Relation:
    if lower.label in (Label.ABSTRACT_GOES_ON, Label.TITLE_GOES_ON):
        return "within"
    of_title = upper.label in (Label.TITLE, Label.TITLE_GOES_ON)
    return "inside" if of_title and lower.label is Label.ABSTRACT else "between"
