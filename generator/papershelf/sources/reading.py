"""What a format is, and what reading gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from papershelf.errors import Problem
from papershelf.model import Record


@dataclass(frozen=True, slots=True)
class Reading:
    """The records found, in the order of the source, and what was doubtful or wrong on the way."""

    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()

    def __add__(self, other: Reading) -> Reading:
        return Reading(self.records + other.records, self.problems + other.problems)


class Format(Protocol):
    """A module under sources/ that reads one kind of source."""

    @property
    def NAME(self) -> str:  # noqa: N802 - a module's constant
        """What people call the format, for messages."""
        ...

    def sniff(self, text: str) -> float:
        """Return how sure it is, 0..1, that `text` is in this format; 0 means that it is not."""
        ...

    def parse(self, text: str, source: str) -> Reading:
        """Return the records of `text`; `source` is the file's name as records and problems carry it."""
        ...
