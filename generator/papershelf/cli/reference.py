"""The reference of all commands, as a page: `python -m papershelf.cli.reference docs/commands.md`."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from papershelf.cli.main import main
from papershelf.files import write_atomic

_HEAD = """---
title: Commands
---

# Commands

Made from the commands themselves by `make generated`.

Results go to standard output, progress and warnings to standard error. Exit codes: 0 done, 1 the input has
a problem, 2 the command line is wrong. A progress bar shows only on a terminal.

Every command also takes these:
"""
_COMMON = ("project", "verbose", "quiet", "strict")


def render_reference() -> str:
    """Return the page: each command with what it does, an example and its options."""
    commands = main.commands.values()
    shared = _table(option for option in next(iter(commands)).params if option.name in _COMMON)
    return _HEAD + shared + "".join(_section("papershelf", command) for command in commands)


def _section(path: str, command: click.Command) -> str:
    name = f"{path} {command.name}"
    if isinstance(command, click.Group):
        return "".join(_section(name, below) for below in command.commands.values())
    usage = " ".join([name, *command.collect_usage_pieces(click.Context(command))])
    own = (option for option in command.params if option.name not in _COMMON)
    return f"\n## {name}\n\n```\n{usage}\n```\n\n{_told(command)}{_table(own)}"


def _told(command: click.Command) -> str:
    """Return the help, with what click is told to leave as it is (an example) as a block of code."""
    parts = inspect.cleandoc(command.help or "").split("\b\n")
    text = parts[0].strip().replace("\n", " ").replace("  ", "\n\n")
    examples = ["\n".join(part.strip().splitlines()[1:]) for part in parts[1:]]
    return "\n\n".join([text, *(f"```sh\n{inspect.cleandoc(example)}\n```" for example in examples)]) + "\n"


def _table(options: Iterable[click.Parameter]) -> str:
    context = click.Context(main)
    rows = [record for option in options if (record := option.get_help_record(context))]
    lines = [f"| `{_cell(names)}` | {_cell(told)} |" for names, told in rows]
    return "\n".join(["", "| option | |", "|---|---|", *lines, ""]) if lines else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    write_atomic(Path(sys.argv[1]), render_reference())
