"""Parses one YAML document into nodes; refuses all that these files do without.

Built from PyYAML's events, not from its composed nodes: those have forgotten anchors and tags, and to
compose is to expand aliases. So a "billion laughs" file costs no more than its length.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import Any, TypeAlias, TypeGuard

import yaml

from papershelf.curation.yaml.hints import TAB, hint_for
from papershelf.curation.yaml.nodes import Entry, Items, Keys, Node, Span, Text, texts
from papershelf.curation.yaml.source import Source
from papershelf.errors import Problem

MAX_DEPTH = 12
MOST_PROBLEMS = 200  # of one file; a hostile file of 5 MB could hold a million
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where PyYAML has it: 8 times faster
_Event: TypeAlias = Any  # the stubs know next to nothing of PyYAML's events


class _EnoughError(Exception):
    """Nested too deeply, or more problems than anybody reads."""


def parse_yaml(source: Source, loader: type = LOADER) -> tuple[Node | None, list[Problem]]:
    """Return the file's tree (None where it is empty or broken) and what is wrong with its YAML."""
    builder = _Builder(source, yaml.parse(source.text, Loader=loader))
    try:
        root = builder.document()
    except yaml.MarkedYAMLError as error:
        return None, [*builder.problems, _syntax_problem(source, error, builder.long_quote)]
    except _EnoughError:
        return None, builder.problems
    return root, [*builder.problems, *_tabs(source, root), *_swallowed(source, root)]


class _Builder:
    """Turns events into nodes, and notes what is refused on the way."""

    def __init__(self, source: Source, events: Iterator[_Event]) -> None:
        self.source = source
        self.events = events
        self.problems: list[Problem] = []
        self.long_quote: Span | None = None

    def document(self) -> Node | None:
        """Return the only document; a second one, or a directive, is a problem."""
        next(self.events)
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            return None
        if event.version or event.tags:
            self.refuse(event, 'directives ("%…") are not allowed in these files; delete the line')
        root = self.node(next(self.events), 1)
        next(self.events)
        event = next(self.events)
        if isinstance(event, yaml.DocumentStartEvent):
            self.refuse(event, 'a second document begins here; one file holds one, delete the line "---"')
        return None if isinstance(root, Text) and root.is_empty else root

    def node(self, event: _Event, depth: int) -> Node:
        if depth > MAX_DEPTH:
            self.refuse(event, f"nested more than {MAX_DEPTH} levels deep")
            raise _EnoughError
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        self.refuse_properties(event)
        if isinstance(event, yaml.ScalarEvent):
            return self.text(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.items(event, depth)
        return self.keys(event, depth)

    def text(self, event: _Event) -> Text:
        span = _span(event, event)
        if event.style in {"'", '"'} and event.end_mark.line >= span.line:
            self.long_quote = span  # it began in an earlier line: perhaps a closing quote is missing
        return Text(span, event.value, event.style or "")

    def items(self, start: _Event, depth: int) -> Items:
        items = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, depth + 1))
        return Items(_span(start, event), tuple(items), bool(start.flow_style))

    def keys(self, start: _Event, depth: int) -> Keys:
        entries: dict[str, Entry] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if self.is_fit(key, entries):
                entries[key.text] = Entry(key, value)
        return Keys(_span(start, event), tuple(entries.values()), bool(start.flow_style))

    def is_fit(self, key: Node, entries: dict[str, Entry]) -> TypeGuard[Text]:
        if not isinstance(key, Text):
            message = "a key must be a text, not a list or a mapping (put quotes around it)"
        elif not key.text:
            message = 'a key is missing before ":"'
        elif not key.style and key.text != key.text.strip():
            message = f'there is a non-breaking space at "{key.text.strip()}": use an ordinary space'
        elif key.text == "<<" and not key.style:
            message = 'merge keys ("<<") are not allowed in these files; write the keys out'
        elif key.text in entries:
            first = entries[key.text].key.span.line
            message = f'"{key.text}" is written twice (first in line {first}); keep one'
        else:
            return True
        self.note(self.source.problem(key.span, message))
        return False

    def alias(self, event: _Event) -> Text:
        name = event.anchor
        self.refuse(
            event,
            f'"*{name}" is an alias, not allowed in these files: write it out, or put quotes around the text',
        )
        return Text(_span(event, event), f"*{name}", "'")

    def refuse_properties(self, event: _Event) -> None:
        if event.anchor is not None:
            self.refuse(
                event,
                f'"&{event.anchor}" is an anchor, not allowed in these files: delete it, or quote the text',
            )
        if event.tag is not None:
            written = re.compile(r"\S*").match(self.source.text, event.start_mark.index)
            tag = written.group() if written else event.tag
            self.refuse(event, f'"{tag}" is a tag, not allowed in these files: delete it, or quote the text')

    def refuse(self, event: _Event, message: str) -> None:
        mark = event.start_mark
        self.note(self.source.problem_at(mark.line + 1, mark.column + 1, message))

    def note(self, problem: Problem) -> None:
        self.problems.append(problem)
        if len(self.problems) == MOST_PROBLEMS:
            raise _EnoughError


def _tabs(source: Source, root: Node | None) -> Iterator[Problem]:
    """Refuse tabs between tokens: libyaml takes them for blanks, PyYAML's own scanner does not."""
    if "\t" not in source.text:
        return
    spans = sorted((text.span.start, text.span.end) for text in texts(root)) if root is not None else []
    for match in islice(re.finditer("\t", source.text), MOST_PROBLEMS):
        line, column = source.position(match.start())
        before = bisect_right(spans, (match.start(), len(source.text))) - 1
        in_text = before >= 0 and match.start() < spans[before][1]
        in_comment = re.search(r"(?:^|[ \t])#", source.line(line)[: column - 1])
        if not in_text and not in_comment:
            yield source.problem_at(line, column, TAB)


def _span(first: _Event, last: _Event) -> Span:
    start = first.start_mark
    return Span(start.index, last.end_mark.index, start.line + 1, start.column + 1)


def _swallowed(source: Source, root: Node | None) -> Iterator[Problem]:
    """Warn where a text seems to go on behind "#", which begins a comment."""
    for text in texts(root) if root is not None and "#" in source.text else ():
        if text.style == "" and not source.text.startswith(":", text.span.end):
            rest = source.text[text.span.end : source.text.find("\n", text.span.end)]
            found = re.match(r"\s+(#[^\s#!].*)", rest)
            if found:
                message = (
                    f'"{found[1].rstrip()}" is taken for a comment; quote the whole text if it belongs to it'
                )
                yield source.problem(text.span, message, "warning")


def _syntax_problem(source: Source, error: yaml.MarkedYAMLError, long_quote: Span | None) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    hint = hint_for(source, error, (line, column), long_quote)
    said = ", ".join(part for part in (error.context, error.problem) if part)
    return source.problem_at(line, column, f"not YAML: {said}" + (f" ({hint})" if hint else ""))
