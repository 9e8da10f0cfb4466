"""How well missed duplicates are found, and how long suggestions and differences take as a list grows.

    python -m benchmarks.suggestions [--project DIR] [--sizes N N N]

Duplicates are planted: variants of real papers as other versions of them look (to be found), and papers that
only look like them (not to be found).
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from benchmarks.mixed import mixed_inputs
from benchmarks.tables import Benchmark, Options, Row, run
from papershelf.curation import SetValue
from papershelf.curation.models import Curation
from papershelf.library import LibraryPaper
from papershelf.model import Paper
from papershelf.pipeline import Project, make_library, read_inputs
from papershelf.review.diff import compare_libraries
from papershelf.review.suggest import suggest

PLANTED = 100


def duplicates(options: Options) -> Iterator[Row]:
    """Plant papers of each kind, and count those that are found."""
    yield "planted", "should be found", "found"
    inputs = read_inputs(Project(options.project))
    library, vectors = make_library(inputs), inputs.lock.vectors
    known = {one.id for one in suggest(library, vectors, Curation())}
    for name, plant in {**VARIANTS, **DECOYS}.items():
        chosen = random.Random(1).sample(list(library.papers.values()), PLANTED)  # noqa: S311 - the same each time
        planted = [replace(each, paper=_planted(each, *plant(each))) for each in chosen]
        more = {each.id: each for each in planted}
        found = suggest(replace(library, papers={**library.papers, **more}), vectors, Curation())
        changes = [one.edit.change for one in found if one.kind == "same" and one.id not in known]
        pairs = [(one.path[0], one.value) for one in changes if isinstance(one, SetValue)]
        hits = sum(each.id in pair for each in planted for pair in pairs)
        yield name, str(PLANTED if name in VARIANTS else 0), str(hits)


def times(options: Options) -> Iterator[Row]:
    """Suggest for longer and longer lists, and compare each with itself less a tenth of its papers."""
    yield "papers", "suggest", "compare"
    inputs = read_inputs(Project(options.project))
    for size in options.sizes:
        mixed = mixed_inputs(inputs, size)
        library = make_library(replace(mixed, curation=Curation()))
        start = time.process_time()
        suggest(library, mixed.lock.vectors, Curation())
        middle = time.process_time()
        later = dict(list(library.papers.items())[size // 10 :])
        compare_libraries(library, replace(library, papers=later))
        yield f"{size:,}", f"{middle - start:.2f}", f"{time.process_time() - middle:.2f}"


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

BENCHMARKS = (
    Benchmark(
        "Whether missed duplicates are found",
        f"`papershelf suggest`, with {PLANTED} papers of each kind planted beside the project's own.",
        ("project",),
        duplicates,
    ),
    Benchmark(
        "Suggestions and differences of longer lists",
        "CPU seconds. Lists longer than the project's own are mixed of its papers; each is compared with "
        "itself less a tenth of its papers.",
        ("project", "sizes"),
        times,
    ),
)

if __name__ == "__main__":
    run(*BENCHMARKS)
