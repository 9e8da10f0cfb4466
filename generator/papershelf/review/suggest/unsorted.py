"""Papers not yet sorted, each with the topics nearest to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from papershelf.model import Catalogue, CataloguePaper, CatalogueTopic
from papershelf.review.suggest.nearness import Space
from papershelf.review.suggest.suggestion import PlacePaper, Suggestion, named, suggestion_id

_NEAREST = 3
_NEAR = 0.45  # cosine to a topic's centre, where most of its papers lie at 0.6 and more; below, a guess

_Ranked: TypeAlias = tuple[float, CatalogueTopic]


def suggest_places(catalogue: Catalogue, space: Space) -> Iterator[Suggestion]:
    """Yield each paper without a topic that has one near enough, with the nearest three."""
    topics = [topic for topic in catalogue.topics if topic.paper_ids]
    centres = space.centres([topic.paper_ids for topic in topics])
    phrases = {keyword.id: keyword.phrase for keyword in catalogue.keywords}
    for each in catalogue.papers:
        if each.topics or each.paper.id not in space.row_of:
            continue
        nearness = map(float, centres @ space.rows[space.row_of[each.paper.id]])
        ranked = sorted(zip(nearness, topics, strict=True), key=lambda pair: (-pair[0], pair[1].id))
        if ranked and ranked[0][0] >= _NEAR:
            yield _place(each, ranked[:_NEAREST], phrases)


def _place(each: CataloguePaper, near: Sequence[_Ranked], phrases: Mapping[str, str]) -> Suggestion:
    nearness, topic = near[0]
    own = {keyword.id for keyword in each.keywords}
    shared = [phrases.get(key.keyword_id, key.keyword_id) for key in topic.keywords if key.keyword_id in own]
    ranking = ", ".join(f"“{one.label}” (cosine {cosine:.2f})" for cosine, one in near)
    keywords = f"; it has {named(shared)} of the first" if shared else ""
    return Suggestion(
        id=suggestion_id("place", (each.paper.id, topic.id)),
        kind="place",
        effect=1,
        confidence=nearness,
        what=f"“{each.paper.title}” is not yet sorted; the nearest topic is “{topic.label}”",
        evidence=f"by resemblance: {ranking}{keywords}",
        edit=PlacePaper(each.paper.id, topic.id),
    )
