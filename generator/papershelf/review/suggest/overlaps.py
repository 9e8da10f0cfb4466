"""Topics that overlap, that hold too much, or that hold too little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

import numpy as np

from papershelf.model import Catalogue, CatalogueTopic
from papershelf.review.suggest.nearness import Space
from papershelf.review.suggest.suggestion import MergeTopics, Suggestion, count, named, suggestion_id
from papershelf.review.suggest.words import content

THIN = 3  # fewer papers make no topic
_OVERLAP = 0.5  # of the smaller topic's papers stand in the larger one too
_NEAR = 0.5  # cosine of the centres of a thin topic and the one it would join

_Pair = tuple[str, str]


def suggest_merges(catalogue: Catalogue) -> Iterator[Suggestion]:
    """Yield pairs of topics, none above the other, that share most of their papers or one label."""
    topics = {topic.id: topic for topic in catalogue.topics}
    shared, alike = _shared_papers(catalogue), _same_labels(catalogue)
    for pair in sorted(shared.keys() | alike):
        into, merged = sorted((topics[pair[0]], topics[pair[1]]), key=_weight)
        part = shared[pair] / max(len(merged.paper_ids), 1)
        if not _may_merge(into, merged):
            continue
        if part >= _OVERLAP and shared[pair] >= THIN:
            yield _merge(into, merged, part, _overlap(into, merged, shared[pair], catalogue))
        elif pair in alike:
            yield _merge(into, merged, 1.0, "their labels have the same words")


def suggest_thin(catalogue: Catalogue, space: Space) -> Iterator[Suggestion]:
    """Yield topics with too few papers, each with the nearest topic that it could join."""
    thin = [topic for topic in catalogue.topics if len(topic.paper_ids) < THIN and topic.paper_ids]
    centres = space.centres([topic.paper_ids for topic in catalogue.topics])
    for topic in thin:
        nearness = centres @ space.centre(topic.paper_ids)
        for at in np.argsort(-nearness, kind="stable"):
            other = catalogue.topics[at]
            if nearness[at] < _NEAR:
                break
            if len(other.paper_ids) >= THIN and topic.id != other.id and not _decided(topic):
                yield _join(topic, other, float(nearness[at]))
                break


def _shared_papers(catalogue: Catalogue) -> Counter[_Pair]:
    """Return how many papers two topics share; a paper stands in three at most, so this stays linear."""
    shared: Counter[_Pair] = Counter()
    for paper in catalogue.papers:
        shared.update(combinations(sorted({placement.topic_id for placement in paper.topics}), 2))
    return shared


def _same_labels(catalogue: Catalogue) -> set[_Pair]:
    """Return the pairs of topics whose labels have the same words."""
    keyed = [(content(topic.label), topic.id) for topic in catalogue.topics]
    groups: dict[tuple[str, ...], list[str]] = {}
    for key, topic_id in keyed:
        groups.setdefault(key, []).append(topic_id)
    return {(min(pair), max(pair)) for ids in groups.values() for pair in combinations(ids, 2)}


def _may_merge(into: CatalogueTopic, merged: CatalogueTopic) -> bool:
    related = into.id == merged.parent or merged.id == into.parent
    return not (related or merged.child_ids or _decided(merged))


def _decided(topic: CatalogueTopic) -> bool:
    """A curator who named or pinned a topic wants it."""
    return topic.is_curated or topic.pinned


def _weight(topic: CatalogueTopic) -> tuple[bool, bool, int, str]:
    """The one to keep comes first: decided by curators, then with subtopics, then the larger."""
    return (not _decided(topic), not topic.child_ids, -len(topic.paper_ids), topic.id)


def _overlap(into: CatalogueTopic, merged: CatalogueTopic, shared: int, catalogue: Catalogue) -> str:
    theirs = {key.keyword_id for key in into.keywords}
    phrase_of = {keyword.id: keyword.phrase for keyword in catalogue.keywords}
    both = [key.keyword_id for key in merged.keywords if key.keyword_id in theirs]
    phrases = [phrase_of[key] for key in both if key in phrase_of]
    keywords = f"; both have the keywords {named(phrases)}" if phrases else ""
    below = "" if into.parent or merged.parent else f"; or keep it as a subtopic, with parent: {into.id}"
    return (
        f"{shared} of the {count(len(merged.paper_ids), 'paper')} in “{merged.label}” "
        f"stand in “{into.label}” ({count(len(into.paper_ids), 'paper')}) too{keywords}{below}"
    )


def _merge(into: CatalogueTopic, merged: CatalogueTopic, confidence: float, evidence: str) -> Suggestion:
    return Suggestion(
        id=suggestion_id("merge", (into.id, merged.id)),
        kind="merge",
        effect=len(merged.paper_ids),
        confidence=confidence,
        what=f"the topic “{merged.label}” is part of “{into.label}”",
        evidence=evidence,
        edit=MergeTopics(into.id, merged.id),
    )


def _join(topic: CatalogueTopic, other: CatalogueTopic, nearness: float) -> Suggestion:
    return Suggestion(
        id=suggestion_id("thin", (topic.id,)),
        kind="thin",
        effect=len(topic.paper_ids),
        confidence=nearness,
        what=f"the topic “{topic.label}” is too thin to stand alone; “{other.label}” could take it in",
        evidence=f"it has {count(len(topic.paper_ids), 'paper')}, and “{other.label}” lies nearest "
        f"(cosine {nearness:.2f})",
        edit=MergeTopics(other.id, topic.id),
    )
