"""How long each step after extraction takes as a list grows, and how much memory.

    python -m benchmarks.growth [--project DIR] [--sizes N N N]

Longer lists are mixed of the project's papers. Each size runs in a process of its own.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

from benchmarks.commands import copied
from benchmarks.mixed import mixed_inputs
from benchmarks.tables import Benchmark, Options, Row, run
from papershelf.curation.models import Curation
from papershelf.extract.map import draw_map
from papershelf.extract.topics import group_topics
from papershelf.pipeline import Project, make_library, publish, read_inputs, write_docs


def topics(options: Options) -> Iterator[Row]:
    """Group the papers, and draw the map."""
    yield "papers", "topics", "map", "MB of memory"
    yield from _each(options, _topics)


def site(options: Options) -> Iterator[Row]:
    """Make library, pages and site."""
    yield "papers", "library", "pages", "site", "MB of memory"
    yield from _each(options, _site)


def _each(options: Options, measured: Callable[[Path, int], Row]) -> Iterator[Row]:
    for size in options.sizes:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:
            yield fresh.submit(measured, options.project, size).result()


def _topics(project: Path, size: int) -> Row:
    inputs = mixed_inputs(read_inputs(Project(project)), size)
    clock = [time.process_time()]
    group_topics(inputs.papers, inputs.lock.extractions, inputs.lock.vectors)
    clock.append(time.process_time())
    draw_map(inputs.lock.vectors)
    return _row(size, [*clock, time.process_time()])


def _site(project: Path, size: int) -> Row:
    inputs = replace(mixed_inputs(read_inputs(Project(project)), size), curation=Curation())
    with copied(project) as copy:
        clock = [time.process_time()]
        library = make_library(inputs)
        clock.append(time.process_time())
        write_docs(Project(copy), library)
        clock.append(time.process_time())
        publish(Project(copy), library)
    return _row(size, [*clock, time.process_time()])


def _row(size: int, clock: list[float]) -> Row:
    seconds = [later - earlier for earlier, later in pairwise(clock)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{size:,}", *(f"{part:.1f}" for part in seconds), f"{peak:.0f}"


MIXED = "CPU seconds. Lists longer than the project's own are mixed of its papers."
BENCHMARKS = (
    Benchmark("Topics and the map of longer lists", MIXED, ("project", "sizes"), topics),
    Benchmark(
        "Pages and site of longer lists",
        f"{MIXED} The library is papers, lock and decisions made one, with what resembles what; the site is "
        "MkDocs' work, and the pages once more, of which none differs.",
        ("project", "sizes"),
        site,
    ),
)

if __name__ == "__main__":
    run(*BENCHMARKS)
