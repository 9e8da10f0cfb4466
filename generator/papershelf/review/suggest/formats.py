"""Suggestions as text for a terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from textwrap import indent

from papershelf.curation.models import Curation
from papershelf.library import Library
from papershelf.review.suggest.acceptance import lines_of
from papershelf.review.suggest.suggestion import PlacePaper, Suggestion, count, named

_PLURALS = {
    "same": ("missed duplicate", "missed duplicates"),
    "merge": ("pair of topics that overlap", "pairs of topics that overlap"),
    "split": ("topic too broad", "topics too broad"),
    "alias": ("pair of keywords that may be one", "pairs of keywords that may be one"),
    "thin": ("topic too thin", "topics too thin"),
    "place": ("paper not yet sorted", "papers not yet sorted"),
    "list": ("paper for a list", "papers for a list"),
}


def render_text(suggestions: Sequence[Suggestion], curation: Curation) -> str:
    """Return each suggestion with its evidence and both ways to accept it."""
    return "\n\n".join(_text(one, curation) for one in suggestions)


def render_summary(suggestions: Sequence[Suggestion]) -> str:
    """Return how many there are of each kind, in one line."""
    kinds = dict.fromkeys(one.kind for one in suggestions)
    counts = [(sum(one.kind == kind for one in suggestions), _PLURALS[kind]) for kind in kinds]
    told = ", ".join(f"{number} {words[number > 1]}" for number, words in counts)
    return f"{count(len(suggestions), 'suggestion')}: {told}" if told else "nothing to suggest"


def render_unsorted(library: Library, suggestions: Sequence[Suggestion]) -> str:
    """Return how many papers are not yet sorted and near to no topic, so that nothing is suggested; or ""."""
    placed = {one.edit.paper_id for one in suggestions if isinstance(one.edit, PlacePaper)}
    left = [each for each in library.unsorted if each.id not in placed]
    if not left:
        return ""
    titles = named(each.name for each in left)
    return f"{count(len(left), 'paper')} not yet sorted, near to no topic: {titles}"


def render_json(suggestions: Sequence[Suggestion], curation: Curation) -> str:
    """Return a list of objects: id, kind, effect, confidence, what, evidence, edit, file, yaml, command."""
    rows = [_row(one, curation) for one in suggestions]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def command_of(suggestion: Suggestion) -> str:
    """Return the command that accepts it."""
    return f"papershelf suggest --apply {suggestion.id}"


def _text(one: Suggestion, curation: Curation) -> str:
    lines = lines_of(one.edit, curation)
    return (
        f"{one.id}  {one.what}\n"
        f"    why     {one.evidence}\n"
        f"    effect  {count(one.effect, 'paper')}\n"
        f"    accept  {command_of(one)}\n"
        f"    or in curation/{lines.path}:\n{indent(lines.text, ' ' * 8)}"
    )


def _row(one: Suggestion, curation: Curation) -> dict[str, object]:
    lines = lines_of(one.edit, curation)
    accept = {"file": f"curation/{lines.path}", "yaml": lines.text, "command": command_of(one)}
    return asdict(one) | accept
