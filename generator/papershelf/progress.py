"""How far slow work has come: a bar on a terminal, a line every ten seconds elsewhere."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from typing import TextIO

Progress = Callable[[str, int, int], None]
"""What a slow stage tells: what it counts ("papers"), how many are done, how many there are."""

LINE_EVERY = 10.0
BAR_EVERY = 0.1


class Reporter:
    """A Progress that shows itself; nothing is written for what is done within a moment.

    Args:
        stream: where to; a terminal gets a bar, anything else lines.
        clock: seconds, for the rate.
    """

    def __init__(self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream or sys.stderr
        self._clock = clock
        self._bar = self._stream.isatty()
        self._what = ""
        self._started = self._shown = clock()
        self._drawn = False

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show how far it is, if it is time to."""
        now = self._clock()
        if what != self._what:
            self._what, self._started, self._shown = what, now, now
        if done >= total:
            self._finish()
        elif now - self._shown >= (BAR_EVERY if self._bar else LINE_EVERY):
            self._show(done, total, now)

    def _show(self, done: int, total: int, now: float) -> None:
        rate = done / max(now - self._started, 1e-9)
        text = f"{done} of {total} {self._what}, {rate:.1f} {self._what}/s"
        if self._bar:
            width = max(10, min(40, shutil.get_terminal_size().columns - len(text) - 4))
            filled = width * done // max(total, 1)
            text = f"\r[{'#' * filled}{'.' * (width - filled)}] {text}\033[K"
        self._stream.write(text if self._bar else f"{text}\n")
        self._stream.flush()
        self._shown, self._drawn = now, True

    def _finish(self) -> None:
        if self._bar and self._drawn:
            self._stream.write("\r\033[K")
            self._stream.flush()
        self._drawn = False


def silent(_what: str, _done: int, _total: int) -> None:
    """Be a Progress that shows nothing."""
