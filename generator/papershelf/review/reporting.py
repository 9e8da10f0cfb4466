"""Shows problems: as text with a caret, as JSON, and as annotations of a GitHub workflow."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Literal

from papershelf.errors import Problem
from papershelf.text import count

Format = Literal["text", "json", "github"]
MOST_EXCERPT = 160  # columns of a line that are shown; of a longer one, those around the caret


def render_problems(problems: Iterable[Problem], format_: Format = "text") -> str:
    """Return the problems in order of place, ending in a newline; "" for none (but `[]` as JSON)."""
    return _RENDERERS[format_](sorted(problems))


def summary(problems: Iterable[Problem]) -> str:
    """Return how many errors and warnings there are: "2 errors, 1 warning"; "no problems" for none."""
    kinds = Counter(problem.severity for problem in problems)
    return (
        ", ".join(count(kinds[kind], kind) for kind in ("error", "warning") if kinds[kind]) or "no problems"
    )


def _text(problems: list[Problem]) -> str:
    return "".join(_paragraph(problem) for problem in problems)


def _paragraph(problem: Problem) -> str:
    where = f"{_shown(problem.where)}: " if problem.where else ""
    mark = "warning: " if problem.severity == "warning" else ""
    head = f"{where}{mark}{_shown(problem.message)}\n"
    if not problem.excerpt or not problem.column:
        return head
    line, caret = excerpt(problem.excerpt, problem.column - 1)
    return f"{head}    {line}\n    {caret}\n"


def excerpt(line: str, column: int) -> tuple[str, str]:
    """Return the line (or the part around the column) and a caret that stands under the column."""
    column = min(column, len(line))
    start = max(0, min(column - MOST_EXCERPT // 2, len(line) - MOST_EXCERPT))
    end = min(len(line), start + MOST_EXCERPT)
    before = "…" if start else ""
    after = "…" if end < len(line) else ""
    shown = f"{before}{_shown(line[start:end])}{after}".replace("\t", " ")
    width = len(before) + sum(map(_width, line[start:column]))
    return shown.rstrip(), f"{' ' * width}^"


def _width(char: str) -> int:
    """Return how many columns of a terminal a character takes."""
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def _shown(text: str) -> str:
    """Replace what would move the cursor or colour the terminal; a tab stays one character."""
    return "".join(" " if char == "\t" else "\ufffd" if _is_control(char) else char for char in text)


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cs"} and char != "\n"


def _json(problems: list[Problem]) -> str:
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=True, indent=2) + "\n"


def _github(problems: list[Problem]) -> str:
    return "".join(f"{_command(problem)}\n" for problem in problems)


def _command(problem: Problem) -> str:
    """Return a workflow command; what a file says can't begin another one.

    https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
    """
    places = {"file": problem.path, "line": problem.line, "col": problem.column}
    properties = _properties({key: str(value) for key, value in places.items() if value})
    return f"::{problem.severity}{properties}::{_data(problem.message)}"


def _properties(values: Mapping[str, str]) -> str:
    said = ",".join(f"{key}={_property(value)}" for key, value in values.items())
    return f" {said}" if said else ""


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


_RENDERERS: Mapping[Format, Callable[[list[Problem]], str]] = {
    "text": _text,
    "json": _json,
    "github": _github,
}
