"""A YAML file as a tree of texts, lists and mappings that know where they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

Loc: TypeAlias = tuple[str | int, ...]
Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"


@dataclass(frozen=True, slots=True)
class Span:
    """Where something stands: code-point offsets [start, end); line and column of the start, from 1."""

    start: int
    end: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar; every one is text. Style is YAML's: "" plain, quotes, | or >."""

    span: Span
    text: str
    style: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing stands here (a quoted empty text is a text)."""
        return self.style == "" and not self.text


@dataclass(frozen=True, slots=True)
class Items:
    """A list, in the flow form (`[…]`) or the block form (`- …`)."""

    span: Span
    items: tuple[Node, ...]
    is_flow: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A key and its value."""

    key: Text
    value: Node


@dataclass(frozen=True, slots=True)
class Keys:
    """A mapping, in the flow form (`{…}`) or the block form; keys are distinct."""

    span: Span
    entries: tuple[Entry, ...]
    is_flow: bool = False

    def entry(self, key: str) -> Entry | None:
        """Return the entry of a key, None where there is none."""
        return next((entry for entry in self.entries if entry.key.text == key), None)


Node: TypeAlias = Text | Items | Keys


def plain(node: Node) -> Plain:
    """Return the node as Python values; a key with nothing behind it says nothing and is left out."""
    if isinstance(node, Text):
        return None if node.is_empty else node.text
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    values = ((entry.key.text, plain(entry.value)) for entry in node.entries)
    return {key: value for key, value in values if value is not None}


def find(node: Node, loc: Sequence[str | int]) -> Node | None:
    """Return the node at a path of keys and indices, None where there is none."""
    for step in loc:
        below = _below(node, step)
        if below is None:
            return None
        node = below
    return node


def span_of(node: Node, loc: Loc, *, key: bool = False) -> Span:
    """Return where the value at a path stands, or its key; for one that leads nowhere, the last that does."""
    if loc and key:
        parent = find(node, loc[:-1])
        entry = parent.entry(str(loc[-1])) if isinstance(parent, Keys) else None
        if entry is not None:
            return entry.key.span
    while (found := find(node, loc)) is None:
        loc = loc[:-1]
    return found.span


def without(node: Node, locs: Collection[Loc]) -> Node:
    """Return the tree without the nodes at these paths."""
    gone = {loc[0] for loc in locs if len(loc) == 1}
    below: dict[str | int, list[Loc]] = {}
    for loc in locs:
        if len(loc) > 1:
            below.setdefault(loc[0], []).append(loc[1:])
    if isinstance(node, Items):
        kept = [(index, item) for index, item in enumerate(node.items) if index not in gone]
        return replace(node, items=tuple(without(item, below.get(index, ())) for index, item in kept))
    if isinstance(node, Keys):
        entries = [entry for entry in node.entries if entry.key.text not in gone]
        return replace(
            node,
            entries=tuple(
                Entry(entry.key, without(entry.value, below.get(entry.key.text, ()))) for entry in entries
            ),
        )
    return node


def texts(node: Node) -> Iterator[Text]:
    """Yield every scalar of the tree, keys among them."""
    if isinstance(node, Text):
        yield node
    elif isinstance(node, Items):
        for item in node.items:
            yield from texts(item)
    else:
        for entry in node.entries:
            yield entry.key
            yield from texts(entry.value)


def _below(node: Node, step: str | int) -> Node | None:
    if isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    entry = node.entry(str(step)) if isinstance(node, Keys) else None
    return entry.value if entry is not None else None
