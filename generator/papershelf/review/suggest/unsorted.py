"""Papers not yet sorted, each with the topics nearest to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from papershelf.curation import place_paper
from papershelf.library import Library, LibraryPaper, LibraryTopic
from papershelf.library.vectors import Directions
from papershelf.review.suggest.suggestion import Suggestion, named, suggestion_id

_NEAREST = 3
_NEAR = 0.45  # cosine to a topic's centre, where most of its papers lie at 0.6 and more; below, a guess

_Ranked: TypeAlias = tuple[float, LibraryTopic]


def suggest_places(library: Library, space: Directions) -> Iterator[Suggestion]:
    """Yield each paper without a topic that has one near enough, with the nearest three."""
    topics = [topic for topic in library.topics.values() if topic.paper_ids]
    centres = space.centres([topic.paper_ids for topic in topics])
    for each in library.papers.values():
        if each.topics or each.id not in space.row_of:
            continue
        nearness = map(float, centres @ space.rows[space.row_of[each.id]])
        ranked = sorted(zip(nearness, topics, strict=True), key=lambda pair: (-pair[0], pair[1].id))
        if ranked and ranked[0][0] >= _NEAR:
            yield _place(library, each, ranked[:_NEAREST])


def _place(library: Library, each: LibraryPaper, near: Sequence[_Ranked]) -> Suggestion:
    nearness, topic = near[0]
    own = {keyword.id for keyword in each.keywords}
    shared = [keyword.phrase for keyword in library.keywords_of(topic) if keyword.id in own]
    ranking = ", ".join(f"“{one.label}” (cosine {cosine:.2f})" for cosine, one in near)
    keywords = f"; it has {named(shared)} of the first" if shared else ""
    return Suggestion(
        id=suggestion_id("place", (each.id, topic.id)),
        kind="place",
        effect=1,
        confidence=nearness,
        what=f"“{each.name}” is not yet sorted; the nearest topic is “{topic.label}”",
        evidence=f"by resemblance: {ranking}{keywords}",
        edit=place_paper(each.id, topic.id),
    )
