"""The home page."""

from __future__ import annotations

from collections.abc import Iterator

from papershelf.library import Library, LibraryPaper
from papershelf.site.page import Page
from papershelf.site.pages.cards import cards


def pages(library: Library) -> Iterator[Page]:
    """Yield the home page."""
    newest = _newest(library)
    values = {
        "home": library.home,
        "papers": len(library.papers),
        "topics": library.top_topics,
        "keywords": len(library.shared_keywords),
        "lists": tuple(library.lists.values()),
        "pinned": cards(library, (paper for paper in library.papers.values() if paper.decision.pin)),
        "newest": cards(library, newest[: library.home.new]),
        "since": newest[0].added if newest else "",
        "as_new": sum(paper.added == newest[0].added for paper in newest) if newest else 0,
    }
    yield Page("index.md", "home.md", values)


def _newest(library: Library) -> list[LibraryPaper]:
    """Return the papers, those added last first; of one day in the order of their listings."""
    in_order = sorted(library.papers.values(), key=lambda paper: (_first_place(paper), paper.id))
    return sorted(in_order, key=lambda paper: paper.added, reverse=True)


def _first_place(paper: LibraryPaper) -> tuple[str, int]:
    places = paper.paper.provenance
    return min(((place.source, place.position) for place in places), default=("", 0))
