"""What a format is, what reading a file gives, and which formats there are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol

from papershelf.errors import Problem
from papershelf.model import Record

GROUP = "papershelf.formats"
# The same as in pyproject.toml, for a clone that runs without being installed.
BUILT_IN = {"huggingface": "papershelf.sources.listing.huggingface"}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file as a format gets it.

    Args:
        name: how records and problems name it, with its suffix.
        data: its bytes.
        text: the bytes decoded, with one kind of line end; "" where they are no text.
    """

    name: str
    data: bytes
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The records found, in the order of the source, and what was wrong or unclear on the way."""

    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()

    def __add__(self, other: Reading) -> Reading:
        return Reading(self.records + other.records, self.problems + other.problems)


class Format(Protocol):
    """Reads one kind of file: a module with these names, or any object."""

    @property
    def NAME(self) -> str:  # noqa: N802 - a module's constant
        """What people call the format, for messages."""
        ...

    def sniff(self, file: SourceFile) -> float:
        """Return how sure it is, 0..1, that `file` is in this format: by its content, then by its suffix."""
        ...

    def parse(self, file: SourceFile) -> Reading:
        """Return the records of `file`, and what could not be read as problems with their lines."""
        ...


@cache
def load_formats() -> tuple[Format, ...]:
    """Return the built-in formats and those of installed packages, in order of their entry points' names."""
    found = {name: EntryPoint(name, module, GROUP) for name, module in BUILT_IN.items()}
    found |= {entry.name: entry for entry in entry_points(group=GROUP)}
    return tuple(found[name].load() for name in sorted(found))
