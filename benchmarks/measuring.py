"""Measuring whole processes, and what the processor can do."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: wall and CPU time in seconds, the largest process' memory in MB."""

    seconds: float
    cpu: float
    memory: float

    def __str__(self) -> str:
        return f"{self.seconds:8.1f} s  {self.cpu:8.1f} CPU-s  {self.memory:7.0f} MB"


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end, its processes included; its output goes to standard error.

    Raises:
        RuntimeError: it did not end well.
    """
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=2, env={**os.environ, **(environment or {})})
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def peak(seconds: float = 2.0, size: int = 1536) -> float:
    """Return the GFLOP/s of float32 matrix products on all cores, as numpy has them now."""
    left, right = (np.ones((size, size), np.float32) for _ in range(2))
    product, count, started = left @ right, 0, time.perf_counter()
    while (passed := time.perf_counter() - started) < seconds:
        np.matmul(left, right, out=product)
        count += 1
    return count * 2 * size**3 / passed / 1e9
