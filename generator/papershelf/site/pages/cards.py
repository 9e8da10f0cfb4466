"""A paper in a list: with its topic and keywords, or with what put it there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from papershelf.library import Library, LibraryPaper, LibraryTopic, TopicPlacement

CARD_KEYWORDS = 4


@dataclass(frozen=True, slots=True)
class Card:
    """A paper in a list: `reason` says why it stands there, where the page's title does not."""

    paper: LibraryPaper
    topic: LibraryTopic | None = None
    reason: str = ""

    @property
    def keywords(self) -> tuple[str, ...]:
        """The paper's best keywords, but for the one that its topic's name says."""
        said = self.topic.label.casefold() if self.topic else ""
        phrases = [keyword.phrase for keyword in self.paper.keywords if keyword.phrase.casefold() != said]
        return tuple(phrases[:CARD_KEYWORDS])


def card(library: Library, paper: LibraryPaper) -> Card:
    """Return a paper as lists show it."""
    return Card(paper, library.topics.get(paper.topics[0].topic_id) if paper.topics else None)


def cards(library: Library, papers: Iterable[LibraryPaper]) -> tuple[Card, ...]:
    """Return papers as lists show them."""
    return tuple(card(library, paper) for paper in papers)


def topic_card(library: Library, paper: LibraryPaper, topic: LibraryTopic) -> Card:
    """Return a paper as its topic's page shows it: with what put it there."""
    here = {topic.id, *topic.child_ids}
    placement = next((placement for placement in paper.topics if placement.topic_id in here), None)
    return Card(paper, reason=why(library, placement) if placement else "")


def why(library: Library, placement: TopicPlacement) -> str:
    """Return in words what put a paper into a topic."""
    words = ", ".join(library.keyword(id_).phrase for id_ in placement.keyword_ids[:CARD_KEYWORDS])
    if placement.evidence == "curated":
        return "placed here by a curator"
    if placement.evidence == "resemblance" or not words:
        return "placed by resemblance to the papers here"
    return f"{words} in the title" if placement.evidence == "title" else words
