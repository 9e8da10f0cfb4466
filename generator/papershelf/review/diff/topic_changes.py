"""Topics new, gone, renamed, split, merged, grown and shrunk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from papershelf.library import Library, LibraryTopic
from papershelf.review.diff.difference import (
    TopicChanges,
    TopicEdited,
    TopicMerged,
    TopicNote,
    TopicRenamed,
    TopicResized,
    TopicSplit,
)

_MOST = 0.5  # of a topic's papers, to say that it came from another, or went there


class _Labelled(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def label(self) -> str: ...


_T = TypeVar("_T", bound=_Labelled)
_Topics = Mapping[str, LibraryTopic]


@dataclass(frozen=True, slots=True)
class _Story:
    """What became of the topics that are not on both sides, as ids.

    Args:
        renamed: before to after, where a topic took another id.
        merged: a topic that is gone to the one, there before as well, that has most of its papers.
        parts: a topic of before to the new ones that came out of it.
    """

    renamed: Mapping[str, str]
    merged: Mapping[str, str]
    parts: Mapping[str, tuple[str, ...]]

    @property
    def explained(self) -> set[str]:
        """Ids that need no word as new or gone."""
        parts = {part for several in self.parts.values() for part in several}
        return {*self.renamed, *self.renamed.values(), *self.merged, *self.parts, *parts}


def topic_changes(before: Library, after: Library) -> TopicChanges:
    """Return what happened to topics: by id, then by where their papers went."""
    old, new = before.topics, after.topics
    story = _story(old, new, {one.id: one.to for one in after.old_addresses if one.kind == "topic"})
    return TopicChanges(
        new=_by_label(_note(new[key]) for key in new.keys() - old.keys() - story.explained),
        gone=_by_label(_note(old[key]) for key in old.keys() - new.keys() - story.explained),
        renamed=_by_label(_renamed(old, new, story)),
        split=_by_label(_split(old, new, story)),
        merged=_by_label(
            TopicMerged(key, old[key].label, to, new[to].label) for key, to in story.merged.items()
        ),
        resized=_by_label(_resized(old, new)),
        edited=_by_label(_edited(old, new)),
    )


def _story(old: _Topics, new: _Topics, leads: Mapping[str, str | None]) -> _Story:
    """Tell what became of topics: what an old address says first, else where most of their papers went."""
    gone, came = sorted(old.keys() - new.keys()), sorted(new.keys() - old.keys())
    origin = {key: _home(new[key], old) for key in came}
    target = {key: leads[key] if key in leads else _home(old[key], new) for key in gone}
    renamed = {key: to for key, to in target.items() if to in origin and (key in leads or origin[to] == key)}
    merged = {key: to for key, to in target.items() if to in new and to in old}
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for key, home in origin.items():
        if home is not None and key not in renamed.values() and home not in merged:
            parts[home].append(key)
    return _Story(
        {key: to for key, to in renamed.items() if to},
        {key: to for key, to in merged.items() if to},
        {key: tuple(several) for key, several in parts.items()},
    )


def _home(topic: LibraryTopic, others: _Topics) -> str | None:
    """Return the topic that has more than half of this one's papers; the smallest one that does."""
    papers = set(topic.paper_ids)
    holding = [other for other in others.values() if len(papers & set(other.paper_ids)) > _MOST * len(papers)]
    return min(holding, key=lambda other: (len(other.paper_ids), other.id)).id if holding else None


def _renamed(old: _Topics, new: _Topics, story: _Story) -> Iterator[TopicRenamed]:
    for key, was in old.items():
        now = new.get(story.renamed.get(key, key))
        if now and (now.id, now.label) != (was.id, was.label):
            yield TopicRenamed(now.id, now.label, was.id, was.label)


def _split(old: _Topics, new: _Topics, story: _Story) -> Iterator[TopicSplit]:
    for key, several in story.parts.items():
        remains = key in new or key in story.renamed
        yield TopicSplit(key, old[key].label, tuple(_note(new[part]) for part in several), remains)


def _resized(old: _Topics, new: _Topics) -> Iterator[TopicResized]:
    for key in old.keys() & new.keys():
        was, now = old[key].paper_ids, new[key].paper_ids
        gained, lost = set(now) - set(was), set(was) - set(now)
        if gained or lost:
            yield TopicResized(
                key, new[key].label, len(was), len(now), tuple(sorted(gained)), tuple(sorted(lost))
            )


def _edited(old: _Topics, new: _Topics) -> Iterator[TopicEdited]:
    for key in old.keys() & new.keys():
        was, now = old[key], new[key]
        pairs = {
            "description": (was.decision.description, now.decision.description),
            "pin": (was.decision.pin, now.decision.pin),
            "parent": (was.parent, now.parent),
        }
        names = tuple(name for name, (one, other) in pairs.items() if one != other)
        if names:
            yield TopicEdited(key, now.label, names)


def _note(topic: LibraryTopic) -> TopicNote:
    return TopicNote(topic.id, topic.label, len(topic.paper_ids))


def _by_label(values: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(sorted(values, key=lambda one: (one.label.casefold(), one.id)))
