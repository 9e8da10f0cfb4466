"""Reading lists as they are published: entries that lead somewhere, in the order of the home page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from papershelf.curation.models import Home, ListEntry, ListSection, ReadingList
from papershelf.library.library import LibraryList


def curated_lists(
    lists: Mapping[str, ReadingList], home: Home, published: AbstractSet[str], leads_to: Mapping[str, str]
) -> tuple[LibraryList, ...]:
    """Return the lists of home.yml in its order, then the others by title.

    An entry whose paper is the same as another names that one; an entry whose paper is gone is left out,
    as is a section without entries.
    """
    ranks = {id_: rank for rank, id_ in enumerate(home.lists)}

    def order(id_: str) -> tuple[int, str, str]:
        return ranks.get(id_, len(ranks)), lists[id_].title.casefold(), id_

    return tuple(
        LibraryList(id_, lists[id_], _sections(lists[id_], published, leads_to))
        for id_ in sorted(lists, key=order)
    )


def _sections(
    list_: ReadingList, published: AbstractSet[str], leads_to: Mapping[str, str]
) -> tuple[ListSection, ...]:
    seen: set[str] = set()
    found = [
        part.model_copy(update={"papers": tuple(_entries(part, published, leads_to, seen))})
        for part in list_.parts
    ]
    return tuple(section for section in found if section.papers)


def _entries(
    section: ListSection, published: AbstractSet[str], leads_to: Mapping[str, str], seen: set[str]
) -> Iterator[ListEntry]:
    for entry in section.papers:
        paper_id = leads_to.get(entry.paper, entry.paper)
        if paper_id in published and paper_id not in seen:
            seen.add(paper_id)
            yield entry.model_copy(update={"paper": paper_id})
