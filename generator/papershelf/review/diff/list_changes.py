"""Lists that came, went or changed, and their entries."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from papershelf.curation.models import ListEntry
from papershelf.library import Library, LibraryList
from papershelf.review.diff.difference import Entry, ListChange


@dataclass(frozen=True, slots=True)
class _Place:
    """An entry and the section it stands in."""

    entry: ListEntry
    section: str


def list_changes(before: Library, after: Library) -> tuple[ListChange, ...]:
    """Return the lists that differ, in the site's order, those that are gone last."""
    titles = {id_: paper.name for side in (before, after) for id_, paper in side.papers.items()}
    changes = [_change(before.lists.get(one.id), one, titles) for one in after.lists.values()]
    gone = [
        ListChange(one.id, one.name, "gone", one.name, removed=_entries(_places(one), titles))
        for one in before.lists.values()
        if one.id not in after.lists
    ]
    return (*(change for change in changes if change), *gone)


def _change(was: LibraryList | None, now: LibraryList, titles: Mapping[str, str]) -> ListChange | None:
    here = _places(now)
    if was is None:
        return ListChange(now.id, now.name, "new", "", added=_entries(here, titles))
    there = _places(was)
    kept = [key for key in here if key in there]
    change = ListChange(
        now.id,
        now.name,
        "changed",
        was.name,
        was.decision.description != now.decision.description,
        added=_entries((key for key in here if key not in there), titles),
        removed=_entries((key for key in there if key not in here), titles),
        moved=_entries(_moved(there, here), titles),
        rewritten=_entries((key for key in kept if there[key].entry != here[key].entry), titles),
    )
    return None if change == ListChange(now.id, now.name, "changed", now.name) else change


def _places(one: LibraryList) -> dict[str, _Place]:
    return {entry.paper: _Place(entry, section.title) for section in one.sections for entry in section.papers}


def _entries(paper_ids: Iterable[str], titles: Mapping[str, str]) -> tuple[Entry, ...]:
    return tuple(Entry(key, titles.get(key, key)) for key in paper_ids)


def _moved(there: Mapping[str, _Place], here: Mapping[str, _Place]) -> Iterator[str]:
    """Yield the fewest entries whose move explains the new order, and those in another section."""
    before = {key: position for position, key in enumerate(there)}
    kept = [key for key in here if key in there]
    stayed = _longest_rising([before[key] for key in kept])
    for key in kept:
        if before[key] not in stayed or there[key].section != here[key].section:
            yield key


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Return the members of a longest rising subsequence of distinct numbers (patience sorting)."""
    tops: list[int] = []
    below: dict[int, int | None] = {}
    for number in numbers:
        pile = bisect_left(tops, number)
        below[number] = tops[pile - 1] if pile else None
        tops[pile : pile + 1] = [number]
    found: set[int] = set()
    at = tops[-1] if tops else None
    while at is not None:
        found.add(at)
        at = below[at]
    return found
