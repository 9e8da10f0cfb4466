"""Which pages there are, and what each shows: a catalogue becomes sheets, ready to be rendered."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from papershelf.model import (
    Catalogue,
    CatalogueKeyword,
    CataloguePaper,
    CatalogueTopic,
    ListEntry,
    OldAddress,
    ReadingList,
)
from papershelf.site.pages.cards import (
    Chip,
    card,
    cards,
    keyword_chip,
    list_chip,
    paper_chip,
    topic_card,
    topic_chip,
)
from papershelf.site.pages.curated import curated
from papershelf.site.pages.paper import paper_values
from papershelf.site.pages.shelf import Shelf, address, is_shared, numbered
from papershelf.site.pages.words import day

PAGE_SIZE = 50
INDEX_SIZE = 2500
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page before it is rendered: its file relative to docs/, its template, what that may show."""

    path: str
    template: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a long list: its number and those of its fellows, by address."""

    number: int
    addresses: tuple[str, ...]

    @property
    def path(self) -> str:
        """The file of this page."""
        return self.addresses[self.number - 1]


def lay_out(catalogue: Catalogue) -> Iterator[Sheet]:
    """Yield every page of the site that is made from the catalogue."""
    shelf = Shelf.of(catalogue)
    yield home_sheet(shelf)
    yield from topic_sheets(shelf)
    yield from keyword_sheets(shelf)
    yield from list_sheets(shelf)
    yield from paper_sheets(shelf)
    yield from old_sheets(shelf)


def home_sheet(shelf: Shelf) -> Sheet:
    """Return the home page."""
    newest = _newest(shelf.catalogue)
    values = {
        "intro": curated(shelf.catalogue.home.intro),
        "papers": len(shelf.catalogue.papers),
        "topics": [_with_children(shelf, topic) for topic in shelf.top_topics],
        "keywords": len(shelf.shared_keywords),
        "lists": [
            (list_chip(reading), curated(_lead(reading.description))) for reading in shelf.catalogue.lists
        ],
        "pinned": cards(shelf, (entry for entry in shelf.catalogue.papers if entry.pinned)),
        "newest": cards(shelf, newest[: shelf.catalogue.home.new]),
        "since": day(newest[0].added) if newest and newest[0].added else "",
        "as_new": sum(entry.added == newest[0].added for entry in newest) if newest else 0,
    }
    return Sheet("index.md", "home.md", values)


def _newest(catalogue: Catalogue) -> list[CataloguePaper]:
    """Return the papers, those added last first; of one day in the order of their listings."""
    in_order = sorted(catalogue.papers, key=lambda entry: (_first_place(entry), entry.paper.id))
    return sorted(in_order, key=lambda entry: entry.added, reverse=True)


def _first_place(entry: CataloguePaper) -> tuple[str, int]:
    places = entry.paper.provenance
    return min(((place.source, place.position) for place in places), default=("", 0))


def _lead(markdown: str) -> str:
    return markdown.strip().partition("\n\n")[0]


def _with_children(shelf: Shelf, topic: CatalogueTopic) -> tuple[Chip, tuple[Chip, ...]]:
    return topic_chip(topic), tuple(topic_chip(shelf.topics[child]) for child in topic.child_ids)


def topic_sheets(shelf: Shelf) -> Iterator[Sheet]:
    """Yield the index of topics, a page or more for each, and the papers not yet sorted."""
    values = {
        "topics": [_topic_values(shelf, topic) for topic in shelf.top_topics],
        "papers": len(shelf.catalogue.papers),
        "unsorted": len(shelf.unsorted),
    }
    yield Sheet("topics/index.md", "topics.md", values)
    for topic in shelf.catalogue.topics:
        yield from _topic_leaves(shelf, topic)
    for leaf, entries in leaves("unsorted/index.md", shelf.unsorted):
        shown = {"leaf": leaf, "cards": cards(shelf, entries), "papers": len(shelf.unsorted)}
        yield Sheet(leaf.path, "unsorted.md", shown)


def _topic_values(shelf: Shelf, topic: CatalogueTopic) -> dict[str, Any]:
    return {
        "chip": topic_chip(topic),
        "description": curated(topic.description),
        "is_curated": topic.is_curated,
        "keywords": [keyword_chip(shelf, part.keyword_id) for part in topic.keywords],
        "children": [_topic_values(shelf, shelf.topics[child]) for child in topic.child_ids],
    }


def _topic_leaves(shelf: Shelf, topic: CatalogueTopic) -> Iterator[Sheet]:
    values = _topic_values(shelf, topic)
    parent = shelf.topics.get(topic.parent) if topic.parent else None
    for leaf, entries in leaves(address("topics", topic.id), shelf.entries(topic.paper_ids)):
        shown = {
            "parent": topic_chip(parent) if parent else None,
            "leaf": leaf,
            "cards": [topic_card(shelf, entry, topic) for entry in entries],
        }
        yield Sheet(leaf.path, "topic.md", values | shown)


def keyword_sheets(shelf: Shelf) -> Iterator[Sheet]:
    """Yield the keywords from A to Z, and a page or more for each that is shared."""
    yield from _index_sheets(shelf)
    for keyword in shelf.shared_keywords:
        values = {
            "phrase": keyword.phrase,
            "papers": len(keyword.paper_ids),
            "forms": _other_forms(keyword),
            "topics": [topic_chip(shelf.topics[topic_id]) for topic_id in keyword.topic_ids],
        }
        for leaf, entries in leaves(address("keywords", keyword.id), shelf.entries(keyword.paper_ids)):
            shown = {"leaf": leaf, "cards": cards(shelf, entries)}
            yield Sheet(leaf.path, "keyword.md", values | shown)


def _other_forms(keyword: CatalogueKeyword) -> list[str]:
    """Return the forms that differ from the keyword and from each other in more than capitals."""
    by_letters = {form.casefold(): form for form in reversed(keyword.forms)}
    by_letters.pop(keyword.phrase.casefold(), None)
    return list(by_letters.values())[::-1]


def _index_sheets(shelf: Shelf) -> Iterator[Sheet]:
    """Yield the index of keywords, cut between letters where it grows long."""
    parts = _index_parts(shelf.catalogue.keywords)
    addresses = tuple(numbered("keywords/index.md", number) for number in range(1, len(parts) + 1))
    letters = [(letter, path) for path, part in zip(addresses, parts, strict=True) for letter in part]
    for number, part in enumerate(parts, start=1):
        values = {
            "leaf": Leaf(number, addresses),
            "letters": letters,
            "parts": [(letter, *_shared_and_rare(shelf, group)) for letter, group in part.items()],
            "shared": len(shelf.shared_keywords),
            "rare": len(shelf.catalogue.keywords) - len(shelf.shared_keywords),
        }
        yield Sheet(addresses[number - 1], "keywords.md", values)


def _index_parts(keywords: Iterable[CatalogueKeyword]) -> list[dict[str, list[CatalogueKeyword]]]:
    parts: list[dict[str, list[CatalogueKeyword]]] = [{}]
    by_letter = sorted(keywords, key=lambda keyword: _letter(keyword.phrase))
    for letter, group in groupby(by_letter, key=lambda keyword: _letter(keyword.phrase)):
        members = list(group)
        if parts[-1] and sum(map(len, parts[-1].values())) + len(members) > INDEX_SIZE:
            parts.append({})
        parts[-1][letter] = members
    return parts


def _letter(phrase: str) -> str:
    first = unicodedata.normalize("NFKD", phrase)[:1].upper()
    return first if "A" <= first <= "Z" else "0–9"


def _shared_and_rare(shelf: Shelf, group: Sequence[CatalogueKeyword]) -> tuple[list[Chip], list[str]]:
    shared = [keyword_chip(shelf, keyword.id) for keyword in group if is_shared(keyword)]
    return shared, [keyword.phrase for keyword in group if not is_shared(keyword)]


def list_sheets(shelf: Shelf) -> Iterator[Sheet]:
    """Yield the index of reading lists and a page for each."""
    index = [(list_chip(reading), curated(reading.description)) for reading in shelf.catalogue.lists]
    yield Sheet("lists/index.md", "lists.md", {"lists": index})
    for reading in shelf.catalogue.lists:
        yield Sheet(address("lists", reading.id), "list.md", _list_values(shelf, reading))


def _list_values(shelf: Shelf, reading: ReadingList) -> dict[str, Any]:
    entries = [entry for section in reading.sections for entry in section.entries]
    numbers = {id(entry): number for number, entry in enumerate(entries, start=1)}
    sections = [
        (section.title, [_entry_values(shelf, entry, numbers[id(entry)]) for entry in section.entries])
        for section in reading.sections
    ]
    return {
        "title": reading.title,
        "description": curated(reading.description),
        "sections": sections,
        "papers": len(entries),
        "minutes_in_all": sum(entry.minutes or 0 for entry in entries),
        "is_timed": all(entry.minutes for entry in entries),
    }


def _entry_values(shelf: Shelf, entry: ListEntry, number: int) -> dict[str, Any]:
    return {
        "number": number,
        "card": card(shelf, shelf.papers[entry.paper_id]),
        "note": curated(entry.note),
        "start": entry.start,
        "minutes": entry.minutes,
    }


def paper_sheets(shelf: Shelf) -> Iterator[Sheet]:
    """Yield a page for each paper, and for nothing else."""
    for entry in shelf.catalogue.papers:
        yield Sheet(address("papers", entry.paper.id), "paper.md", paper_values(shelf, entry))


def old_sheets(shelf: Shelf) -> Iterator[Sheet]:
    """Yield a page for each address that moved or went; one that is in use again needs none."""
    for old in shelf.catalogue.old_addresses:
        living: Mapping[str, Any] = shelf.papers if old.kind == "paper" else shelf.topics
        if old.id not in living:
            target = _target(shelf, old) if old.to else None
            values = {"title": old.title, "kind": old.kind, "target": target, "reason": old.reason}
            yield Sheet(address(f"{old.kind}s", old.id), "moved.md", values)


def _target(shelf: Shelf, old: OldAddress) -> Chip | None:
    """Follow old addresses until one that lives; None where they lead nowhere or in a circle."""
    onward = {(way.kind, way.id): way.to for way in shelf.catalogue.old_addresses}
    at, passed = old.to, {old.id}
    while at and at not in passed:
        if old.kind == "paper" and at in shelf.papers:
            return paper_chip(shelf.papers[at])
        if old.kind == "topic" and at in shelf.topics:
            return topic_chip(shelf.topics[at])
        passed.add(at)
        at = onward.get((old.kind, at))
    return None


def leaves(first: str, items: Sequence[Item]) -> Iterator[tuple[Leaf, Sequence[Item]]]:
    """Yield the pages that a list of any length takes, at least one, each with its part."""
    total = max(1, -(-len(items) // PAGE_SIZE))
    addresses = tuple(numbered(first, number) for number in range(1, total + 1))
    for number in range(1, total + 1):
        yield Leaf(number, addresses), items[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
