"""What it costs, in nats, to read certain lines of a section as one block of title and abstract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from generator.sources.layout import Layout, Seam
from generator.sources.lines import LONGEST_TITLE, Traits, title_odds

NO_TITLE = 5.5
NO_ABSTRACT = 5.5
NO_ABSTRACT_AT_END = 4.0
_UNENDED = 3.0  # an abstract that stops in the middle of a sentence
_HOPELESS = 8.0  # a boundary that costs this much more than none is not tried
_MOST_TITLE_LINES = 4


@dataclass(frozen=True, slots=True)
class Costs:
    """The costs of one section's lines.

    Args:
        layout: for the lengths of abstracts.
        titles: for each boundary, the titles that may start there: how many lines, and the cost.
        between: for each line, of a new block that starts there, below an abstract.
        bare: for each line, what differs if it is below a title without abstract.
        opening: for each line, of an abstract that starts there, below its title or without one.
        within: sums over the lines before: of going on with the abstract above.
        characters: sums over the lines before.
        ending: for each line and the end, of an abstract that ends before it.
        boundaries: the lines where a block may start at all, and the end.
    """

    layout: Layout
    titles: Mapping[int, Sequence[tuple[int, float]]]
    between: tuple[float, ...]
    bare: tuple[float, ...]
    opening: tuple[tuple[float, float], ...]
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
    seams = [layout.seam(upper.line, lower.line) for upper, lower in pairwise(section)]
    new, inner, going_on = (layout.seam_costs(relation) for relation in ("between", "inside", "within"))
    between = (0.0, *(new[seam] for seam in seams))
    within = (
        0.0,
        *(
            going_on[seam] + layout.long_abstract + _break_cost(upper, lower, seam) + lower.opening / 2
            for (upper, lower), seam in zip(pairwise(section), seams, strict=True)
        ),
    )
    ending = (0.0, *(0.0 if traits.ended else _UNENDED for traits in section[:-1]), 0.0)
    boundaries = (0, *_boundaries(section, between, within, ending))
    return Costs(
        layout,
        titles={start: tuple(_titles(section, start, layout)) for start in boundaries},
        between=between,
        bare=(0.0, *(inner[seam] - new[seam] for seam in seams)),
        opening=(
            (0.0, 0.0),
            *(
                (inner[seam] - lower.opening / 2, -lower.opening / 2)
                for seam, lower in zip(seams, section[1:], strict=True)
            ),
        ),
        within=tuple(accumulate(within, initial=0.0)),
        characters=tuple(accumulate((len(traits.line.text) for traits in section), initial=0)),
        ending=ending,
        boundaries=(*boundaries, len(section)),
    )


def _boundaries(
    section: Sequence[Traits], between: Sequence[float], within: Sequence[float], ending: Sequence[float]
) -> Iterator[int]:
    for index in range(1, len(section)):
        starting = min(-section[index].title, NO_TITLE) + between[index]
        above = 0.0 if section[index - 1].title > 0 else ending[index]
        if starting + above - within[index] < _HOPELESS:
            yield index


def _break_cost(upper: Traits, lower: Traits, seam: Seam) -> float:
    """Return how odd it is that one abstract breaks here: in mid-sentence a wrap does, else a paragraph."""
    if upper.ended:
        return 1.0 if lower.low else 0.0
    if lower.low or upper.hanging:
        return -2.0
    return -1.0 if seam[1] else 1.0


def _titles(section: Sequence[Traits], start: int, layout: Layout) -> Iterator[tuple[int, float]]:
    """Yield the titles that may start at a line: its own, and as far as they seem to go on below."""
    yield 1, -section[start].title
    text, cost = section[start].line.text, 0.0
    for count, (upper, lower) in enumerate(pairwise(section[start : start + _MOST_TITLE_LINES]), start=2):
        text = f"{text} {lower.line.text}"
        odds = 3.0 * upper.hanging + 3.0 * layout.seam(upper.line, lower.line)[1] + 3.0 * lower.low
        if lower.line.gap or not odds or upper.line.text.endswith(".") or len(text) > LONGEST_TITLE:
            return
        cost += layout.long_title - odds
        yield count, cost - title_odds(text) - max(0.0, lower.title) / 2
