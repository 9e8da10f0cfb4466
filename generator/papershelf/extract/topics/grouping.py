"""Groups papers into topics at lock time, and says which keywords make each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from papershelf.extract.topics.consensus import Tree, grow_tree
from papershelf.extract.topics.labels import Named, label_topics
from papershelf.extract.topics.likeness import likeness_graphs
from papershelf.extract.topics.options import DEFAULT_OPTIONS, TopicOptions, View
from papershelf.extract.topics.weights import frequencies, topic_keywords
from papershelf.library.placing import place_papers
from papershelf.library.vectors import directions
from papershelf.model import Extraction, Paper, Topic, TopicKeyword, Vectors
from papershelf.text import slug

RESOLUTIONS = (1.5, 2.5, 4.0)  # of the runs that vote: coarse, middle, fine

Indices = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Group:
    """Papers that belong together, before they have a name.

    Args:
        members: their lines of the lock.
        keywords: what tells them from the others, most telling first.
        parent: the place of the group above among all groups, or None.
    """

    members: tuple[Extraction, ...]
    keywords: tuple[TopicKeyword, ...]
    parent: int | None = None


def group_topics(
    papers: Sequence[Paper],
    extractions: Sequence[Extraction],
    vectors: Vectors,
    options: TopicOptions = DEFAULT_OPTIONS,
) -> tuple[Topic, ...]:
    """Return the topics of these papers, parents before their children; needs scikit-learn.

    Args:
        papers: their words are compared.
        extractions: their keywords; a paper without one counts as having none.
        vectors: a paper without a row is compared by words and keywords alone.
        options: see `TopicOptions`.
    """
    return name_groups(find_groups(papers, extractions, vectors, options))


def find_groups(
    papers: Sequence[Paper], extractions: Sequence[Extraction], vectors: Vectors, options: TopicOptions
) -> tuple[Group, ...]:
    """Return the groups that become topics; the largest come first, each before its children."""
    ordered = sorted(papers, key=lambda paper: paper.id)
    if len(ordered) < options.least(len(ordered)):
        return ()
    lines = _lines(ordered, extractions)
    tree = _tree(ordered, lines, vectors, options.views)
    frequency = frequencies(lines)
    groups = tuple(
        Group(
            members := tuple(lines[row] for row in rows),
            topic_keywords(members, len(lines), frequency, options),
            parent,
        )
        for rows, parent in _levels(tree, options)
    )
    keywords = {line.paper_id: line.keywords for line in lines}
    topics = name_groups(groups)
    placed = place_papers(ordered, keywords, topics, vectors, options.placing)
    held = {placements[0].topic_id for placements in placed.values() if placements}
    return _held(groups, [topic.id in held for topic in topics])


def name_groups(
    groups: Sequence[Group], carried: Mapping[int, Named] | None = None, taken: Iterable[str] = ()
) -> tuple[Topic, ...]:
    """Return the groups as topics, each with an id and a label of its own.

    Args:
        groups: parents before their children.
        carried: names that groups (by their place) have already.
        taken: ids that no other group may get.
    """
    known = carried or {}
    fresh = [place for place in range(len(groups)) if place not in known]
    used = {*taken, *(name.id for name in known.values()), *(slug(name.label) for name in known.values())}
    found = label_topics([(groups[place].members, groups[place].keywords) for place in fresh], used)
    names = {**known, **dict(zip(fresh, found, strict=True))}
    return tuple(
        Topic(
            names[place].id,
            names[place].label,
            group.keywords,
            None if group.parent is None else names[group.parent].id,
        )
        for place, group in enumerate(groups)
    )


def _held(groups: Sequence[Group], holds: Sequence[bool]) -> tuple[Group, ...]:
    """Leave out the groups whose keywords place no paper, but for parents of others."""
    parents = {group.parent for group, kept in zip(groups, holds, strict=True) if kept}
    kept = [place for place in range(len(groups)) if holds[place] or place in parents]
    now = {place: number for number, place in enumerate(kept)}
    return tuple(
        replace(groups[place], parent=None if (above := groups[place].parent) is None else now[above])
        for place in kept
    )


def _lines(papers: Sequence[Paper], extractions: Sequence[Extraction]) -> list[Extraction]:
    known = {extraction.paper_id: extraction for extraction in extractions}
    return [
        known.get(paper.id) or Extraction(paper.id, paper.title, paper.fingerprint, "") for paper in papers
    ]


def _tree(
    papers: Sequence[Paper], lines: Sequence[Extraction], vectors: Vectors, views: Sequence[View]
) -> Tree:
    graphs = likeness_graphs(papers, lines, directions(vectors, [paper.id for paper in papers]), views)
    return grow_tree(graphs, RESOLUTIONS)


def _levels(tree: Tree, options: TopicOptions) -> list[tuple[Indices, int | None]]:
    """Return each group's rows and its parent's place."""
    levels: list[tuple[Indices, int | None]] = []
    papers = len(tree.leaf_of)
    for rows in _groups(tree, options.wanted(papers), options.least(papers)):
        levels.append((rows, None))
        parent = len(levels) - 1
        levels += [(part, parent) for part in _parts(tree, rows, options)]
    return levels


def _groups(tree: Tree, wanted: int, least: int) -> list[Indices]:
    """Return the rows of each group that is large enough, the largest first."""
    groups = tree.cut(wanted, least)
    found = [np.flatnonzero(groups == group) for group in range(int(groups.max(initial=-1)) + 1)]
    return sorted((rows for rows in found if len(rows) >= least), key=lambda rows: (-len(rows), int(rows[0])))


def _parts(tree: Tree, rows: Indices, options: TopicOptions) -> list[Indices]:
    """Split a group that holds too much of the whole, no more than it takes; [] where it need not be."""
    most = options.largest_share * len(tree.leaf_of)
    if len(rows) <= most or len(rows) < options.splits_from:
        return []
    inner = tree.within(rows)
    parts: list[Indices] = []
    for wanted in range(2, 2 + len(rows) // options.least_papers):
        parts = [rows[part] for part in _groups(inner, wanted, options.least_papers)]
        if len(parts[0]) <= most:
            break
    return parts if len(parts) > 1 else []
