"""Suggestions as text for a terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from textwrap import indent

from papershelf.curation.edits import Contents, lines_of, trees_of
from papershelf.curation.yaml.nodes import Node
from papershelf.library import Library
from papershelf.review.suggest.suggestion import Suggestion, named
from papershelf.text import count

_PLURALS = {
    "same": ("missed duplicate", "missed duplicates"),
    "merge": ("pair of topics that overlap", "pairs of topics that overlap"),
    "split": ("topic too broad", "topics too broad"),
    "alias": ("pair of keywords that may be one", "pairs of keywords that may be one"),
    "thin": ("topic too thin", "topics too thin"),
    "place": ("paper not yet sorted", "papers not yet sorted"),
    "list": ("paper for a list", "papers for a list"),
}


def render_text(suggestions: Sequence[Suggestion], contents: Contents) -> str:
    """Return each suggestion with its evidence and both ways to accept it; `contents` is curation/ now."""
    trees = trees_of(contents, {one.edit.name for one in suggestions})
    return "\n\n".join(_text(one, trees) for one in suggestions)


def render_summary(suggestions: Sequence[Suggestion]) -> str:
    """Return how many there are of each kind, in one line."""
    kinds = dict.fromkeys(one.kind for one in suggestions)
    counts = [(sum(one.kind == kind for one in suggestions), _PLURALS[kind]) for kind in kinds]
    told = ", ".join(f"{number} {words[number > 1]}" for number, words in counts)
    return f"{count(len(suggestions), 'suggestion')}: {told}" if told else "nothing to suggest"


def render_unsorted(library: Library, suggestions: Sequence[Suggestion]) -> str:
    """Return how many papers are not yet sorted and near to no topic, so that nothing is suggested; or ""."""
    placed = {one.edit.change.path[0] for one in suggestions if one.kind == "place"}
    left = [each for each in library.unsorted if each.id not in placed]
    if not left:
        return ""
    titles = named(each.name for each in left)
    return f"{count(len(left), 'paper')} not yet sorted, near to no topic: {titles}"


def render_json(suggestions: Sequence[Suggestion], contents: Contents) -> str:
    """Return a list of objects: id, kind, effect, confidence, what, evidence, edit, file, yaml, command.

    An edit is a file's `name` in curation/ and a `change`: the `value` at a `path`, or one more `item` of the
    list at a `path`, which comes after the item of the index `after` (null: at the end).
    """
    trees = trees_of(contents, {one.edit.name for one in suggestions})
    return json.dumps([_row(one, trees) for one in suggestions], ensure_ascii=False, indent=1)


def command_of(suggestion: Suggestion) -> str:
    """Return the command that accepts it."""
    return f"papershelf suggest --apply {suggestion.id}"


def _text(one: Suggestion, trees: Mapping[str, Node | None]) -> str:
    return (
        f"{one.id}  {one.what}\n"
        f"    why     {one.evidence}\n"
        f"    effect  {count(one.effect, 'paper')}\n"
        f"    accept  {command_of(one)}\n"
        f"    or in curation/{one.edit.name}:\n{indent(lines_of(one.edit, trees), ' ' * 8)}"
    )


def _row(one: Suggestion, trees: Mapping[str, Node | None]) -> dict[str, object]:
    file, lines = f"curation/{one.edit.name}", lines_of(one.edit, trees)
    return asdict(one) | {"file": file, "yaml": lines, "command": command_of(one)}
