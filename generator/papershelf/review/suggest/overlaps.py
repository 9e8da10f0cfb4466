"""Topics that overlap, that hold too much, or that hold too little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

import numpy as np

from papershelf.curation import merge_topic
from papershelf.library import Library, LibraryTopic
from papershelf.library.vectors import Directions
from papershelf.review.suggest.suggestion import Suggestion, named, suggestion_id
from papershelf.review.suggest.words import content
from papershelf.text import count

THIN = 3  # fewer papers make no topic
_OVERLAP = 0.5  # of the smaller topic's papers stand in the larger one too
_NEAR = 0.5  # cosine of the centres of a thin topic and the one it would join

_Pair = tuple[str, str]


def suggest_merges(library: Library) -> Iterator[Suggestion]:
    """Yield pairs of topics, none above the other, that share most of their papers or one label."""
    shared, alike = _shared_papers(library), _same_labels(library)
    for pair in sorted(shared.keys() | alike):
        into, merged = sorted((library.topics[pair[0]], library.topics[pair[1]]), key=_weight)
        part = shared[pair] / max(len(merged.paper_ids), 1)
        if not _may_merge(into, merged):
            continue
        if part >= _OVERLAP and shared[pair] >= THIN:
            yield _merge(into, merged, part, _overlap(into, merged, shared[pair], library))
        elif pair in alike:
            yield _merge(into, merged, 1.0, "their labels have the same words")


def suggest_thin(library: Library, space: Directions) -> Iterator[Suggestion]:
    """Yield topics with too few papers, each with the nearest topic that it could join."""
    topics = tuple(library.topics.values())
    thin = [topic for topic in topics if len(topic.paper_ids) < THIN and topic.paper_ids]
    centres = space.centres([topic.paper_ids for topic in topics])
    for topic in thin:
        nearness = centres @ space.centre(topic.paper_ids)
        for at in np.argsort(-nearness, kind="stable"):
            other = topics[at]
            if nearness[at] < _NEAR:
                break
            if len(other.paper_ids) >= THIN and topic.id != other.id and not _decided(topic):
                yield _join(topic, other, float(nearness[at]))
                break


def _shared_papers(library: Library) -> Counter[_Pair]:
    """Return how many papers two topics share; a paper stands in three at most, so this stays linear."""
    shared: Counter[_Pair] = Counter()
    for paper in library.papers.values():
        shared.update(combinations(sorted({placement.topic_id for placement in paper.topics}), 2))
    return shared


def _same_labels(library: Library) -> set[_Pair]:
    """Return the pairs of topics whose labels have the same words."""
    keyed = [(content(topic.label), topic.id) for topic in library.topics.values()]
    groups: dict[tuple[str, ...], list[str]] = {}
    for key, topic_id in keyed:
        groups.setdefault(key, []).append(topic_id)
    return {(min(pair), max(pair)) for ids in groups.values() for pair in combinations(ids, 2)}


def _may_merge(into: LibraryTopic, merged: LibraryTopic) -> bool:
    related = into.id == merged.parent or merged.id == into.parent
    return not (related or merged.child_ids or _decided(merged))


def _decided(topic: LibraryTopic) -> bool:
    """A curator who named or pinned a topic wants it."""
    return topic.is_curated


def _weight(topic: LibraryTopic) -> tuple[bool, bool, int, str]:
    """The one to keep comes first: decided by curators, then with subtopics, then the larger."""
    return (not _decided(topic), not topic.child_ids, -len(topic.paper_ids), topic.id)


def _overlap(into: LibraryTopic, merged: LibraryTopic, shared: int, library: Library) -> str:
    theirs = {key.keyword_id for key in into.keywords}
    phrases = [keyword.phrase for keyword in library.keywords_of(merged) if keyword.id in theirs]
    keywords = f"; both have the keywords {named(phrases)}" if phrases else ""
    below = "" if into.parent or merged.parent else f"; or keep it as a subtopic, with parent: {into.id}"
    return (
        f"{shared} of the {count(len(merged.paper_ids), 'paper')} in “{merged.label}” "
        f"stand in “{into.label}” ({count(len(into.paper_ids), 'paper')}) too{keywords}{below}"
    )


def _merge(into: LibraryTopic, merged: LibraryTopic, confidence: float, evidence: str) -> Suggestion:
    return Suggestion(
        id=suggestion_id("merge", (into.id, merged.id)),
        kind="merge",
        effect=len(merged.paper_ids),
        confidence=confidence,
        what=f"the topic “{merged.label}” is part of “{into.label}”",
        evidence=evidence,
        edit=merge_topic(merged.id, into.id),
    )


def _join(topic: LibraryTopic, other: LibraryTopic, nearness: float) -> Suggestion:
    return Suggestion(
        id=suggestion_id("thin", (topic.id,)),
        kind="thin",
        effect=len(topic.paper_ids),
        confidence=nearness,
        what=f"the topic “{topic.label}” is too thin to stand alone; “{other.label}” could take it in",
        evidence=f"it has {count(len(topic.paper_ids), 'paper')}, and “{other.label}” lies nearest "
        f"(cosine {nearness:.2f})",
        edit=merge_topic(topic.id, other.id),
    )
