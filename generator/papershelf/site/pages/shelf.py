"""The catalogue with its lookups, and the address of everything on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from papershelf.errors import SiteError
from papershelf.model import (
    Catalogue,
    CatalogueKeyword,
    CataloguePaper,
    CatalogueTopic,
    Keyword,
    ReadingList,
)

SHARED_BY = 3
_ADDRESS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def address(section: str, name: str) -> str:
    """Return the file of a page, relative to docs/: an id is always a folder of its own.

    Raises:
        SiteError: where the name is no slug; nothing else may become part of a path.
    """
    if not _ADDRESS.fullmatch(name):
        raise SiteError(f"{section}: {name!r} can't be an address: small letters, digits and hyphens only")
    return f"{section}/{name}/index.md"


def numbered(first: str, number: int) -> str:
    """Return the file of a later page of `first`; ids hold no underscore, so none can meet it."""
    return first if number == 1 else first.replace("index.md", f"page_{number}/index.md")


@dataclass(frozen=True, slots=True)
class Shelf:
    """A catalogue and its parts by id."""

    catalogue: Catalogue
    papers: Mapping[str, CataloguePaper]
    keywords: Mapping[str, CatalogueKeyword]
    topics: Mapping[str, CatalogueTopic]
    lists: Mapping[str, ReadingList]

    @classmethod
    def of(cls, catalogue: Catalogue) -> Shelf:
        """Return the shelf of a catalogue."""
        return cls(
            catalogue,
            {entry.paper.id: entry for entry in catalogue.papers},
            {keyword.id: keyword for keyword in catalogue.keywords},
            {topic.id: topic for topic in catalogue.topics},
            {reading.id: reading for reading in catalogue.lists},
        )

    @property
    def unsorted(self) -> tuple[CataloguePaper, ...]:
        """The papers without a topic, in the catalogue's order."""
        return tuple(entry for entry in self.catalogue.papers if not entry.topics)

    @property
    def shared_keywords(self) -> tuple[CatalogueKeyword, ...]:
        """The keywords that have a page, in the catalogue's order."""
        return tuple(keyword for keyword in self.catalogue.keywords if is_shared(keyword))

    @property
    def top_topics(self) -> tuple[CatalogueTopic, ...]:
        """The topics of the upper level, in the site's order."""
        return tuple(topic for topic in self.catalogue.topics if topic.parent not in self.topics)

    def keyword_address(self, keyword_id: str) -> str:
        """Return the page of a keyword; "" where it is too rare to have one."""
        keyword = self.keywords.get(keyword_id)
        return address("keywords", keyword_id) if keyword and is_shared(keyword) else ""

    def phrase(self, keyword_id: str) -> str:
        """Return the display form of a keyword."""
        keyword = self.keywords.get(keyword_id)
        return keyword.phrase if keyword else keyword_id.replace("-", " ")

    def entries(self, paper_ids: Iterable[str]) -> tuple[CataloguePaper, ...]:
        """Return the papers of these ids, pinned ones first, else in the order given."""
        entries = [self.papers[paper_id] for paper_id in paper_ids if paper_id in self.papers]
        return tuple(sorted(entries, key=lambda entry: not entry.pinned))

    def keywords_of(self, entry: CataloguePaper, keyword_ids: Iterable[str]) -> tuple[Keyword, ...]:
        """Return those of a paper's keywords that have these ids, in the order of the ids."""
        own = {keyword.id: keyword for keyword in entry.keywords}
        return tuple(own[keyword_id] for keyword_id in keyword_ids if keyword_id in own)


def is_shared(keyword: CatalogueKeyword) -> bool:
    """Tell whether a keyword has a page: whether enough papers share it."""
    return len(keyword.paper_ids) >= SHARED_BY
