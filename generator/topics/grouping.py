"""Groups papers into topics at lock time, and says which keywords make each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from generator.shapes import Extraction, Paper, Topic, Vectors
from generator.topics.communities import Groups, consensus, groups_of_size, numbered
from generator.topics.labels import label_topics
from generator.topics.likeness import aligned, find_neighbours
from generator.topics.options import DEFAULT_OPTIONS, TopicOptions
from generator.topics.weights import frequencies, topic_keywords

WIDTHS = (15, 25, 40)  # neighbours; runs that look near and far vote together
RESOLUTIONS = (1.5, 2.5, 4.0)
LARGE_RESOLUTIONS = (2.5,)
LARGE = 5_000  # papers from which fewer runs vote, to keep the time in bounds

Rows = npt.NDArray[np.int64]


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
    ordered = sorted(papers, key=lambda paper: paper.id)
    if len(ordered) < options.least_papers:
        return ()
    lines = _lines(ordered, extractions)
    graph = _voted_graph(ordered, lines, vectors)
    groups = _joined(
        graph, groups_of_size(graph, options.wanted(len(ordered)), options.least_papers), options
    )
    return _topics(graph, groups, lines, options)


def _lines(papers: Sequence[Paper], extractions: Sequence[Extraction]) -> list[Extraction]:
    known = {extraction.paper_id: extraction for extraction in extractions}
    return [
        known.get(paper.id) or Extraction(paper.id, paper.title, paper.fingerprint, "") for paper in papers
    ]


def _voted_graph(papers: Sequence[Paper], lines: Sequence[Extraction], vectors: Vectors) -> Any:
    neighbours = find_neighbours(papers, lines, aligned(vectors, [paper.id for paper in papers]))
    resolutions = RESOLUTIONS if len(papers) < LARGE else LARGE_RESOLUTIONS
    return consensus([neighbours.graph(width) for width in WIDTHS], resolutions)


def _joined(graph: Any, groups: Groups, options: TopicOptions) -> Groups:
    """Let the papers of groups that are too small join the group they are most linked with."""
    sizes = np.bincount(groups)
    large = sizes >= options.least_papers
    if large.all() or not large.any():
        return groups
    from scipy import sparse

    members = sparse.csr_matrix((np.ones(len(groups)), (np.arange(len(groups)), groups)))
    links = np.round((graph @ members).toarray(), 9)
    links[:, ~large] = -1
    nearest = links.argmax(axis=1)
    lost = ~large[groups] & (links.max(axis=1) > 0)
    return numbered(np.where(lost, nearest, groups))


def _topics(
    graph: Any, groups: Groups, lines: Sequence[Extraction], options: TopicOptions
) -> tuple[Topic, ...]:
    """Name the groups and weigh their keywords; the largest come first, each before its children."""
    levels: list[tuple[Rows, int | None]] = []
    for rows in _by_size(groups, options.least_papers):
        levels.append((rows, None))
        parent = len(levels) - 1
        levels += [(part, parent) for part in _parts(graph, rows, options)]
    frequency = frequencies(lines)
    members = [[lines[row] for row in rows] for rows, _ in levels]
    keywords = [topic_keywords(group, len(lines), frequency, options) for group in members]
    names = label_topics(list(zip(members, keywords, strict=True)))
    return tuple(
        Topic(name.id, name.label, weighted, None if parent is None else names[parent].id)
        for name, weighted, (_, parent) in zip(names, keywords, levels, strict=True)
    )


def _parts(graph: Any, rows: Rows, options: TopicOptions) -> list[Rows]:
    """Split a group that holds too much of the whole; () where it need not or cannot be split."""
    share = len(rows) / graph.shape[0]
    if share <= options.largest_share or len(rows) < options.splits_from:
        return []
    inner = graph[rows][:, rows]
    wanted = max(2, round(2 * share / options.largest_share))
    parts = _joined(inner, groups_of_size(inner, wanted, options.least_papers), options)
    found = [rows[part] for part in _by_size(parts, options.least_papers)]
    return found if len(found) > 1 else []


def _by_size(groups: Groups, least: int) -> list[Rows]:
    found = [np.flatnonzero(groups == group) for group in range(int(groups.max(initial=-1)) + 1)]
    return sorted((rows for rows in found if len(rows) >= least), key=lambda rows: (-len(rows), int(rows[0])))
