"""Papers added, removed, merged and edited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol, TypeVar

from papershelf.model import Catalogue, CataloguePaper
from papershelf.review.diff.difference import PaperAdded, PaperChanges, PaperEdited, PaperMerged, PaperRemoved


class _Titled(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...


_T = TypeVar("_T", bound=_Titled)
_Papers = Mapping[str, CataloguePaper]


def paper_changes(before: Catalogue, after: Catalogue) -> PaperChanges:
    """Return what happened to papers; one that leads on to another was merged, or only changed its id."""
    old = {each.paper.id: each for each in before.papers}
    new = {each.paper.id: each for each in after.papers}
    leads = {one.id: one for one in after.old_addresses if one.kind == "paper"}
    gone = {key: leads[key].to if key in leads else None for key in old if key not in new}
    renamed = {key: to for key, to in gone.items() if to in new and to not in old}
    merged = {key: to for key, to in gone.items() if to in new and to in old}
    labels = {topic.id: topic.label for topic in after.topics}
    came = [each for key, each in new.items() if key not in old and key not in renamed.values()]
    return PaperChanges(
        added=_by_title(_added(each, labels) for each in came),
        removed=_by_title(
            PaperRemoved(key, old[key].paper.title, leads[key].reason if key in leads else "")
            for key in gone
            if key not in renamed and key not in merged
        ),
        merged=_by_title(
            PaperMerged(key, old[key].paper.title, to, new[to].paper.title)
            for key, to in merged.items()
            if to
        ),
        edited=_by_title(_edited(old, new, {key: to for key, to in renamed.items() if to})),
    )


def _added(each: CataloguePaper, labels: Mapping[str, str]) -> PaperAdded:
    topics = tuple(labels[placed.topic_id] for placed in each.topics if placed.topic_id in labels)
    return PaperAdded(each.paper.id, each.paper.title, each.added, topics)


def _edited(old: _Papers, new: _Papers, renamed: Mapping[str, str]) -> Iterator[PaperEdited]:
    for key, was in old.items():
        now = new.get(renamed.get(key, key))
        names = _changed(was, now) if now else ()
        if now and names:
            yield PaperEdited(now.paper.id, now.paper.title, names, was.paper.title)


def _changed(was: CataloguePaper, now: CataloguePaper) -> tuple[str, ...]:
    pairs = {
        "id": (was.paper.id, now.paper.id),
        "title": (was.paper.title, now.paper.title),
        "abstract": (was.paper.abstract, now.paper.abstract),
        "note": (was.note, now.note),
        "pin": (was.pinned, now.pinned),
        "tags": (was.tags, now.tags),
        "links": (was.links, now.links),
    }
    return tuple(name for name, (one, other) in pairs.items() if one != other)


def _by_title(values: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(sorted(values, key=lambda one: (one.title.casefold(), one.id)))
