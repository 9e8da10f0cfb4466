"""Puts the catalogue together: papers, keywords, topics and lists as they are published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from papershelf.library.addresses import Published, old_addresses
from papershelf.library.curated_keywords import seed_ids
from papershelf.library.curated_lists import curated_lists
from papershelf.library.indexing import catalogue_keywords, catalogue_topics
from papershelf.library.published import paper_moves
from papershelf.library.vocabulary import Vocabulary, keyword_vocabulary
from papershelf.model import (
    Catalogue,
    CataloguePaper,
    Coordinates,
    Curation,
    Extraction,
    Keyword,
    Paper,
    PaperDecision,
    ReadingList,
    Resemblance,
    Retired,
    Topic,
    TopicPlacement,
)

MOST_KEYWORDS = 8
MOST_RESEMBLING = 5


@dataclass(frozen=True, slots=True)
class Materials:
    """What the catalogue is made from.

    Args:
        papers: all papers of the sources, before curation.
        topics: the computed topics, before curation.
        extractions: the lock's lines.
        curation: what curators decided.
        published: `published_papers(papers, …)`.
        keywords: `curated_keywords(published, …)`, by paper id.
        curated_topics: `curated_topics(topics, …)`.
        placements: `curated_placements(…)`, by paper id.
        resembling: by paper id, most alike first.
        coordinates: the lock's map.
        retired: what the lock says is gone.
        vocabulary: `keyword_vocabulary(…)`; made here where nobody has it already.
    """

    papers: Sequence[Paper]
    topics: Sequence[Topic] = ()
    extractions: Sequence[Extraction] = ()
    curation: Curation = field(default_factory=Curation)
    published: Sequence[Paper] = ()
    keywords: Mapping[str, tuple[Keyword, ...]] = field(default_factory=dict)
    curated_topics: Sequence[Topic] = ()
    placements: Mapping[str, tuple[TopicPlacement, ...]] = field(default_factory=dict)
    resembling: Mapping[str, tuple[Resemblance, ...]] = field(default_factory=dict)
    coordinates: Sequence[Coordinates] = ()
    retired: Sequence[Retired] = ()
    vocabulary: Vocabulary | None = None


def build_catalogue(materials: Materials) -> Catalogue:
    """Return all that pages are made from, each part in the order in which the site shows it."""
    curation = materials.curation
    vocabulary = materials.vocabulary or keyword_vocabulary(materials.extractions, curation.keywords)
    lists = _lists(materials)
    papers = _papers(materials, lists, seed_ids(curation.keywords, vocabulary))
    topics = catalogue_topics(materials.curated_topics, curation.topics, papers)
    shown = Published(frozenset(paper.paper.id for paper in papers), frozenset(topic.id for topic in topics))
    return Catalogue(
        papers=papers,
        keywords=catalogue_keywords(papers, materials.keywords, topics, vocabulary),
        topics=topics,
        lists=lists,
        home=curation.home,
        old_addresses=old_addresses(materials.papers, materials.topics, materials.retired, curation, shown),
        coordinates=_coordinates(materials.coordinates, shown.papers),
    )


def _coordinates(map_: Iterable[Coordinates], papers: frozenset[str]) -> tuple[Coordinates, ...]:
    return tuple(sorted((at for at in map_ if at.paper_id in papers), key=lambda at: at.paper_id))


def _lists(materials: Materials) -> tuple[ReadingList, ...]:
    curation = materials.curation
    leads_to = paper_moves(curation.papers, materials.retired)
    return curated_lists(curation.lists, curation.home, {paper.id for paper in materials.published}, leads_to)


def _papers(
    materials: Materials, lists: Sequence[ReadingList], seeds: frozenset[str]
) -> tuple[CataloguePaper, ...]:
    decided = {decision.id: decision for decision in materials.curation.papers}
    added = _added(materials)
    list_ids = _list_ids(lists)
    topic_ids = {topic.id for topic in materials.curated_topics}
    paper_ids = {paper.id for paper in materials.published}
    return tuple(
        _curated(
            CataloguePaper(
                paper=paper,
                added=added.get(paper.id, ""),
                keywords=shown_keywords(materials.keywords.get(paper.id, ()), seeds),
                topics=_known_topics(materials.placements.get(paper.id, ()), topic_ids),
                resembling=_known_papers(materials.resembling.get(paper.id, ()), paper_ids),
                list_ids=tuple(list_ids[paper.id]),
            ),
            decided.get(paper.id),
        )
        for paper in sorted(materials.published, key=lambda paper: paper.id)
    )


def shown_keywords(keywords: Sequence[Keyword], seeds: frozenset[str]) -> tuple[Keyword, ...]:
    """Return the keywords that a page shows, best first; a curator's seed is never crowded out."""
    by_claim = sorted(keywords, key=lambda keyword: keyword.id not in seeds)
    kept = {keyword.id for keyword in by_claim[:MOST_KEYWORDS]}
    return tuple(keyword for keyword in keywords if keyword.id in kept)


def _added(materials: Materials) -> dict[str, str]:
    """Return when each paper was first seen, under any of the ids that are now the same paper."""
    leads_to = paper_moves(materials.curation.papers)
    dates: dict[str, list[str]] = defaultdict(list)
    for extraction in materials.extractions:
        if extraction.added:
            dates[leads_to.get(extraction.paper_id, extraction.paper_id)].append(extraction.added)
    return {id_: min(seen) for id_, seen in dates.items()}


def _list_ids(lists: Iterable[ReadingList]) -> defaultdict[str, list[str]]:
    standing: defaultdict[str, list[str]] = defaultdict(list)
    for list_ in lists:
        for section in list_.sections:
            for entry in section.entries:
                standing[entry.paper_id].append(list_.id)
    return standing


def _known_topics(placements: Iterable[TopicPlacement], topic_ids: set[str]) -> tuple[TopicPlacement, ...]:
    return tuple(placement for placement in placements if placement.topic_id in topic_ids)


def _known_papers(resembling: Iterable[Resemblance], paper_ids: set[str]) -> tuple[Resemblance, ...]:
    return tuple(alike for alike in resembling if alike.paper_id in paper_ids)[:MOST_RESEMBLING]


def _curated(paper: CataloguePaper, decision: PaperDecision | None) -> CataloguePaper:
    if decision is None:
        return paper
    return replace(
        paper,
        note=decision.note,
        pinned=decision.pin,
        tags=decision.tags,
        links=decision.links,
        is_curated=decision != PaperDecision(decision.id),
    )
