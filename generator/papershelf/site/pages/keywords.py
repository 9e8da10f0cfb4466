"""The keywords from A to Z, and a page or more for each that enough papers share."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from papershelf.library import Library, LibraryKeyword
from papershelf.site.page import Page
from papershelf.site.pages.addresses import address_of, numbered
from papershelf.site.pages.cards import cards
from papershelf.site.pages.pagination import Pagination, paginated

INDEX_SIZE = 2500


def pages(library: Library) -> Iterator[Page]:
    """Yield the index, cut between letters where it grows long, then the pages of each shared keyword."""
    yield from _index_pages(library)
    for keyword in library.shared_keywords:
        values = {
            "keyword": keyword,
            "forms": _other_forms(keyword),
            "topics": [library.topics[topic_id] for topic_id in keyword.topic_ids],
        }
        for pagination, papers in paginated(address_of(keyword), library.papers_of(keyword)):
            shown = {"pagination": pagination, "cards": cards(library, papers)}
            yield Page(pagination.path, "keyword.md", values | shown)


def _other_forms(keyword: LibraryKeyword) -> list[str]:
    """Return the forms that differ from the keyword and from each other in more than capitals."""
    by_letters = {form.casefold(): form for form in reversed(keyword.forms)}
    by_letters.pop(keyword.phrase.casefold(), None)
    return list(by_letters.values())[::-1]


def _index_pages(library: Library) -> Iterator[Page]:
    parts = _index_parts(library.keywords.values())
    addresses = tuple(numbered("keywords/index.md", number) for number in range(1, len(parts) + 1))
    letters = [(letter, path) for path, part in zip(addresses, parts, strict=True) for letter in part]
    shared = len(library.shared_keywords)
    for number, part in enumerate(parts, start=1):
        values = {
            "pagination": Pagination(number, addresses),
            "letters": letters,
            "parts": part,
            "shared": shared,
            "rare": len(library.keywords) - shared,
        }
        yield Page(addresses[number - 1], "keywords.md", values)


def _index_parts(keywords: Iterable[LibraryKeyword]) -> list[dict[str, list[LibraryKeyword]]]:
    parts: list[dict[str, list[LibraryKeyword]]] = [{}]
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
