"""The index of topics, a page or more for each, and the papers not yet sorted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from papershelf.library import Library, LibraryKeyword, LibraryTopic
from papershelf.site.page import Page
from papershelf.site.pages.addresses import address_of
from papershelf.site.pages.cards import cards, topic_card
from papershelf.site.pages.pagination import paginated


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """A topic with the topics below it and its keywords."""

    topic: LibraryTopic
    children: tuple[LibraryTopic, ...]
    keywords: tuple[LibraryKeyword, ...]


def pages(library: Library) -> Iterator[Page]:
    """Yield the index, then the pages of each topic, then those of the papers without one."""
    values = {
        "entries": [_entry(library, topic) for topic in library.top_topics],
        "papers": len(library.papers),
        "unsorted": len(library.unsorted),
    }
    yield Page("topics/index.md", "topics.md", values)
    for topic in library.topics.values():
        yield from _topic_pages(library, topic)
    for pagination, papers in paginated("unsorted/index.md", library.unsorted):
        shown = {
            "pagination": pagination,
            "cards": cards(library, papers),
            "papers": len(library.unsorted),
        }
        yield Page(pagination.path, "unsorted.md", shown)


def _entry(library: Library, topic: LibraryTopic) -> TopicEntry:
    return TopicEntry(topic, library.children_of(topic), library.keywords_of(topic))


def _topic_pages(library: Library, topic: LibraryTopic) -> Iterator[Page]:
    entry = _entry(library, topic)
    parent = library.topics.get(topic.parent) if topic.parent else None
    for pagination, papers in paginated(address_of(topic), library.papers_of(topic)):
        values = {
            "topic": topic,
            "parent": parent,
            "children": entry.children,
            "keywords": entry.keywords,
            "pagination": pagination,
            "cards": [topic_card(library, paper, topic) for paper in papers],
        }
        yield Page(pagination.path, "topic.md", values)
