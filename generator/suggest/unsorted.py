"""Papers not yet sorted, each with the topics nearest to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.shapes import Catalogue, CataloguePaper, CatalogueTopic
from generator.suggest.nearness import Space
from generator.suggest.suggestion import PlacePaper, Suggestion, named, suggestion_id

_NEAREST = 3
_NEAR = 0.3  # cosine to the topic's centre; below, the suggestion would be a guess


def suggest_places(catalogue: Catalogue, space: Space) -> Iterator[Suggestion]:
    """Yield each paper without a topic that has one near enough to be worth a curator's look."""
    topics = [topic for topic in catalogue.topics if topic.paper_ids]
    centres = space.centres([topic.paper_ids for topic in topics])
    phrases = {keyword.id: keyword.phrase for keyword in catalogue.keywords}
    for each in catalogue.papers:
        if each.topics or each.paper.id not in space.row_of:
            continue
        nearness = centres @ space.rows[space.row_of[each.paper.id]]
        ranked = sorted(
            zip(map(float, nearness), topics, strict=True), key=lambda pair: (-pair[0], pair[1].id)
        )
        near = [pair for pair in ranked[:_NEAREST] if pair[0] >= _NEAR]
        if near:
            yield _place(each, near, phrases)


def _place(
    each: CataloguePaper, near: list[tuple[float, CatalogueTopic]], phrases: Mapping[str, str]
) -> Suggestion:
    nearness, topic = near[0]
    own = {keyword.id for keyword in each.keywords}
    shared = [phrases.get(key.keyword_id, key.keyword_id) for key in topic.keywords if key.keyword_id in own]
    others = ", then " + named(other.label for _, other in near[1:]) if len(near) > 1 else ""
    keywords = f"; it has the topic's {named(shared)}" if shared else ""
    return Suggestion(
        id=suggestion_id("place", (each.paper.id, topic.id)),
        kind="place",
        effect=1,
        confidence=nearness,
        what=f"“{each.paper.title}” is not yet sorted; “{topic.label}” is the nearest topic",
        evidence=f"the nearest by resemblance is “{topic.label}” (cosine {nearness:.2f}){others}{keywords}",
        edit=PlacePaper(each.paper.id, topic.id),
    )
