"""Applies what curators decided to what was computed, and puts the library together.

Each stage takes values and returns new ones; a curator's decision always wins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from papershelf.curation.models import Curation, PaperDecision
from papershelf.library.addresses import Published, old_addresses
from papershelf.library.curated_keywords import curated_keywords
from papershelf.library.curated_lists import curated_lists
from papershelf.library.curated_topics import curated_placements, curated_topics, topic_moves
from papershelf.library.indexing import library_keywords, library_topics
from papershelf.library.library import Library, LibraryList, LibraryPaper, Resemblance, TopicPlacement
from papershelf.library.placing import place_papers
from papershelf.library.published import paper_moves, published_papers
from papershelf.library.resembling import find_resembling
from papershelf.library.vocabulary import Vocabulary, keyword_vocabulary
from papershelf.lock import Lock
from papershelf.memo import Call, plainly
from papershelf.model import Coordinates, Extraction, Keyword, Paper, Topic

MOST_KEYWORDS = 8
MOST_RESEMBLING = 5


@dataclass(frozen=True, slots=True)
class _Stages:
    """What the stages before the last one made of the papers that are published, by paper id."""

    published: tuple[Paper, ...]
    vocabulary: Vocabulary
    keywords: Mapping[str, tuple[Keyword, ...]]
    topics: tuple[Topic, ...]
    placements: Mapping[str, tuple[TopicPlacement, ...]]
    resembling: Mapping[str, tuple[Resemblance, ...]]


def build_library(papers: Sequence[Paper], lock: Lock, curation: Curation, call: Call = plainly) -> Library:
    """Return all that the site is made from.

    Args:
        papers: as the sources have them.
        lock: what was computed of them.
        curation: what curators decided.
        call: how each stage is called; a `Memo` leaves out what would give the same as the last time.
    """
    published = call(published_papers, papers, curation.papers)
    vocabulary = call(keyword_vocabulary, lock.extractions, curation.keywords)
    keywords = call(curated_keywords, published, lock.extractions, vocabulary)
    topics = call(curated_topics, lock.topics, curation.topics, vocabulary)
    placed = call(place_papers, published, keywords, topics, lock.vectors)
    moves = topic_moves(curation.topics, lock.retired)
    placements = curated_placements(placed, curation.papers, topics, moves)
    resembling = call(find_resembling, published, keywords, lock.vectors)
    stages = _Stages(published, vocabulary, keywords, topics, placements, resembling)
    return call(_assembled, papers, lock, curation, stages)


def shown_keywords(keywords: Sequence[Keyword], seeds: AbstractSet[str]) -> tuple[Keyword, ...]:
    """Return the keywords that a page shows, best first; a curator's seed is never crowded out."""
    by_claim = sorted(keywords, key=lambda keyword: keyword.id not in seeds)
    kept = {keyword.id for keyword in by_claim[:MOST_KEYWORDS]}
    return tuple(keyword for keyword in keywords if keyword.id in kept)


def _assembled(papers: Sequence[Paper], lock: Lock, curation: Curation, stages: _Stages) -> Library:
    ids = {paper.id for paper in stages.published}
    leads_to = paper_moves(curation.papers, lock.retired)
    lists = curated_lists(curation.lists, curation.home, ids, leads_to)
    shown = _papers(lock, curation, stages, lists)
    topics = library_topics(stages.topics, curation.topics, shown)
    addresses = Published(frozenset(ids), frozenset(topic.id for topic in topics))
    return Library.of(
        shown,
        library_keywords(shown, stages.keywords, topics, stages.vocabulary),
        topics,
        lists,
        home=curation.home,
        old_addresses=old_addresses(papers, lock.topics, lock.retired, curation, addresses),
        coordinates=_coordinates(lock.coordinates, ids),
    )


def _papers(
    lock: Lock, curation: Curation, stages: _Stages, lists: Iterable[LibraryList]
) -> tuple[LibraryPaper, ...]:
    added = _added(lock.extractions, curation.papers)
    list_ids = _list_ids(lists)
    topic_ids = {topic.id for topic in stages.topics}
    undecided = PaperDecision()
    return tuple(
        LibraryPaper(
            paper=paper,
            added=added.get(paper.id, ""),
            keywords=shown_keywords(stages.keywords.get(paper.id, ()), stages.vocabulary.seeds.keys()),
            topics=_known_topics(stages.placements.get(paper.id, ()), topic_ids),
            resembling=stages.resembling.get(paper.id, ())[:MOST_RESEMBLING],
            list_ids=tuple(list_ids[paper.id]),
            decision=curation.papers.get(paper.id, undecided),
        )
        for paper in sorted(stages.published, key=lambda paper: paper.id)
    )


def _added(extractions: Iterable[Extraction], decisions: Mapping[str, PaperDecision]) -> dict[str, str]:
    """Return when each paper was first seen, under any of the ids that are now the same paper."""
    leads_to = paper_moves(decisions)
    dates: dict[str, list[str]] = defaultdict(list)
    for extraction in extractions:
        if extraction.added:
            dates[leads_to.get(extraction.paper_id, extraction.paper_id)].append(extraction.added)
    return {id_: min(seen) for id_, seen in dates.items()}


def _list_ids(lists: Iterable[LibraryList]) -> defaultdict[str, list[str]]:
    standing: defaultdict[str, list[str]] = defaultdict(list)
    for list_ in lists:
        for paper_id in list_.paper_ids:
            standing[paper_id].append(list_.id)
    return standing


def _known_topics(
    placements: Iterable[TopicPlacement], topic_ids: AbstractSet[str]
) -> tuple[TopicPlacement, ...]:
    return tuple(placement for placement in placements if placement.topic_id in topic_ids)


def _coordinates(map_: Iterable[Coordinates], papers: AbstractSet[str]) -> tuple[Coordinates, ...]:
    return tuple(sorted((at for at in map_ if at.paper_id in papers), key=lambda at: at.paper_id))
