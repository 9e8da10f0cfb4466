"""A map over batches in several processes, with results in the order of the items."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

BATCH = 64


def cores() -> int:
    """Return how many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def map_batches(
    function: Callable[[Sequence[Item]], Sequence[Result]],
    items: Sequence[Item],
    jobs: int = 1,
    size: int = BATCH,
) -> tuple[Result, ...]:
    """Return what `function` makes of the items, a batch at a time, in `jobs` processes.

    One job runs in this process. The others end with it, however it ends.

    Args:
        function: takes a batch and returns a result for each item; importable by name, as its process is new.
        items: anything that can be pickled.
        jobs: how many processes.
        size: the items of a batch.
    """
    batches = [items[start : start + size] for start in range(0, len(items), size)]
    if jobs <= 1 or len(batches) <= 1:
        return tuple(function(items)) if items else ()
    context = multiprocessing.get_context("spawn")  # a fork would copy threads' locks
    workers = min(jobs, len(batches))
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_follow_parent) as pool:
        try:
            return tuple(chain.from_iterable(pool.map(function, batches)))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _follow_parent() -> None:
    """Leave Ctrl-C to the process that started this one, and end when it ends, however that may be."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
