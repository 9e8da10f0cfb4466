"""Papers added, removed, merged and edited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol, TypeVar

from papershelf.library import Library, LibraryPaper
from papershelf.review.diff.difference import PaperAdded, PaperChanges, PaperEdited, PaperMerged, PaperRemoved


class _Titled(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...


_T = TypeVar("_T", bound=_Titled)
# What a decision says that makes the paper another, moves it, or shows on topics.
_SHOWN_ELSEWHERE = frozenset({"title", "abstract", "hide", "same_as", "topics"})
_Papers = Mapping[str, LibraryPaper]


def paper_changes(before: Library, after: Library) -> PaperChanges:
    """Return what happened to papers; one that leads on to another was merged, or only changed its id."""
    old, new = before.papers, after.papers
    leads = {one.id: one for one in after.old_addresses if one.kind == "paper"}
    gone = {key: leads[key].to if key in leads else None for key in old if key not in new}
    renamed = {key: to for key, to in gone.items() if to in new and to not in old}
    merged = {key: to for key, to in gone.items() if to in new and to in old}
    came = [each for key, each in new.items() if key not in old and key not in renamed.values()]
    return PaperChanges(
        added=_by_title(_added(each, after) for each in came),
        removed=_by_title(
            PaperRemoved(key, old[key].name, leads[key].reason if key in leads else "")
            for key in gone
            if key not in renamed and key not in merged
        ),
        merged=_by_title(
            PaperMerged(key, old[key].name, to, new[to].name) for key, to in merged.items() if to
        ),
        edited=_by_title(_edited(old, new, {key: to for key, to in renamed.items() if to})),
    )


def _added(each: LibraryPaper, library: Library) -> PaperAdded:
    topics = tuple(topic.label for topic in library.topics_of(each))
    return PaperAdded(each.id, each.name, each.added, topics)


def _edited(old: _Papers, new: _Papers, renamed: Mapping[str, str]) -> Iterator[PaperEdited]:
    for key, was in old.items():
        now = new.get(renamed.get(key, key))
        names = _changed(was, now) if now else ()
        if now and names:
            yield PaperEdited(now.id, now.name, names, was.name)


def _changed(was: LibraryPaper, now: LibraryPaper) -> tuple[str, ...]:
    pairs = {
        "id": (was.id, now.id),
        "title": (was.name, now.name),
        "abstract": (was.paper.abstract, now.paper.abstract),
    } | {
        name: (getattr(was.decision, name), getattr(now.decision, name))
        for name in type(now.decision).model_fields
        if name not in _SHOWN_ELSEWHERE
    }
    return tuple(name for name, (one, other) in pairs.items() if one != other)


def _by_title(values: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(sorted(values, key=lambda one: (one.title.casefold(), one.id)))
