"""A curation file's text: decoded, checked for what no YAML reader agrees on, with places for problems."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from papershelf.curation.yaml.nodes import Span
from papershelf.errors import Problem, Severity

MAX_BYTES = 5_000_000
MOST_PROBLEMS = 200
_LINE_END = re.compile(r"\r\n|\r|\n")
_UNFIT = re.compile(
    r"[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)


@dataclass(frozen=True)  # no slots: the lines are found once, when a problem asks for them
class Source:
    """A file: its path as problems name it, and its text without a byte order mark."""

    path: str
    text: str

    def problem(self, span: Span, message: str, severity: Severity = "error") -> Problem:
        """Return a problem at a place of this file, with its line."""
        return self.problem_at(span.line, span.column, message, severity)

    def problem_at(self, line: int, column: int, message: str, severity: Severity = "error") -> Problem:
        """Return a problem at a line and column, both from 1."""
        return Problem(self.path, line, column, message, severity, self.line(line))

    def line(self, number: int) -> str:
        """Return a line's text without its end, "" past the last."""
        if number > len(self._starts):
            return ""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column, both from 1, of a code-point offset."""
        number = bisect_right(self._starts, offset)
        return number, offset - self._starts[number - 1] + 1

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]


def decode(path: str, data: bytes) -> tuple[Source | None, list[Problem]]:
    """Return the file as text, or what keeps it from being read."""
    if len(data) > MAX_BYTES:
        return None, [
            Problem(path, 0, 0, f"this file is too large: it has more than {MAX_BYTES // 1_000_000} MB")
        ]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, [Problem(path, 1, 1, "this file is saved as UTF-16; save it as UTF-8")]
    try:
        source = Source(path, data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return None, [_undecodable(path, error)]
    problems = [*_unfit(source), *_conflicts(source)]
    return (None, problems) if problems else (source, [])


def _undecodable(path: str, error: UnicodeDecodeError) -> Problem:
    before = Source(path, error.object[: error.start].decode("utf-8-sig", "replace"))
    line, column = before.position(len(before.text))
    readable = Source(path, error.object.decode("utf-8-sig", "replace"))
    byte = error.object[error.start]
    return readable.problem_at(line, column, f"byte 0x{byte:02x} is not UTF-8; save the file as UTF-8")


def _unfit(source: Source) -> Iterator[Problem]:
    for match in islice(_UNFIT.finditer(source.text), MOST_PROBLEMS):
        char = match.group()
        name = unicodedata.name(char, "a control character").lower()
        yield source.problem_at(
            *source.position(match.start()),
            f"U+{ord(char):04X} ({name}) is not allowed in these files; delete it",
        )


def _conflicts(source: Source) -> Iterator[Problem]:
    for match in _CONFLICT.finditer(source.text):
        yield source.problem_at(
            *source.position(match.start()),
            "a conflict marker of git: keep one side (or both), and delete the marker lines",
        )
