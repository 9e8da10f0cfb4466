"""What templates show of a paper, a topic or a keyword in few words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from markupsafe import Markup

from papershelf.model import CataloguePaper, CatalogueTopic, ReadingList, TopicPlacement
from papershelf.site.pages.highlight import form_spans, highlighted
from papershelf.site.pages.shelf import Shelf, address
from papershelf.site.pages.words import gist

CARD_KEYWORDS = 4


@dataclass(frozen=True, slots=True)
class Chip:
    """A name that leads to its page, where it has one; `papers` is how many stand there, 0 unsaid."""

    text: str
    address: str = ""
    papers: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """A paper in a list: `reason` says why it stands there, where the page's title does not."""

    title: str
    address: str
    gist: str
    keywords: tuple[str, ...]
    reason: str = ""
    topic: Chip | None = None
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a paper stands in a topic: words (none where they are the topic's name), and the sentence."""

    topic: Chip
    words: str
    sentence: Markup


def paper_chip(entry: CataloguePaper) -> Chip:
    """Return the name of a paper."""
    return Chip(entry.paper.title, address("papers", entry.paper.id))


def topic_chip(topic: CatalogueTopic) -> Chip:
    """Return the name of a topic and how many papers it holds."""
    return Chip(topic.label, address("topics", topic.id), len(topic.paper_ids))


def list_chip(reading: ReadingList) -> Chip:
    """Return the name of a reading list and how many papers stand on it."""
    return Chip(
        reading.title, address("lists", reading.id), sum(len(part.entries) for part in reading.sections)
    )


def keyword_chip(shelf: Shelf, keyword_id: str) -> Chip:
    """Return the name of a keyword; how many papers share it, where it has a page."""
    page = shelf.keyword_address(keyword_id)
    shared = len(shelf.keywords[keyword_id].paper_ids) if page else 0
    return Chip(shelf.phrase(keyword_id), page, shared)


def card(shelf: Shelf, entry: CataloguePaper, *, reason: str = "", with_topic: bool = True) -> Card:
    """Return a paper as lists show it."""
    primary = shelf.topics.get(entry.topics[0].topic_id) if entry.topics and with_topic else None
    said = primary.label.casefold() if primary else ""
    phrases = (keyword.phrase for keyword in entry.keywords if keyword.phrase.casefold() != said)
    return Card(
        title=entry.paper.title,
        address=address("papers", entry.paper.id),
        gist=gist(entry.paper.abstract),
        keywords=tuple(islice(phrases, CARD_KEYWORDS)),
        reason=reason,
        topic=topic_chip(primary) if primary else None,
        pinned=entry.pinned,
    )


def cards(shelf: Shelf, entries: Iterable[CataloguePaper]) -> tuple[Card, ...]:
    """Return papers as lists show them."""
    return tuple(card(shelf, entry) for entry in entries)


def topic_card(shelf: Shelf, entry: CataloguePaper, topic: CatalogueTopic) -> Card:
    """Return a paper as its topic's page shows it: with what put it there."""
    here = {topic.id, *topic.child_ids}
    placement = next((placement for placement in entry.topics if placement.topic_id in here), None)
    words = _why(shelf, placement) if placement else ""
    return card(shelf, entry, reason=words, with_topic=False)


def reason(shelf: Shelf, entry: CataloguePaper, placement: TopicPlacement) -> Reason:
    """Return why a paper stands in a topic, as the paper's page shows it."""
    keywords = shelf.keywords_of(entry, placement.keyword_ids)
    sentence = placement.sentence if placement.evidence == "keywords" else ""
    topic, words = topic_chip(shelf.topics[placement.topic_id]), _why(shelf, placement)
    return Reason(
        topic,
        "" if sentence and words.casefold() == topic.text.casefold() else words,
        highlighted(sentence, form_spans(sentence, keywords)),
    )


def _why(shelf: Shelf, placement: TopicPlacement) -> str:
    words = ", ".join(shelf.phrase(keyword_id) for keyword_id in placement.keyword_ids[:CARD_KEYWORDS])
    if placement.evidence == "curated":
        return "placed here by a curator"
    if placement.evidence == "resemblance" or not words:
        return "placed by resemblance to the papers here"
    return f"{words} in the title" if placement.evidence == "title" else words
