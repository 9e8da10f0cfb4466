"""From nodes to models: every problem with its place, and what is left without the parts that have one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from papershelf.curation.nearest import Names, did_you_mean
from papershelf.curation.yaml.nodes import (
    Entry,
    Items,
    Keys,
    Loc,
    Node,
    Span,
    Text,
    find,
    plain,
    span_of,
    without,
)
from papershelf.curation.yaml.source import Source
from papershelf.errors import Problem, Severity

Model = TypeVar("Model", bound=BaseModel)
MOST_PROBLEMS = 200  # that are put into words
_START = Span(0, 0, 1, 1)


@dataclass(frozen=True, slots=True)
class FileReading(Generic[Model]):
    """A file with its typed value, whose paths (`loc`) are those of the tree.

    Args:
        source: the text.
        model: what could be read; parts with a problem are left out.
        root: the tree that the model was made from.
        damaged: first steps of the paths where something was left out.
    """

    source: Source
    model: Model
    root: Node
    damaged: frozenset[str | int] = frozenset()

    def problem(self, loc: Loc, message: str, severity: Severity = "error", *, key: bool = False) -> Problem:
        """Return a problem at the value of a path, or at its key."""
        return self.source.problem(span_of(self.root, loc, key=key), message, severity)

    def line(self, loc: Loc, *, key: bool = False) -> int:
        """Return the line where a path's value (or key) stands."""
        return span_of(self.root, loc, key=key).line


def typed(
    source: Source, root: Node | None, model: type[Model]
) -> tuple[FileReading[Model] | None, list[Problem]]:
    """Return a tree as a value of the model, and what is wrong with it."""
    if root is None:
        root = Keys(_START, ())
    if not isinstance(root, Keys):
        message = 'expected lines such as "key: value" here, one a line'
        return None, [source.problem(root.span, message)]
    problems: list[Problem] = []
    damaged: set[str | int] = set()
    while True:
        try:
            value = model.model_validate(_whole(root, model))
        except ValidationError as error:
            details = error.errors(include_url=False, include_context=False, include_input=False)
            if not problems:
                problems = [_problem(source, root, model, one) for one in details[:MOST_PROBLEMS]]
            damaged |= {one["loc"][0] for one in details if one["loc"]}
            root = _mended(root, details)
        else:
            return FileReading(source, value, root, frozenset(damaged)), problems


def _whole(root: Keys, model: type[BaseModel]) -> Any:
    """Return the tree as plain values; in a file by ids, an id with nothing behind it is kept."""
    values = plain(root)
    if "root" in model.model_fields and isinstance(values, dict):
        return {entry.key.text: values.get(entry.key.text, {}) for entry in root.entries}
    return values


def _mended(root: Keys, details: list[ErrorDetails]) -> Keys:
    """Return the tree without what is wrong: the value, or all around it where a key is missing."""
    gone = []
    for one in details:
        loc = _loc(one)
        if one["type"] != "missing":
            gone.append(loc)
        elif len(loc) > 1:
            gone.append(loc[:-1])
        else:
            stand_in = Entry(Text(_START, str(loc[0])), Text(_START, str(loc[0])))
            kept = tuple(entry for entry in root.entries if entry.key.text != loc[0])
            root = replace(root, entries=(*kept, stand_in))
    mended = without(root, gone)
    assert isinstance(mended, Keys)  # noqa: S101 - the top is never left out
    return mended


def _loc(error: ErrorDetails) -> Loc:
    """Return the path without pydantic's mark for a key that does not fit."""
    loc = error["loc"]
    return loc[:-1] if loc and loc[-1] == "[key]" else loc


def _problem(source: Source, root: Keys, model: type[BaseModel], error: ErrorDetails) -> Problem:
    loc = _loc(error)
    kind = error["type"]
    if kind == "extra_forbidden":
        message = f'unknown key "{loc[-1]}"{did_you_mean(_keys_like(str(loc[-1]), model, loc))}'
        return source.problem(span_of(root, loc, key=True), message)
    if kind == "missing":
        return _missing(source, root, loc)
    is_key = error["loc"] != loc
    return source.problem(span_of(root, loc, key=is_key), _message(error, find(root, loc)))


def _missing(source: Source, root: Keys, loc: Loc) -> Problem:
    above = find(root, loc[:-1])
    key = str(loc[-1])
    if isinstance(above, Keys) and above.entry(key) is not None:
        return source.problem(span_of(root, loc, key=True), f'"{key}" has no value')
    return source.problem(span_of(root, loc[:-1]), f'the key "{key}" is missing here')


def _message(error: ErrorDetails, node: Node | None) -> str:
    kind = error["type"]
    if kind == "tuple_type":
        return f"expected a list, found {_found(node)}{_as_list(node)}"
    if kind in {"model_type", "dict_type", "model_attributes_type"}:
        return f'expected "key: value", found {_found(node)}{_as_keys(node, error["loc"])}'
    if kind == "greater_than_equal":
        return "expected a number above 0"
    return error["msg"]


def _found(node: Node | None) -> str:
    if isinstance(node, Text) and not node.is_empty:
        return f'the text "{node.text if len(node.text) < 40 else node.text[:39] + "…"}"'
    return {Items: "a list", Keys: "keys and values"}.get(type(node), "nothing")


def _as_list(node: Node | None) -> str:
    """Say how to make a list of what stands there."""
    if isinstance(node, Keys):
        is_tight = any(entry.key.text.startswith("-") for entry in node.entries)
        return ' (a space is missing after "-")' if is_tight else ' (begin each item with "- ")'
    is_short = isinstance(node, Text) and 0 < len(node.text) < 40 and "\n" not in node.text
    return f" (write [{node.text}])" if is_short and isinstance(node, Text) else ""


def _as_keys(node: Node | None, loc: Loc) -> str:
    """Say how to make keys and values of what stands there."""
    if isinstance(node, Text) and re.match(r"[\w-]+:\S", node.text):
        return ' (a space is missing after ":")'
    return ' (write "- paper: …")' if isinstance(node, Text) and "papers" in loc else ""


def _keys_like(key: str, model: type[BaseModel], loc: Loc) -> list[str]:
    return Names(dict.fromkeys(_allowed(model, loc[:-1]), "")).nearest(key, 1)


def _allowed(model: Any, loc: Loc) -> Iterator[str]:
    """Yield the keys that are allowed at a path."""
    for step in loc:
        model = _inner(model, step)
    yield from model.model_fields


def _inner(annotation: Any, step: str | int) -> Any:
    """Return the type one step further down: of a field, a list's item or a mapping's value."""
    if isinstance(annotation, type) and issubclass(annotation, RootModel):
        annotation = annotation.model_fields["root"].annotation
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _not_none(annotation.model_fields[str(step)].annotation)
    return _not_none([part for part in get_args(annotation) if part is not Ellipsis][-1])


def _not_none(annotation: Any) -> Any:
    if get_origin(annotation) in {Union, UnionType}:
        return next(one for one in get_args(annotation) if one is not NoneType)
    return annotation
