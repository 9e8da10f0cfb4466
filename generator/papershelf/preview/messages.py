"""Exceptions and MkDocs' log, as problems with a file, a line and, where it is known, a column."""

from __future__ import annotations

import logging
import re
import traceback
from contextlib import suppress
from pathlib import Path

from papershelf.errors import InputError, PapershelfError, Problem, Severity

CONFIG = "mkdocs.yml"
_Place = tuple[str, int, int]  # a file, a line and a column, as in Problem
_LOGGER = logging.getLogger(__name__)
_LINK = re.compile(r"Doc file '(?P<page>[^']+)' contains an? .*?link '(?P<link>[^']+)'")
_OPTION = re.compile(r"Config value '(?P<option>[^']+)'")
_SOURCES = {".html", ".md", ".j2", ".jinja", ".xml", ".txt", ".json", ".bib"}  # what a template may be called


def problems_of(error: Exception, project: Path, *, page: str = "") -> tuple[Problem, ...]:
    """Say what an exception means for a curator; what can't be explained also goes to the log.

    Args:
        error: what was raised by the pipeline, MkDocs, Markdown or a template.
        project: paths are named from here.
        page: the page that was being built, below docs/, to blame where the error names no place itself.
    """
    if isinstance(error, InputError):
        return error.problems
    if isinstance(error, PapershelfError):
        cause = error.__cause__
        if not isinstance(cause, Exception) or _template_place(cause, project) is None:
            return (Problem("", 0, 0, str(error)),)
        error = cause
    place = _marked_place(error, project) or _template_place(error, project)
    if place is None and not page:
        _LOGGER.error("%s", "".join(traceback.format_exception(error)).rstrip())
    return (_problem(project, place or (f"docs/{page}" if page else "", 0, 0), _message(error)),)


def drain_log(records: list[logging.LogRecord], project: Path) -> tuple[Problem, ...]:
    """Empty a list of what MkDocs logged, and return it as problems with places, each once."""
    found = tuple(dict.fromkeys(_logged_problem(record, project) for record in records))
    records.clear()
    return found


def _logged_problem(record: logging.LogRecord, project: Path) -> Problem:
    message = record.getMessage()
    severity: Severity = "error" if record.levelno >= logging.ERROR else "warning"
    place: _Place = ("", 0, 0)
    if link := _LINK.search(message):
        place = _find(project, f"docs/{link['page']}", re.escape(link["link"]))
    elif option := _OPTION.search(message):
        place = _find(project, CONFIG, f"^{re.escape(option['option'])}:")
    return _problem(project, place, message, severity)


def _problem(project: Path, place: _Place, message: str, severity: Severity = "error") -> Problem:
    """Return a problem with the line of the file as its excerpt, where there is such a line."""
    path, line, column = place
    lines = _lines(project / path) if line else []
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    return Problem(path, line, column, message, severity, excerpt)


def _message(error: Exception) -> str:
    said = getattr(error, "problem", None) or getattr(error, "message", None) or str(error)
    return str(said) or type(error).__name__


def _marked_place(error: BaseException | None, project: Path) -> _Place | None:
    """Find the position that a YAML error carries, or the one that led to this error."""
    while error is not None:
        mark = getattr(error, "problem_mark", None)
        if mark is not None:
            return _inside(Path(str(mark.name)), project) or CONFIG, mark.line + 1, mark.column + 1
        error = error.__cause__ or error.__context__
    return None


def _template_place(error: Exception, project: Path) -> _Place | None:
    """Find the innermost template that the error came from: Jinja names templates in its tracebacks."""
    places = [(frame.filename, frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(name := getattr(error, "filename", None), str) and hasattr(error, "lineno"):
        places.append((name, int(getattr(error, "lineno", 0) or 0)))
    for name, line in reversed(places):
        path = _inside(Path(name), project)
        if path and Path(path).suffix in _SOURCES:
            return path, line, 0
    return None


def _inside(path: Path, project: Path) -> str | None:
    with suppress(ValueError):
        return path.resolve().relative_to(project.resolve()).as_posix()
    return None


def _find(project: Path, path: str, pattern: str) -> _Place:
    """Return where a pattern is found first in a file; the whole file where it is not."""
    for number, line in enumerate(_lines(project / path), start=1):
        if found := re.search(pattern, line):
            return path, number, found.start() + 1
    return path, 0, 0


def _lines(path: Path) -> list[str]:
    with suppress(OSError, UnicodeDecodeError):
        return path.read_text(encoding="utf-8-sig").splitlines()
    return []
