"""How many papers come back right from listings that were damaged: python -m benchmarks.listings FILE.jsonl.

FILE holds papers, one a line: {"title": …, "abstract": …} (`text` is accepted for `abstract`). They are
written as listings in both shapes, some papers to a file, damaged (tests.sources.listing.damages), and read.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path

from papershelf.sources import parse_source
from tests.sources.listing.damages import DAMAGES, Item, expected, listing, squeezed


def main() -> None:
    """Print a line for each damage and shape."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("papers", type=Path, help="JSON Lines with title and abstract")
    parser.add_argument("--limit", type=int, default=600, help="how many of them")
    parser.add_argument("--per-file", type=int, default=120, help="how many to one listing")
    options = parser.parse_args()
    items = read_items(options.papers)[: options.limit]
    for name in DAMAGES:
        for spaced in (False, True):
            measure(name, items, spaced=spaced, per_file=options.per_file)


def read_items(path: Path) -> list[Item]:
    """Return the papers of a JSON Lines file that have both a title and an abstract."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    pairs = [
        (" ".join(row.get("title", "").split()), row.get("abstract") or row.get("text", "")) for row in rows
    ]
    return [
        Item((title,), ((" ".join(abstract.split()),),)) for title, abstract in pairs if title and abstract
    ]


def measure(name: str, items: Sequence[Item], *, spaced: bool, per_file: int) -> None:
    """Print how many papers come back right, how many warnings there were, and the CPU time of reading."""
    chance = random.Random(name)  # noqa: S311 - repeatable on purpose
    papers = [DAMAGES[name](item, chance) for item in items]
    right = warnings = 0
    spent = 0.0
    for start in range(0, len(papers), per_file):
        part = papers[start : start + per_file]
        data = "\n".join(listing(part, spaced)).encode()
        before = time.process_time()
        reading = parse_source(data, "listing.txt")
        spent += time.process_time() - before
        found = squeezed([(record.title, record.abstract) for record in reading.records])
        right += len(set(found) & set(squeezed(expected(part))))
        warnings += len(reading.problems)
    shape = "spaced" if spaced else "glued"
    share = right / len(set(squeezed(expected(papers))))
    print(f"{name:24} {shape:7} {share:8.2%} right  {warnings:4} warnings  {spent:6.2f} s")


if __name__ == "__main__":
    main()
