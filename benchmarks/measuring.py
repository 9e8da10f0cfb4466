"""Measuring whole processes."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from typing import NamedTuple

COLUMNS = ("seconds", "CPU seconds", "MB of memory")
"""The columns of `Cost.cells`."""


class Cost(NamedTuple):
    """What a process took: wall and CPU time in seconds, the largest process' memory in MB."""

    seconds: float
    cpu: float
    memory: float

    def cells(self) -> tuple[str, str, str]:
        """Return the numbers as a table shows them."""
        seconds, cpu = (f"{value:.{1 if value >= 1 else 2}f}" for value in (self.seconds, self.cpu))
        return seconds, cpu, f"{self.memory:.0f}"


def run_command(command: Sequence[str]) -> Cost:
    """Run a command to its end, its processes included; what it prints is dropped, but for errors.

    Raises:
        RuntimeError: it did not end well.
    """
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
