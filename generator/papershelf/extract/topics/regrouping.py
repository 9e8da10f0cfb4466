"""Keeps topics where they are when papers come and go, and carries ids over when all is grouped afresh."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from papershelf.extract.topics.consensus import join_closest
from papershelf.extract.topics.grouping import Group, find_groups, name_groups
from papershelf.extract.topics.labels import Named
from papershelf.extract.topics.options import DEFAULT_OPTIONS, TopicOptions
from papershelf.extract.topics.weights import frequencies, topic_keywords
from papershelf.library.library import TopicPlacement
from papershelf.library.placing import TELLING, place_papers
from papershelf.library.vectors import centred, directions
from papershelf.model import Extraction, Paper, Retired, Topic, Vectors

Change = Literal["kept", "split", "merged", "new", "gone"]
SAME = 0.3  # of the papers of both, that an old and a new topic share, from which they are one
PART = 0.25  # of an old topic's papers in a new one, from which it went there in part


@dataclass(frozen=True, slots=True)
class TopicChange:
    """What became of a topic.

    Args:
        kind: "split" went to several, "merged" came from several, "gone" has lost its id.
        topic_id: the topic's.
        label: the topic's.
        others: the ids it went to or came from, most papers first.
        papers: how many papers it holds (held, if it is gone).
    """

    kind: Change
    topic_id: str
    label: str
    others: tuple[str, ...] = ()
    papers: int = 0

    def __str__(self) -> str:
        where = {
            "split": " into ",
            "merged": " from ",
            "new": ", out of ",
            "gone": ", its papers are in ",
        }.get(self.kind, "")
        others = f"{where}{', '.join(self.others)}" if self.others else ""
        return f"{self.kind}: {self.label} ({self.topic_id}, {self.papers} papers){others}"


@dataclass(frozen=True, slots=True)
class TopicUpdate:
    """The topics now, those that are gone since, and what became of each."""

    topics: tuple[Topic, ...]
    retired: tuple[Retired, ...] = ()
    changes: tuple[TopicChange, ...] = ()


def update_topics(  # noqa: PLR0913 - the lock as it was, all of now, and what has its default
    old: Sequence[Topic],
    papers: Sequence[Paper],
    extractions: Sequence[Extraction],
    vectors: Vectors,
    *,
    taken: Collection[str] = (),
    options: TopicOptions = DEFAULT_OPTIONS,
) -> TopicUpdate:
    """Return the old topics, and new ones where enough unsorted papers belong together; numpy only.

    Args:
        old: as the lock has them; they stay as they are.
        papers: all of now.
        extractions: of the same papers.
        vectors: of the same papers.
        taken: ids of retired topics, which are never used again.
        options: see `TopicOptions`.
    """
    groups = _unsorted_groups(old, papers, extractions, vectors, options)
    found = name_groups(groups, taken=[*taken, *(topic.id for topic in old)])
    changes = tuple(
        TopicChange("new", topic.id, topic.label, papers=len(group.members))
        for topic, group in zip(found, groups, strict=True)
    )
    return TopicUpdate((*old, *found), (), changes)


def regroup_topics(  # noqa: PLR0913 - as above
    old: Sequence[Topic],
    papers: Sequence[Paper],
    extractions: Sequence[Extraction],
    vectors: Vectors,
    *,
    taken: Collection[str] = (),
    options: TopicOptions = DEFAULT_OPTIONS,
) -> TopicUpdate:
    """Group afresh; a topic that shares enough papers with an old one keeps its id and label.

    Args:
        old: as the lock has them.
        papers: all of now.
        extractions: of the same papers.
        vectors: of the same papers.
        taken: ids of retired topics, which are never used again.
        options: see `TopicOptions`.
    """
    keywords = {extraction.paper_id: extraction.keywords for extraction in extractions}
    groups = find_groups(papers, extractions, vectors, options)
    fresh = name_groups(groups)
    before = _members(old, place_papers(papers, keywords, old, vectors, options.placing))
    after = _members(fresh, place_papers(papers, keywords, fresh, vectors, options.placing))
    carried = _carried(old, fresh, before, after)
    topics = name_groups(groups, carried, [*taken, *(topic.id for topic in old)])
    now = {topic.id: after[provisional.id] for topic, provisional in zip(topics, fresh, strict=True)}
    changes = _changes(old, topics, before, now)
    gone = [change for change in changes if change.kind == "gone"]
    retired = (Retired("topic", one.topic_id, one.label, next(iter(one.others), None)) for one in gone)
    return TopicUpdate(topics, tuple(retired), changes)


Members = Mapping[str, frozenset[str]]


def _unsorted_groups(
    old: Sequence[Topic],
    papers: Sequence[Paper],
    extractions: Sequence[Extraction],
    vectors: Vectors,
    options: TopicOptions,
) -> list[Group]:
    lines = {extraction.paper_id: extraction for extraction in extractions}
    keywords = {paper_id: line.keywords for paper_id, line in lines.items()}
    placed = place_papers(papers, keywords, old, vectors, options.placing)
    loose = [
        id_ for id_, placements in placed.items() if id_ in lines and _is_loose(placements, lines[id_], old)
    ]
    if len(loose) < options.enough:
        return []
    known = sorted(lines)
    rows = dict(zip(known, centred(directions(vectors, known)), strict=True))
    groups = _grouped(np.stack([rows[id_] for id_ in loose]).astype(np.float64), options.together)
    large = [[lines[loose[row]] for row in group] for group in groups if len(group) >= options.enough]
    frequency = frequencies(list(lines.values()))
    found = [Group(tuple(one), topic_keywords(one, len(lines), frequency, options)) for one in large]
    telling = {keyword.keyword_id for topic in old for keyword in topic.keywords if keyword.weight >= TELLING}
    return [group for group in found if _has_a_subject(group, telling, options.enough)]


def _is_loose(placements: Sequence[TopicPlacement], line: Extraction, topics: Sequence[Topic]) -> bool:
    """Say whether hardly a telling keyword placed the paper: one may be there by accident."""
    if not placements or placements[0].evidence == "resemblance":
        return True
    weights = {
        k.keyword_id: k.weight
        for topic in topics
        if topic.id == placements[0].topic_id
        for k in topic.keywords
    }
    return sum(weights.get(keyword.id, 0.0) >= TELLING for keyword in line.keywords) <= 1


def _grouped(rows: np.ndarray[tuple[int, int], np.dtype[np.float64]], least: float) -> list[list[int]]:
    """Join rows while the mean cosine of their groups is above `least`; the largest group first."""
    groups = {row: [row] for row in range(len(rows))}
    for kept, gone in join_closest(np.round(rows @ rows.T, 5), np.ones(len(rows)), least):
        groups[kept] += groups.pop(gone)
    return sorted((sorted(group) for group in groups.values()), key=lambda group: (-len(group), group[0]))


def _has_a_subject(group: Group, known: Collection[str], enough: int) -> bool:
    """Say whether enough of the papers, and half of them, share a keyword that tells of no topic yet."""
    shared = Counter(keyword.id for line in group.members for keyword in line.keywords)
    least = max(enough, len(group.members) / 2)
    return any(
        keyword.weight >= TELLING and keyword.keyword_id not in known and shared[keyword.keyword_id] >= least
        for keyword in group.keywords
    )


def _members(
    topics: Sequence[Topic], placed: Mapping[str, Sequence[TopicPlacement]]
) -> dict[str, frozenset[str]]:
    """Return the papers whose primary topic each is, a parent's with its children's."""
    found: dict[str, set[str]] = {topic.id: set() for topic in topics}
    parents = {topic.id: topic.parent for topic in topics}
    for paper_id, placements in placed.items():
        topic_id = placements[0].topic_id if placements else None
        while topic_id is not None and topic_id in found:
            found[topic_id].add(paper_id)
            topic_id = parents[topic_id]
    return {topic_id: frozenset(ids) for topic_id, ids in found.items()}


def _carried(
    old: Sequence[Topic], fresh: Sequence[Topic], before: Members, after: Members
) -> dict[int, Named]:
    """Return the old name of each new topic that has one, the largest overlaps first."""
    pairs = [
        (-_overlap(before[was.id], after[now.id]), was.id != now.id, was.id, place)
        for was in old
        for place, now in enumerate(fresh)
        if _overlap(before[was.id], after[now.id]) >= SAME
    ]
    labels = {topic.id: topic.label for topic in old}
    named: dict[int, Named] = {}
    used: set[str] = set()
    for _, _, topic_id, place in sorted(pairs):
        if place not in named and topic_id not in used:
            named[place] = Named(topic_id, labels[topic_id])
            used.add(topic_id)
    return named


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return round(len(one & other) / len(one | other), 6) if one or other else 0.0


def _changes(
    old: Sequence[Topic], topics: Sequence[Topic], before: Members, now: Members
) -> tuple[TopicChange, ...]:
    kept = {topic.id for topic in old} & {topic.id for topic in topics}
    went = {topic.id: _shares(before[topic.id], now) for topic in old}
    came = {topic.id: tuple(was.id for was in old if topic.id in went[was.id]) for topic in topics}
    changes = [
        TopicChange(
            _fate(topic.id, kept, went[topic.id]),
            topic.id,
            topic.label,
            _others(topic.id, went[topic.id]),
            len(before[topic.id]),
        )
        for topic in old
    ]
    changes += [
        TopicChange(
            "merged" if len(came[topic.id]) > 1 else "new",
            topic.id,
            topic.label,
            _others(topic.id, came[topic.id]),
            len(now[topic.id]),
        )
        for topic in topics
        if topic.id not in kept or len(came[topic.id]) > 1
    ]
    return tuple(changes)


def _fate(topic_id: str, kept: Collection[str], went: Sequence[str]) -> Change:
    if topic_id not in kept:
        return "gone"
    return "split" if len(went) > 1 else "kept"


def _shares(papers: frozenset[str], now: Members) -> tuple[str, ...]:
    """Return the topics that hold a good part of these papers, the largest part first."""
    parts = sorted((-len(papers & held), topic_id) for topic_id, held in now.items())
    return tuple(topic_id for count, topic_id in parts if papers and -count >= PART * len(papers))


def _others(topic_id: str, ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(other for other in ids if other != topic_id)
