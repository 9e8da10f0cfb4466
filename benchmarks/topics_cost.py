"""How long topics, resembling papers and the map take as the list grows, and how much memory.

    python -m benchmarks.topics_cost [--project DIR] [--sizes 627 2508 10000]

Larger lists are mixes of the project's papers: half the sentences and keywords of one paper, half of another,
the vector between the two. Each size runs in a process of its own; memory is that process' peak.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import numpy as np

from papershelf import pipeline
from papershelf.extract.map import draw_map
from papershelf.extract.topics import group_topics
from papershelf.library.placing import place_papers
from papershelf.library.resembling import find_resembling
from papershelf.model import Extraction, Paper, Vectors


def main() -> None:
    """Print a row a size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--project", type=Path, default=Path())
    parser.add_argument("--sizes", type=int, nargs="+", default=[627, 2_508, 10_000])
    arguments = parser.parse_args()
    if len(arguments.sizes) == 1:
        print(_measured(arguments.project, arguments.sizes[0]))
        return
    print("papers   group   place  resembling    map   all (CPU s)   peak MB before → after  topics")
    for size in arguments.sizes:
        command = [sys.executable, "-m", "benchmarks.topics_cost", "--project", str(arguments.project)]
        subprocess.run([*command, "--sizes", str(size)], check=True)


def _measured(project: Path, size: int) -> str:
    inputs = pipeline.read_inputs(pipeline.Project(project))
    papers, lines, vectors = mixed(inputs.papers, inputs.lock.extractions, inputs.lock.vectors, size)
    keywords = {line.paper_id: line.keywords for line in lines}
    before, clock = _peak(), [time.process_time()]
    topics = group_topics(papers, lines, vectors)
    clock.append(time.process_time())
    place_papers(papers, keywords, topics, vectors)
    clock.append(time.process_time())
    find_resembling(papers, keywords, vectors)
    clock.append(time.process_time())
    draw_map(vectors)
    clock.append(time.process_time())
    parts = [later - earlier for earlier, later in pairwise(clock)]
    group, place, resembling, map_ = parts
    times = f"{group:7.1f} {place:7.1f} {resembling:11.1f} {map_:6.1f} {sum(parts):13.1f}"
    return f"{size:6d} {times} {before:14d} → {_peak():5d} {len(topics):7d}"


def mixed(
    papers: tuple[Paper, ...], lines: tuple[Extraction, ...], vectors: Vectors, size: int
) -> tuple[tuple[Paper, ...], tuple[Extraction, ...], Vectors]:
    """Return `size` papers: the first as they are, the others mixed of two."""
    chance = random.Random(0)  # noqa: S311 - the same mixes each time
    by_id = {line.paper_id: line for line in lines}
    rows = dict(zip(vectors.paper_ids, vectors.values.astype(np.int16), strict=True))
    found_papers, found_lines, found_rows = [], [], []
    for number in range(size):
        one = papers[number % len(papers)]
        other = one if number < len(papers) else chance.choice(papers)
        paper = Paper(
            f"{number:05d}-{one.id}"[:60], one.title, _half(one.abstract, 0) + _half(other.abstract, 1)
        )
        keywords = dict.fromkeys((*by_id[one.id].keywords[::2], *by_id[other.id].keywords[1::2]))
        distinct = {keyword.id: keyword for keyword in keywords}
        found_papers.append(paper)
        found_lines.append(Extraction(paper.id, paper.title, "", "", tuple(distinct.values())))
        found_rows.append(((rows[one.id] + rows[other.id]) // 2).astype(np.int8))
    ids = tuple(paper.id for paper in found_papers)
    return tuple(found_papers), tuple(found_lines), Vectors(ids, np.stack(found_rows))


def _half(text: str, which: int) -> str:
    return ". ".join(text.split(". ")[which::2]) + ". "


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
