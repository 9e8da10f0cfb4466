"""What went wrong in a build, said as problems with a file, a line and, where it is known, a column."""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from papershelf.errors import InputError, PapershelfError, Problem, Severity

CONFIG = "mkdocs.yml"
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
    path, line, column = place or (f"docs/{page}" if page else "", 0, 0)
    return (located(project, path, line, column, _message(error)),)


def located(  # noqa: PLR0913 - a place has three parts
    project: Path, path: str, line: int, column: int, message: str, *, severity: Severity = "error"
) -> Problem:
    """Return a problem with the line of the file as its excerpt, where there is such a line."""
    lines = _lines(project / path) if path else []
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    return Problem(path, line, column, message, severity, excerpt)


class Listener(logging.Handler):
    """Gathers what MkDocs logs as warnings and errors instead of letting it run through the terminal."""

    def __init__(self, project: Path) -> None:
        super().__init__(logging.WARNING)
        self._project = project
        self._heard: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record, with the place that it speaks of."""
        self._heard.append(_of_record(record, self._project))

    def take(self) -> tuple[Problem, ...]:
        """Return what was heard since the last time, each problem once."""
        heard, self._heard = self._heard, []
        return tuple(dict.fromkeys(heard))


@contextmanager
def listening(project: Path) -> Iterator[Listener]:
    """Hear what MkDocs logs, in place of the handlers it has, until the block ends."""
    logger, listener = logging.getLogger("mkdocs"), Listener(project)
    before = logger.propagate, logger.handlers[:]
    logger.propagate, logger.handlers[:] = False, [listener]
    try:
        yield listener
    finally:
        logger.propagate, logger.handlers[:] = before


def _of_record(record: logging.LogRecord, project: Path) -> Problem:
    message = record.getMessage()
    severity: Severity = "error" if record.levelno >= logging.ERROR else "warning"
    if link := _LINK.search(message):
        path = f"docs/{link['page']}"
        return located(project, path, *_find(project / path, link["link"]), message, severity=severity)
    if option := _OPTION.search(message):
        line, _ = _find(project / CONFIG, f"{option['option']}:", at_start=True)
        return located(project, CONFIG, line, 1 if line else 0, message, severity=severity)
    return Problem("", 0, 0, message, severity)


def _message(error: Exception) -> str:
    said = getattr(error, "problem", None) or getattr(error, "message", None) or str(error)
    return str(said) or type(error).__name__


def _marked_place(error: BaseException | None, project: Path) -> tuple[str, int, int] | None:
    """Find the position that a YAML error carries, or the one that led to this error."""
    while error is not None:
        mark = getattr(error, "problem_mark", None)
        if mark is not None:
            return _inside(Path(str(mark.name)), project) or CONFIG, mark.line + 1, mark.column + 1
        error = error.__cause__ or error.__context__
    return None


def _template_place(error: Exception, project: Path) -> tuple[str, int, int] | None:
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


def _find(path: Path, text: str, *, at_start: bool = False) -> tuple[int, int]:
    for number, line in enumerate(_lines(path), start=1):
        column = line.find(text)
        if column == 0 or (column > 0 and not at_start):
            return number, column + 1
    return 0, 0


def _lines(path: Path) -> list[str]:
    with suppress(OSError, UnicodeDecodeError):
        return path.read_text(encoding="utf-8-sig").splitlines()
    return []
