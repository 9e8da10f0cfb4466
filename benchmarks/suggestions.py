"""How long suggestions and differences take as the list grows, and how well missed duplicates are found.

    python -m benchmarks.suggestions [--sizes 627 2508 10000] [--project DIR]

Duplicates are planted: variants of real papers as other versions of them look (to be found), and papers that
only look like them (not to be found).
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from papershelf import pipeline
from papershelf.curation import SetValue
from papershelf.curation.models import Curation
from papershelf.library import Library, LibraryPaper
from papershelf.model import Paper, Vectors
from papershelf.review.diff import compare_libraries
from papershelf.review.suggest import suggest

PLANTED = 100


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[627, 2508, 10_000])
    parser.add_argument("--project", type=Path, default=Path())
    arguments = parser.parse_args()
    inputs = pipeline.read_inputs(pipeline.Project(arguments.project))
    library, vectors = pipeline.make_library(inputs), inputs.lock.vectors
    _print_duplicates(library, vectors)
    _print_times(library, vectors, arguments.sizes)


def _print_duplicates(library: Library, vectors: Vectors) -> None:
    known = {one.id for one in suggest(library, vectors, Curation())}
    print(f"{PLANTED} planted a kind        found as a duplicate")
    for name, plant in {**VARIANTS, **DECOYS}.items():
        chosen = random.Random(1).sample(list(library.papers.values()), PLANTED)  # noqa: S311 - the same each time
        planted = [replace(each, paper=_planted(each, *plant(each))) for each in chosen]
        more = {each.id: each for each in planted}
        found = suggest(replace(library, papers={**library.papers, **more}), vectors, Curation())
        new = [one.edit.change for one in found if one.kind == "same" and one.id not in known]
        ids = {key for one in new if isinstance(one, SetValue) for key in (one.path[0], one.value)}
        hits = sum(each.paper.id in ids for each in planted)
        print(f"  {name:<42} {hits:>4}{'' if name in VARIANTS else '   (none should be)'}")


def _planted(each: LibraryPaper, title: str, abstract: str) -> Paper:
    return replace(each.paper, id=f"planted-{each.paper.id}", title=title, abstract=abstract)


Plant = Callable[[LibraryPaper], tuple[str, str]]


def _longest(each: LibraryPaper, change: Callable[[str], str]) -> str:
    """Return the title with its longest word changed."""
    longest = max(each.paper.title.split(), key=len)
    return each.paper.title.replace(longest, change(longest), 1)


def _halves_swapped(text: str) -> str:
    sentences = text.split(". ")
    return ". ".join(sentences[len(sentences) // 2 :] + sentences[: len(sentences) // 2])


VARIANTS: dict[str, Plant] = {
    "another title, the same abstract": lambda e: ("Something else entirely", e.paper.abstract),
    "another title, the abstract's first 60%": lambda e: (
        "Other words",
        e.paper.abstract[: len(e.paper.abstract) * 6 // 10],
    ),
    "another title, the abstract's halves swapped": lambda e: (
        "Other words",
        _halves_swapped(e.paper.abstract),
    ),
    "a slip in the title, no abstract": lambda e: (_longest(e, lambda w: w[:3] + w[4:]), ""),
    "“A” before the title, no abstract": lambda e: (f"A {e.paper.title}", ""),
    "a subtitle more, the abstract's first half": lambda e: (
        f"{e.paper.title}, Revisited Again",
        e.paper.abstract[: len(e.paper.abstract) // 2],
    ),
}
DECOYS: dict[str, Plant] = {
    "“Part II” after the title, the same abstract": lambda e: (f"{e.paper.title}, Part II", e.paper.abstract),
    "“not” in the title, the same abstract": lambda e: (f"Not {e.paper.title}", e.paper.abstract),
    "“v2” after the title, no abstract": lambda e: (f"{e.paper.title} v2", ""),
    "the longest word another, no abstract": lambda e: (_longest(e, lambda w: w[::-1]), ""),
}


def _print_times(library: Library, vectors: Vectors, sizes: list[int]) -> None:
    print(f"\n{'papers':>8} {'suggest, s':>12} {'diff, s':>10} {'peak MB':>10}   (CPU time)")
    for size in sizes:
        mixed, rows = _mixed(library, vectors, size)
        start = time.process_time()
        suggest(mixed, rows, Curation())
        middle = time.process_time()
        later = dict(list(mixed.papers.items())[size // 10 :])
        compare_libraries(mixed, replace(mixed, papers=later))
        end = time.process_time()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{size:>8} {middle - start:>12.2f} {end - middle:>10.2f} {peak:>10.0f}")


def _mixed(library: Library, vectors: Vectors, size: int) -> tuple[Library, Vectors]:
    """Return so many papers: real ones first, then mixes of real sentences in new orders."""
    papers = {each.id: each for each in _mixes(tuple(library.papers.values()), size)}
    ids = tuple(papers)
    picks = np.random.default_rng(1).integers(0, len(vectors.paper_ids), size)
    members = {id_: ids[at :: len(library.topics)] for at, id_ in enumerate(library.topics)}
    topics = {id_: replace(topic, paper_ids=members[id_]) for id_, topic in library.topics.items()}
    return replace(library, papers=papers, topics=topics), Vectors(ids, vectors.values[picks])


def _mixes(papers: tuple[LibraryPaper, ...], size: int) -> Iterator[LibraryPaper]:
    yield from papers[:size]
    mixed = random.Random(2)  # noqa: S311 - the same each time
    sentences = [sentence for each in papers for sentence in each.paper.abstract.split(". ")]
    titles = [each.paper.title.split() for each in papers]
    for number in range(len(papers), size):
        first, second = mixed.choice(titles), mixed.choice(titles)
        title = " ".join(first[: len(first) // 2 + 1] + second[len(second) // 2 :])
        abstract = ". ".join(mixed.sample(sentences, 8))
        each = mixed.choice(papers)
        yield replace(each, paper=replace(each.paper, id=f"mix-{number:06}", title=title, abstract=abstract))


if __name__ == "__main__":
    main()
