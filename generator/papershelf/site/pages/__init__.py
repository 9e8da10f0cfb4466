"""The Markdown pages: a kind of page is a module here, named in KINDS, and its template."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from papershelf.library import Library
from papershelf.site.page import Page
from papershelf.site.pages import home, keywords, lists, moved, papers, topics

__all__ = ["KINDS", "all_pages"]

KINDS: tuple[Callable[[Library], Iterator[Page]], ...] = (
    home.pages,
    topics.pages,
    keywords.pages,
    lists.pages,
    papers.pages,
    moved.pages,
)


def all_pages(library: Library) -> Iterator[Page]:
    """Yield every page of the site that is made from the library."""
    for kind in KINDS:
        yield from kind(library)
