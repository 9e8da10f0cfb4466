"""Addresses once published that moved or went, and where each now leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from papershelf.curation.models import Curation
from papershelf.library.curated_topics import topic_moves
from papershelf.library.library import OldAddress
from papershelf.library.published import paper_moves
from papershelf.model import Paper, Retired, Topic

HIDDEN_TOPIC = "The curators no longer keep this topic."
EMPTY_TOPIC = "No paper of this list is in this topic any more."


@dataclass(frozen=True, slots=True)
class Published:
    """The ids that have a page of their own."""

    papers: frozenset[str]
    topics: frozenset[str]


def old_addresses(
    papers: Sequence[Paper],
    topics: Sequence[Topic],
    retired: Sequence[Retired],
    curation: Curation,
    published: Published,
) -> tuple[OldAddress, ...]:
    """Return a line for every paper and topic that had an address and has no page now, in order of id.

    Args:
        papers: as the sources have them, before curation.
        topics: as computed, before curation.
        retired: what the lock says is gone.
        curation: what curators decided.
        published: what has a page.
    """
    gone = [
        *_gone_papers(papers, retired, curation, published.papers),
        *_gone_topics(topics, retired, curation, published.topics),
    ]
    return tuple(sorted(gone, key=lambda address: (address.kind, address.id)))


def _gone_papers(
    papers: Sequence[Paper], retired: Sequence[Retired], curation: Curation, published: frozenset[str]
) -> Iterator[OldAddress]:
    titles = {gone.id: gone.title for gone in retired if gone.kind == "paper"}
    titles |= {paper.id: paper.title for paper in papers}
    leads_to = paper_moves(curation.papers, retired)
    reasons = {id_: one.hide for id_, one in curation.papers.items() if one.hide is not None}
    for id_, title in titles.items():
        if id_ not in published:
            target = leads_to.get(id_, id_)
            reason = reasons.get(id_) or reasons.get(target, "")
            yield _address("paper", (id_, title), target, reason, published)


def _gone_topics(
    topics: Sequence[Topic], retired: Sequence[Retired], curation: Curation, published: frozenset[str]
) -> Iterator[OldAddress]:
    titles = {gone.id: gone.title for gone in retired if gone.kind == "topic"}
    titles |= {topic.id: topic.label for topic in topics}
    leads_to = topic_moves(curation.topics, retired)
    hidden = {id_ for id_, decision in curation.topics.items() if decision.hide}
    computed = {topic.id for topic in topics}
    for id_, title in titles.items():
        if id_ not in published:
            target = leads_to.get(id_, id_)
            yield _address("topic", (id_, title), target, _why(target, hidden, computed), published)


def _why(topic_id: str, hidden: set[str], computed: set[str]) -> str:
    if topic_id in hidden:
        return HIDDEN_TOPIC
    return EMPTY_TOPIC if topic_id in computed else ""


def _address(
    kind: Literal["paper", "topic"],
    named: tuple[str, str],
    target: str,
    reason: str,
    published: frozenset[str],
) -> OldAddress:
    id_, title = named
    if target in published:
        return OldAddress(kind, id_, title, to=target)
    return OldAddress(kind, id_, title, reason=reason)
