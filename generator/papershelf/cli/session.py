"""What all commands share: the common options, messages on standard error, errors as exit codes."""

from __future__ import annotations

import functools
import logging
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from papershelf.errors import InputError, PapershelfError, Problem, has_errors
from papershelf.progress import Progress, progress_bar, silent
from papershelf.review.reporting import render_problems

INPUT_PROBLEM = 1
_LOGGER = logging.getLogger("papershelf")
_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(slots=True)
class Session:
    """One run of a command: which project, how much to say, and how many warnings there were."""

    root: Path
    verbose: bool = False
    quiet: bool = False
    strict: bool = False
    warnings: int = 0

    def say(self, message: str) -> None:
        """Tell how it goes, on standard error; silent with `--quiet`."""
        if not self.quiet:
            click.echo(message, err=True)

    @property
    def progress(self) -> Progress:
        """What slow work tells how far it is; silent with `--quiet`."""
        return silent if self.quiet else progress_bar

    def report(self, problems: Iterable[Problem]) -> None:
        """Show warnings and count them.

        Raises:
            InputError: with all of them, where one is an error.
        """
        found = tuple(problems)
        if has_errors(found):
            raise InputError(found)
        self.warnings += len(found)
        click.echo(render_problems(found), err=True, nl=False)


class _Handler(logging.Handler):
    """Writes log records to standard error and counts warnings for `--strict`."""

    def __init__(self, session: Session) -> None:
        super().__init__(_level(session))
        self.session = session

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.WARNING:
            self.session.warnings += 1
        if record.levelno >= logging.WARNING or not self.session.quiet:
            label = f"{record.levelname.lower()}: " if record.levelno >= logging.WARNING else ""
            click.echo(label + record.getMessage(), err=True)


def common_options(command: _Command) -> _Command:
    """Give a command `--project`, `-v`, `-q` and `--strict`, and its function a Session as first argument."""
    options = [
        click.option(
            "--project",
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            default=Path(),
            show_default="the current folder",
            help="The folder that holds sources/, curation/ and lock/.",
        ),
        click.option("-v", "--verbose", is_flag=True, help="Say more of what is done."),
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but warnings and errors."),
        click.option("--strict", is_flag=True, help="Exit with 1 where there was a warning."),
    ]

    @functools.wraps(command)
    def run(project: Path, *, verbose: bool, quiet: bool, strict: bool, **arguments: Any) -> None:
        session = Session(project, verbose, quiet, strict)
        _guarded(session, functools.partial(command, session, **arguments))

    return functools.reduce(lambda function, option: option(function), reversed(options), run)  # type: ignore[return-value]


def _guarded(session: Session, command: Callable[[], None]) -> None:
    handler = _Handler(session)
    logging.captureWarnings(capture=False)
    _LOGGER.setLevel(_level(session))
    _LOGGER.addHandler(handler)
    try:
        command()
    except InputError as error:
        click.echo(render_problems(error.problems), err=True, nl=False)
        sys.exit(INPUT_PROBLEM)
    except PapershelfError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(INPUT_PROBLEM)
    finally:
        _LOGGER.removeHandler(handler)
    if session.strict and session.warnings:
        click.echo(f"error: {session.warnings} warning(s), and --strict was given", err=True)
        sys.exit(INPUT_PROBLEM)


def _level(session: Session) -> int:
    return logging.DEBUG if session.verbose else logging.INFO
