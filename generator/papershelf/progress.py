"""How far slow work has come: a bar on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

import click


class Bar(Protocol):
    """What hears that work is done."""

    def update(self, n_steps: int, /) -> object:
        """Count so many more as done."""
        ...


Progress = Callable[[str, int], AbstractContextManager[Bar]]
"""Opens a bar for slow work: what it counts ("papers"), and how many there are."""


def progress_bar(what: str, total: int) -> AbstractContextManager[Bar]:
    """Show a bar on standard error while the block runs, where that is a terminal."""
    hidden = not sys.stderr.isatty()
    return click.progressbar(length=total, label=what, show_pos=True, file=sys.stderr, hidden=hidden)


def silent(_what: str, total: int) -> AbstractContextManager[Bar]:
    """Be a Progress that shows nothing."""
    return click.progressbar(length=total, hidden=True)
