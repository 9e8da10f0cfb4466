"""Reading lists as they are published: entries that lead somewhere, in the order of the home page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from papershelf.model import Home, ListEntry, ListSection, ReadingList


def curated_lists(
    lists: Sequence[ReadingList], home: Home, published: AbstractSet[str], leads_to: Mapping[str, str]
) -> tuple[ReadingList, ...]:
    """Return the lists of home.yml in its order, then the others by title.

    An entry whose paper is the same as another names that one; an entry whose paper is gone is left out,
    as is a section without entries.
    """
    ranks = {id_: rank for rank, id_ in enumerate(home.lists)}
    in_order = sorted(lists, key=lambda list_: (ranks.get(list_.id, len(ranks)), _by_title(list_)))
    return tuple(_current(list_, published, leads_to) for list_ in in_order)


def _by_title(list_: ReadingList) -> tuple[str, str]:
    return list_.title.casefold(), list_.id


def _current(list_: ReadingList, published: AbstractSet[str], leads_to: Mapping[str, str]) -> ReadingList:
    seen: set[str] = set()
    sections = [
        ListSection(section.title, tuple(_entries(section, published, leads_to, seen)))
        for section in list_.sections
    ]
    return replace(list_, sections=tuple(section for section in sections if section.entries))


def _entries(
    section: ListSection, published: AbstractSet[str], leads_to: Mapping[str, str], seen: set[str]
) -> Iterator[ListEntry]:
    for entry in section.entries:
        paper_id = leads_to.get(entry.paper_id, entry.paper_id)
        if paper_id in published and paper_id not in seen:
            seen.add(paper_id)
            yield replace(entry, paper_id=paper_id)
