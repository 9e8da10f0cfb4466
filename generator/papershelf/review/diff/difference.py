"""What differs between two states of a reading list, in its own words; empty parts where nothing does.

These are also the shapes of `papershelf diff --json`: one object with the keys of `Difference`, each value
an object with the fields named here. Titles and labels stand beside ids, as some are known to one side only.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields


@dataclass(frozen=True, slots=True)
class PaperAdded:
    """A paper that was not there before; `topics` are labels, its primary topic first."""

    id: str
    title: str
    added: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperRemoved:
    """A paper that is gone or hidden; the reason is the curator's, where there is one."""

    id: str
    title: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PaperMerged:
    """A paper that is now part of another: declared the same, or found to be."""

    id: str
    title: str
    into: str
    into_title: str


@dataclass(frozen=True, slots=True)
class PaperEdited:
    """A paper that says something else; `fields` are id, title, abstract, and keys of papers.yml."""

    id: str
    title: str
    fields: tuple[str, ...]
    title_before: str


@dataclass(frozen=True, slots=True)
class PaperChanges:
    """What happened to papers, each part in order of title."""

    added: tuple[PaperAdded, ...] = ()
    removed: tuple[PaperRemoved, ...] = ()
    merged: tuple[PaperMerged, ...] = ()
    edited: tuple[PaperEdited, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicNote:
    """A topic that came or went, and how many papers it has or had."""

    id: str
    label: str
    papers: int


@dataclass(frozen=True, slots=True)
class TopicRenamed:
    """A topic under another label; a new id where its address moved too."""

    id: str
    label: str
    id_before: str
    label_before: str


@dataclass(frozen=True, slots=True)
class TopicSplit:
    """A topic out of which others came; `remains` unless it is gone."""

    id: str
    label: str
    parts: tuple[TopicNote, ...]
    remains: bool


@dataclass(frozen=True, slots=True)
class TopicMerged:
    """A topic that is now part of another."""

    id: str
    label: str
    into: str
    into_label: str


@dataclass(frozen=True, slots=True)
class TopicResized:
    """A topic with other papers than before; `gained` and `lost` are ids of papers."""

    id: str
    label: str
    papers_before: int
    papers: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicEdited:
    """A topic whose page says something else; `fields` of: description, pin, parent."""

    id: str
    label: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicChanges:
    """What happened to topics, each part in order of label."""

    new: tuple[TopicNote, ...] = ()
    gone: tuple[TopicNote, ...] = ()
    renamed: tuple[TopicRenamed, ...] = ()
    split: tuple[TopicSplit, ...] = ()
    merged: tuple[TopicMerged, ...] = ()
    resized: tuple[TopicResized, ...] = ()
    edited: tuple[TopicEdited, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper on a list."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class ListChange:
    """What happened to one list.

    Args:
        change: "new", "gone", or "changed".
        title_before: another one where the list was renamed; "" for a new list.
        description: whether its text changed.
        moved: entries in another order or section; as few as explain the new order.
        rewritten: entries with another note, mark or reading time.
    """

    id: str
    title: str
    change: str
    title_before: str
    description: bool = False
    added: tuple[Entry, ...] = ()
    removed: tuple[Entry, ...] = ()
    moved: tuple[Entry, ...] = ()
    rewritten: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class KeywordMerged:
    """A keyword that is now a form of another."""

    id: str
    phrase: str
    into: str
    into_phrase: str


@dataclass(frozen=True, slots=True)
class KeywordRenamed:
    """A keyword shown in another form."""

    id: str
    phrase: str
    phrase_before: str


@dataclass(frozen=True, slots=True)
class KeywordChanges:
    """What happened to keywords, each part in order of phrase."""

    merged: tuple[KeywordMerged, ...] = ()
    renamed: tuple[KeywordRenamed, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs; the "what's new" page and its feed are made from this too."""

    papers: PaperChanges = field(default_factory=PaperChanges)
    topics: TopicChanges = field(default_factory=TopicChanges)
    lists: tuple[ListChange, ...] = ()
    keywords: KeywordChanges = field(default_factory=KeywordChanges)

    @property
    def is_empty(self) -> bool:
        """Nothing that readers see changed."""
        groups = (self.papers, self.topics, self.keywords)
        return not self.lists and not any(
            getattr(group, one.name) for group in groups for one in fields(group)
        )
