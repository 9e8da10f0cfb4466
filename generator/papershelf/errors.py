"""What can be wrong with an input, said so that a person can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in one place of one file.

    Args:
        path: the file, relative to the project where it lies inside it; "" where no file is to blame.
        line: from 1; 0 where the whole file is meant.
        column: from 1, in code points; 0 where the whole line is meant.
        message: what is wrong, and what was done or what to do next.
        severity: an error stops what was asked for; a warning does not (unless `--strict`).
        excerpt: the line as it stands in the file, for the caret under the column.
    """

    path: str
    line: int
    column: int
    message: str
    severity: Severity = "error"
    excerpt: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message

    @property
    def where(self) -> str:
        """`file:line:column`, as far as each is known."""
        parts = [self.path, *(str(number) for number in (self.line, self.column) if number)]
        return ":".join(part for part in parts if part)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether a problem is more than a warning."""
    return any(problem.severity == "error" for problem in problems)


class PapershelfError(Exception):
    """Base of every error whose message is meant for the user."""


class InputError(PapershelfError):
    """Some inputs have problems; carries all of them, errors and warnings alike."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


class ModelError(PapershelfError):
    """The embedding model is missing, or its weights are not those the project expects."""


class StaleLockError(PapershelfError):
    """The lock does not match the sources, and nothing may be (or can be) extracted now."""


class SiteError(PapershelfError):
    """MkDocs could not build the site, or a page could not be written."""
