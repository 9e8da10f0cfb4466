"""Changes one place of a YAML text and leaves every other byte as it is.

The places are the reader's own, so reader and editor can't disagree about a file. A round trip through
ruamel.yaml was tried: it writes a whole file again, and so changes lines nobody meant where a list is not
indented as its settings say, in `[ a, b ]`, in plain texts over several lines, with CR LF (eight of ten
ordinary layouts). It stays in the tests, as the other reader that must agree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from papershelf.curation.yaml.nodes import Items, Keys, Node, Text, find
from papershelf.curation.yaml.parsing import parse_yaml
from papershelf.curation.yaml.source import Source
from papershelf.curation.yaml.writing import Value, block_lines, entry_lines, flow, scalar
from papershelf.errors import InputError, PapershelfError

Path = tuple[str | int, ...]
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")


class EditError(PapershelfError):
    """The file can be read, but not changed there without touching other lines."""


@dataclass(frozen=True, slots=True)
class SetValue:
    """The value at a path becomes another; keys on the way are made as needed."""

    path: Path
    value: Value


@dataclass(frozen=True, slots=True)
class AddItem:
    """A list at a path gets an item, after the one at `after` or at its end; no text stands in it twice."""

    path: Path
    item: Value
    after: int | None = None


Change = SetValue | AddItem


def changed(source: Source, change: Change) -> str:
    """Return the file's text with the change made.

    Raises:
        InputError: the file's YAML is broken.
        EditError: its layout does not allow the change.
    """
    root = _parsed(source)
    before = _values(root)
    expected = _applied(before, change.path, change)
    if expected == before:
        return source.text
    text = _Editor(source, root).made(change)
    if _values(_parsed(Source(source.path, text))) != expected:
        where = "/".join(map(str, change.path))
        raise EditError(f'{source.path} is laid out in a way that "{where}" has to be changed by hand')
    return text


def _parsed(source: Source) -> Node | None:
    root, problems = parse_yaml(source)
    if any(problem.severity == "error" for problem in problems):
        raise InputError(problems)
    return root


def _values(node: Node | None) -> object:
    """Return the tree as plain values, for comparing what a change did."""
    if node is None or (isinstance(node, Text) and node.is_empty):
        return None
    if isinstance(node, Text):
        return node.text.strip()
    if isinstance(node, Items):
        return [_values(item) for item in node.items]
    return {entry.key.text: _values(entry.value) for entry in node.entries}


def _applied(values: object, path: Path, change: Change) -> object:
    """Return what the values should be after the change."""
    if path:
        step, rest = path[0], path[1:]
        if isinstance(values, list) and isinstance(step, int):
            return [_applied(one, rest, change) if at == step else one for at, one in enumerate(values)]
        known = values if isinstance(values, dict) else {}
        return {**known, str(step): _applied(known.get(str(step)), rest, change)}
    if isinstance(change, SetValue):
        return _as_text(change.value)
    items = values if isinstance(values, list) else []
    item = _as_text(change.item)
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

    def __init__(self, source: Source, root: Node | None) -> None:
        self.text = source.text
        self.root = root
        self.newline = "\r\n" if "\r\n" in source.text else "\n"

    def made(self, change: Change) -> str:
        depth = len(change.path)
        while depth and self._at(change.path[:depth]) is None:
            depth -= 1
        node = self._at(change.path[:depth])
        value = change.value if isinstance(change, SetValue) else [change.item]
        if depth < len(change.path):
            return self._with_key(change.path[:depth], node, _nested(change.path[depth:], value))
        if isinstance(change, AddItem) and isinstance(node, Items) and node.items:
            return self._with_item(node, change)
        return self._with_value(change.path, node, value)

    def _at(self, path: Path) -> Node | None:
        return find(self.root, path) if self.root is not None else None

    def _with_key(self, path: Path, node: Node | None, entry: dict[str, Value]) -> str:
        """Give a mapping one more entry."""
        if node is None:
            return self._appended(block_lines(entry, 0))
        if not isinstance(node, Keys) or not node.entries:
            return self._with_value(path, node, entry)
        [(key, value)] = entry.items()
        if node.is_flow:
            at = _end(node.entries[-1].value, node.entries[-1].key)
            return self._inserted(at, f", {flow(entry)[1:-1]}")
        indent = node.entries[0].key.span.column - 1
        ends = [_end(one.value, one.key) for one in node.entries]
        starts = [one.key.span.start for one in node.entries]
        lines = entry_lines(key, value, indent)
        return self._with_lines(ends[-1], lines, indent, spaced=self._is_spaced(ends, starts))

    def _with_item(self, node: Items, change: AddItem) -> str:
        """Give a list one more item."""
        at = len(node.items) - 1 if change.after is None else change.after
        if node.is_flow:
            return self._inserted(_end(node.items[at]), f", {flow(change.item)}")
        indent = node.span.column - 1
        ends = [_end(item) for item in node.items]
        starts = [item.span.start for item in node.items]
        lines = block_lines([change.item], indent)
        return self._with_lines(ends[at], lines, indent, spaced=self._is_spaced(ends, starts))

    def _with_value(self, path: Path, node: Node | None, value: Value) -> str:
        """Put a value in the place of another one, or behind a key that has none."""
        if node is None or not path:
            return self._appended(block_lines(value, 0))
        parent = self._at(path[:-1])
        entry = parent.entry(str(path[-1])) if isinstance(parent, Keys) else None
        if entry is None or not isinstance(parent, Keys):
            raise EditError("an item of a list has to be changed by hand")
        style = entry.value.style if isinstance(entry.value, Text) and entry.value.style in "'\"" else ""
        if isinstance(value, str) and "\n" not in value:
            written = scalar(value, in_flow=parent.is_flow, style=style)
            return self._replaced(entry.key, entry.value, f" {written}")
        if parent.is_flow:
            return self._replaced(entry.key, entry.value, f" {flow(value)}")
        head, *below = entry_lines(entry.key.text, value, entry.key.span.column - 1)
        written = head.removeprefix(" " * (entry.key.span.column - 1))
        written = written.removeprefix(f"{scalar(entry.key.text, in_flow=False)}:")
        return self._replaced(entry.key, entry.value, written, below)

    def _replaced(self, key: Text, value: Node, written: str, below: Sequence[str] = ()) -> str:
        """Replace what stands behind a key's colon; further lines go below that line."""
        start = self.text.find(":", key.span.end) + 1
        if self.text[key.span.end : start].strip() != ":":
            raise EditError(f'the key "{key.text}" is written in a way that has to be changed by hand')
        end = max(start, _end(value, key, self.text))
        if end > start and value.span.line == key.span.line and not below:
            start, written = value.span.start, written.lstrip()
        text = self.text[:start] + written + self.text[end:]
        if not below:
            return text
        at = self._line_end(text, start + len(written))
        return text[:at] + "".join(f"{self.newline}{line}" for line in below) + text[at:]

    def _inserted(self, at: int, written: str) -> str:
        return self.text[:at] + written + self.text[at:]

    def _with_lines(self, end: int, lines: list[str], indent: int, *, spaced: bool) -> str:
        """Insert lines after the line where something ends, and after comments that belong to it."""
        at = self._line_end(self.text, self._trimmed(end))
        while (comment := self._comment_below(at, indent)) is not None:
            at = comment
        blank = self.newline if spaced else ""
        return self._inserted(at, blank + "".join(f"{self.newline}{line}" for line in lines))

    def _trimmed(self, end: int) -> int:
        """Step back over the line ends that a text in block form ends with."""
        return len(self.text[:end].rstrip())

    def _comment_below(self, at: int, indent: int) -> int | None:
        """Return the end of the next line, if it is a comment further in than the indent."""
        start = at + (2 if self.text.startswith("\r\n", at) else 1)
        end = self._line_end(self.text, start)
        line = self.text[start:end]
        is_comment = line.lstrip(" ").startswith("#") and len(line) - len(line.lstrip(" ")) > indent
        return end if at < len(self.text) and is_comment else None

    def _is_spaced(self, ends: Sequence[int], starts: Sequence[int]) -> bool:
        """Say whether a blank line stands between all that are there already."""
        gaps = [self.text[self._trimmed(end) : start] for end, start in zip(ends, starts[1:], strict=False)]
        return bool(gaps) and all(_BLANK_LINE.search(gap) for gap in gaps)

    def _appended(self, lines: Sequence[str]) -> str:
        """Write lines at the end of a file that says nothing yet."""
        before = self.text if not self.text or self.text.endswith("\n") else self.text + self.newline
        return before + "".join(f"{line}{self.newline}" for line in lines)

    @staticmethod
    def _line_end(text: str, at: int) -> int:
        ends = [found for found in (text.find("\n", at), text.find("\r", at)) if found >= 0]
        return min(ends, default=len(text))


def _nested(path: Path, value: Value) -> dict[str, Value]:
    *above, last = path
    entry: dict[str, Value] = {str(last): value}
    for step in reversed(above):
        entry = {str(step): entry}
    return entry


def _end(node: Node, key: Text | None = None, text: str = "") -> int:
    """Return where a node's own text ends: of a block, where its last part does."""
    if isinstance(node, Items) and not node.is_flow:
        return _end(node.items[-1], None, text)
    if isinstance(node, Keys) and not node.is_flow:
        return _end(node.entries[-1].value, node.entries[-1].key, text)
    end = node.span.end
    if isinstance(node, Text) and node.is_empty:
        return key.span.end + 1 if key is not None else end
    return len(text[:end].rstrip()) if text and isinstance(node, Text) and node.style in "|>" else end
