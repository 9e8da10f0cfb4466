"""What curators declined: curation/declined.yml, a line a suggestion, so that it is not made again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import yaml

from papershelf.errors import InputError, Problem
from papershelf.review.suggest.acceptance import scalar
from papershelf.review.suggest.suggestion import Suggestion

DECLINED = "declined.yml"
_HEAD = (
    "# What `papershelf suggest --decline ID` remembers. Delete a line, and its suggestion is made again.\n"
)
_SHAPE = 'a line here is `ID: "what it was"`, as `papershelf suggest --decline ID` writes it'


def parse_declined(text: str, path: str) -> dict[str, str]:
    """Return the declined suggestions: what each was, by id.

    Raises:
        InputError: naming every line that is none.
    """
    try:
        node = yaml.compose(text, yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise InputError([_problem(path, mark, text, f"{error.problem or error}; {_SHAPE}")]) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise InputError([Problem(path, 0, 0, f"this cannot be read; {_SHAPE}")]) from error
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise InputError([_problem(path, node.start_mark, text, _SHAPE)])
    problems = [_problem(path, mark, text, words) for mark, words in _doubts(node)]
    if problems:
        raise InputError(problems)
    return {key.value: what.value for key, what in node.value}


def with_declined(text: str, suggestion: Suggestion) -> str:
    """Return the file's text with one more line; what stands in it already stays as it is."""
    start = text if text.endswith("\n") or not text else f"{text}\n"
    return f"{start or _HEAD}{suggestion.id}: {scalar(suggestion.what)}\n"


def declines(text: str, suggestion: Suggestion) -> bool:
    """Tell whether the text now names the suggestion; a file in another style of YAML may not take a line."""
    try:
        return parse_declined(text, DECLINED).get(suggestion.id) == suggestion.what
    except InputError:
        return False


def _doubts(node: yaml.MappingNode) -> Iterator[tuple[yaml.Mark, str]]:
    seen: Mapping[str, int] = {}
    for key, what in node.value:
        if not isinstance(key, yaml.ScalarNode) or not isinstance(what, yaml.ScalarNode):
            yield key.start_mark, _SHAPE
        elif key.value in seen:
            yield key.start_mark, f"{key.value} is declined in line {seen[key.value]} already"
        else:
            seen = {**seen, key.value: key.start_mark.line + 1}


def _problem(path: str, mark: yaml.Mark | None, text: str, message: str) -> Problem:
    if mark is None:
        return Problem(path, 0, 0, message)
    lines = text.splitlines()
    excerpt = lines[mark.line] if mark.line < len(lines) else ""
    return Problem(path, mark.line + 1, mark.column + 1, message, excerpt=excerpt)
