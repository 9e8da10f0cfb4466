"""What it costs, in nats, to read certain lines of a section as one block of title and abstract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from papershelf.sources.listing.layout import RELATIONS, Layout, LineBreak
from papershelf.sources.listing.lines import LONGEST_TITLE, Traits, title_odds

CUT_OFF = 3.5  # a title without abstract at the end
_UNENDED = 3.0  # an abstract that stops in the middle of a sentence
_LIKELY_TITLE = 4.2  # what a missing title costs at least, for boundaries to be tried
_HOPELESS = 8.0  # a boundary that costs this much more than none is not tried
_MOST_TITLE_LINES = 4


@dataclass(frozen=True, slots=True)
class Costs:
    """The costs of one section's lines.

    Args:
        layout: for the lengths of abstracts.
        titles: for each boundary, the titles that may start there: how many lines, and the cost.
        between: for each line, of the line break above it if a block starts there, below an abstract.
        inside: the same below a title.
        opening: for each line, of an abstract that starts there.
        within: sums over the lines before: of going on with the abstract above.
        characters: sums over the lines before.
        ending: for each line and the end, of an abstract that ends before it.
        boundaries: the lines where a block may start at all, and the end.
    """

    layout: Layout
    titles: Mapping[int, Sequence[tuple[int, float]]]
    between: tuple[float, ...]
    inside: tuple[float, ...]
    opening: tuple[float, ...]
    within: tuple[float, ...]
    characters: tuple[int, ...]
    ending: tuple[float, ...]
    boundaries: tuple[int, ...]

    @property
    def end(self) -> int:
        """The number of lines."""
        return self.boundaries[-1]


def section_costs(section: Sequence[Traits], layout: Layout) -> Costs:
    """Return the costs of a section that has at least one line."""
    breaks = [layout.line_break(upper.line, lower.line) for upper, lower in pairwise(section)]
    below_title, going_on, below_abstract = (layout.line_break_costs(relation) for relation in RELATIONS)
    between = (0.0, *(below_abstract[each] for each in breaks))
    within = (
        0.0,
        *(
            going_on[each] + layout.long_abstract + _break_cost(upper, lower, each) + _looks(lower)
            for (upper, lower), each in zip(pairwise(section), breaks, strict=True)
        ),
    )
    ending = (0.0, *(0.0 if traits.ended else _UNENDED for traits in section[:-1]), 0.0)
    boundaries = (0, *_boundaries(section, between, within, ending))
    return Costs(
        layout,
        titles={start: tuple(_titles(section, start, layout)) for start in boundaries},
        between=between,
        inside=(0.0, *(below_title[each] for each in breaks)),
        opening=tuple((max(0.0, traits.title) - traits.opening) / 2 for traits in section),
        within=tuple(accumulate(within, initial=0.0)),
        characters=tuple(accumulate((len(traits.line.text) for traits in section), initial=0)),
        ending=ending,
        boundaries=(*boundaries, len(section)),
    )


def _boundaries(
    section: Sequence[Traits], between: Sequence[float], within: Sequence[float], ending: Sequence[float]
) -> Iterator[int]:
    for index in range(1, len(section)):
        starting = min(-section[index].title, _LIKELY_TITLE) + between[index]
        above = 0.0 if section[index - 1].title > 0 else ending[index]
        if starting + above - within[index] < _HOPELESS:
            yield index


def _looks(lower: Traits) -> float:
    """Return how little a line looks like the middle of an abstract, rather than its beginning or a title."""
    return lower.opening / 2 + max(0.0, lower.title) / 4


def _break_cost(upper: Traits, lower: Traits, line_break: LineBreak) -> float:
    """Return how odd it is that one abstract breaks here: in mid-sentence a wrap does, else a paragraph."""
    if upper.ended:
        return 1.0 if lower.mid_sentence else 0.0
    if lower.mid_sentence or upper.hanging:
        return -2.0
    return 0.0 if line_break[1] else 2.5


def _titles(section: Sequence[Traits], start: int, layout: Layout) -> Iterator[tuple[int, float]]:
    """Yield the titles that may start at a line: its own, and as far as they seem to go on below."""
    yield 1, -section[start].title
    text, cost = section[start].line.text, 0.0
    for count, (upper, lower) in enumerate(pairwise(section[start : start + _MOST_TITLE_LINES]), start=2):
        text = f"{text} {lower.line.text}"
        is_wrapped = layout.line_break(upper.line, lower.line)[1]
        odds = 3.0 * (upper.hanging + is_wrapped + lower.mid_sentence)
        if lower.line.gap or not odds or upper.line.text.endswith(".") or len(text) > LONGEST_TITLE:
            return
        cost += layout.long_title - odds
        yield count, cost - title_odds(text) - max(0.0, lower.title) / 2
