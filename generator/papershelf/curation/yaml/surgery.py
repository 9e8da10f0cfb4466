"""Changes one place of a YAML text and leaves every other byte as it is.

The places are the reader's own, so reader and editor can't disagree about a file. ruamel.yaml's round trip
was tried: it refuses half of the ordinary layouts, and puts lines below the next entry's comment
(docs/decisions.md). It stays in the tests, as the other reader that must agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from papershelf.curation.yaml.nodes import Entry, Items, Keys, Loc, Node, Text, find
from papershelf.curation.yaml.parsing import parse_yaml
from papershelf.curation.yaml.source import Source
from papershelf.curation.yaml.writing import Value, block_lines, flow, scalar, value_lines
from papershelf.errors import InputError, PapershelfError, has_errors

_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")
_REST_OF_LINE = re.compile(r"[^\r\n]*")
_UNFIT = object()  # what no file says: where a text would have to make place for a list or keys


class EditError(PapershelfError):
    """The file can be read, but not changed there without touching other lines."""


@dataclass(frozen=True, slots=True)
class SetValue:
    """The value at a path becomes another; keys on the way are made as needed."""

    path: Loc
    value: Value


@dataclass(frozen=True, slots=True)
class AddItem:
    """A list at a path gets an item, after the one at `after` or at its end; no text stands in it twice."""

    path: Loc
    item: Value
    after: int | None = None


Change = SetValue | AddItem


def changed(source: Source, change: Change) -> str:
    """Return the file's text with the change made.

    Raises:
        InputError: the file's YAML is broken.
        EditError: its layout does not allow the change.
    """
    root, problems = parse_yaml(source)
    if has_errors(problems):
        raise InputError(problems)
    before = _values(root)
    expected = _applied(before, change.path, change)
    if expected == before:
        return source.text
    text = _Editor(source.text, root).made(change)
    after, problems = parse_yaml(Source(source.path, text))
    if has_errors(problems) or _values(after) != expected:
        where = "/".join(map(str, change.path))
        raise EditError(f'{source.path}: this layout does not let "{where}" be changed; edit it by hand')
    return text


def nested(path: Loc, value: Value) -> Value:
    """Return the value below keys, one in the other."""
    return {str(path[0]): nested(path[1:], value)} if path else value


def _values(node: Node | None) -> object:
    """Return the tree as plain values, for comparing what a change did."""
    if node is None or (isinstance(node, Text) and node.is_empty):
        return None
    if isinstance(node, Text):
        return node.text.strip()
    if isinstance(node, Items):
        return [_values(item) for item in node.items]
    return {entry.key.text: _values(entry.value) for entry in node.entries}


def _applied(values: object, path: Loc, change: Change) -> object:
    """Return what the values should be after the change."""
    if path:
        step, rest = path[0], path[1:]
        if isinstance(values, list) and isinstance(step, int):
            return [_applied(one, rest, change) if at == step else one for at, one in enumerate(values)]
        if values and not isinstance(values, dict):
            return _UNFIT
        known = values if isinstance(values, dict) else {}
        return {**known, str(step): _applied(known.get(str(step)), rest, change)}
    if isinstance(change, SetValue):
        return _as_text(change.value)
    if values and not isinstance(values, list):
        return _UNFIT
    items, item = values if isinstance(values, list) else [], _as_text(change.item)
    at = len(items) if change.after is None else change.after + 1
    return items if isinstance(item, str) and item in items else [*items[:at], item, *items[at:]]


def _as_text(value: Value) -> object:
    if isinstance(value, dict):
        return {key: _as_text(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_text(one) for one in value]
    return value.strip() if isinstance(value, str) else flow(value)


class _Editor:
    """Finds where the text of a change goes, and puts it there."""

    def __init__(self, text: str, root: Node | None) -> None:
        self.text = text
        self.root = root
        self.newline = "\r\n" if "\r\n" in text else "\n"

    def made(self, change: Change) -> str:
        value = change.value if isinstance(change, SetValue) else [change.item]
        if self.root is None:
            return self._appended(block_lines(nested(change.path, value), 0))
        depth = len(change.path)
        while (node := find(self.root, change.path[:depth])) is None:
            depth -= 1
        part = nested(change.path[depth:], value)
        is_more = depth < len(change.path) or isinstance(change, AddItem)
        if is_more and not isinstance(node, Text) and _parts(node):
            after = change.after if isinstance(change, AddItem) and isinstance(node, Items) else None
            return self._with_part(node, part, after)
        return self._with_value(find(self.root, change.path[: depth - 1]), change.path[depth - 1], part)

    def _with_part(self, node: Items | Keys, part: Value, after: int | None) -> str:
        """Give a list one more item or a mapping one more entry: after that item, or at the end."""
        parts = _parts(node)
        ends = [self._end(value, key) for key, value in parts]
        at = ends[-1 if after is None else after]
        if node.is_flow:
            return f"{self.text[:at]}, {flow(part)[1:-1]}{self.text[at:]}"
        starts = [(key or value).span.start for key, value in parts]
        gaps = [self.text[end:start] for end, start in zip(ends, starts[1:], strict=False)]
        blank = [""] if gaps and all(map(_BLANK_LINE.search, gaps)) else []
        indent = node.span.column - 1
        its_comments = re.compile(rf"[^\r\n]*(?:(?:\r\n?|\n) {{{indent + 1},}}#[^\r\n]*)*")
        at = next(its_comments.finditer(self.text, at)).end()
        return self._with_lines(self.text, at, [*blank, *block_lines(part, indent)])

    def _with_value(self, parent: Node | None, key: str | int, value: Value) -> str:
        """Put a value in the place of another one, or behind a key that has none."""
        entry = parent.entry(str(key)) if isinstance(parent, Keys) else None
        if entry is None or not isinstance(parent, Keys):
            return self.text  # refused, as nothing changed
        if isinstance(value, str) and (parent.is_flow or "\n" not in value):
            style = entry.value.style if isinstance(entry.value, Text) and entry.value.style in "'\"" else ""
            return self._behind(entry, f" {scalar(value, in_flow=parent.is_flow, style=style)}")
        if parent.is_flow:
            return self._behind(entry, f" {flow(value)}")
        return self._behind(entry, *value_lines(value, parent.span.column - 1))

    def _behind(self, entry: Entry, first: str, *below: str) -> str:
        """Replace what stands behind a key's colon; further lines go below that line."""
        start = self.text.find(":", entry.key.span.end) + 1
        end = max(start, self._end(entry.value, entry.key))
        if first and end > start and entry.value.span.line == entry.key.span.line:
            start, first = entry.value.span.start, first.lstrip()
        return self._with_lines(self.text[:start] + first + self.text[end:], start + len(first), below)

    def _with_lines(self, text: str, at: int, lines: Iterable[str]) -> str:
        """Put lines below the line of a place."""
        end = next(_REST_OF_LINE.finditer(text, at)).end()
        return text[:end] + "".join(f"{self.newline}{line}" for line in lines) + text[end:]

    def _appended(self, lines: Iterable[str]) -> str:
        """Write lines at the end of a file that says nothing yet."""
        before = self.text if not self.text or self.text.endswith("\n") else self.text + self.newline
        return before + "".join(f"{line}{self.newline}" for line in lines)

    def _end(self, node: Node, key: Text | None) -> int:
        """Return where a node's own text ends: of a block, where its last part does."""
        if not isinstance(node, Text):
            if node.is_flow:
                return node.span.end
            last_key, last = _parts(node)[-1]
            return self._end(last, last_key)
        if node.is_empty and key is not None:
            return key.span.end + 1
        start, end = node.span.start, node.span.end
        return start + len(self.text[start:end].rstrip())  # of a block text without the line ends below it


def _parts(node: Items | Keys) -> list[tuple[Text | None, Node]]:
    """Return the items, or the entries with their keys."""
    if isinstance(node, Items):
        return [(None, item) for item in node.items]
    return [(entry.key, entry.value) for entry in node.entries]
