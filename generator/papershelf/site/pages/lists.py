"""The index of reading lists, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from papershelf.library import Library, LibraryList
from papershelf.site.page import Page
from papershelf.site.pages.addresses import address_of


def pages(library: Library) -> Iterator[Page]:
    """Yield the index, then a page for each list."""
    yield Page("lists/index.md", "lists.md", {"lists": tuple(library.lists.values())})
    for list_ in library.lists.values():
        yield _list_page(library, list_)


def _list_page(library: Library, list_: LibraryList) -> Page:
    numbers = count(1)
    sections = [
        (section.title, [(next(numbers), entry, library.papers[entry.paper]) for entry in section.papers])
        for section in list_.sections
    ]
    return Page(address_of(list_), "list.md", {"list": list_, "sections": sections})
