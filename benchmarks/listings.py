"""How many papers come back right from listings that were damaged.

    python -m benchmarks.listings [--project DIR]

The project's papers are written as listings in both shapes, 120 to a file, damaged, and read again.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

from benchmarks.mixed import read_papers
from benchmarks.tables import Benchmark, Options, Row, run
from papershelf.sources import parse_source
from tests.sources.listing.damages import DAMAGES, Item, expected, listing, squeezed

PER_FILE = 120


def damages(options: Options) -> Iterator[Row]:
    """Damage and read all papers in each way, with and without empty lines."""
    yield "damage", "empty lines", "read right", "reported as doubtful", "CPU seconds"
    papers = [paper for paper in read_papers(options.project) if paper.abstract]
    items = [Item((paper.title,), ((" ".join(paper.abstract.split()),),)) for paper in papers]
    for name in DAMAGES:
        for spaced in (False, True):
            yield name, "yes" if spaced else "no", *_read(name, items, spaced=spaced)


def _read(name: str, items: list[Item], *, spaced: bool) -> Row:
    chance = random.Random(name)  # noqa: S311 - repeatable on purpose
    papers = [DAMAGES[name](item, chance) for item in items]
    right = reported = 0
    spent = 0.0
    for start in range(0, len(papers), PER_FILE):
        part = papers[start : start + PER_FILE]
        data = "\n".join(listing(part, spaced)).encode()
        before = time.process_time()
        reading = parse_source(data, "listing.txt")
        spent += time.process_time() - before
        found = squeezed([(record.title, record.abstract) for record in reading.records])
        right += len(set(found) & set(squeezed(expected(part))))
        reported += len(reading.problems)
    share = right / len(set(squeezed(expected(papers))))
    return f"{100 * share:.1f} %", str(reported), f"{spent:.1f}"


BENCHMARKS = (
    Benchmark(
        "Papers read right from damaged listings",
        "The project's papers, written as listings the way editors, mail programs and copying leave them.",
        ("project",),
        damages,
    ),
)

if __name__ == "__main__":
    run(*BENCHMARKS)
