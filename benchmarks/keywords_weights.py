"""What each term of the ranking is worth, and whether its weights carry over to other papers.

    python -m benchmarks.keywords_weights --data FOLDER

A line of a file in FOLDER is {"id", "title"?, "abstract" or "text", "keyphrases"}. Weights are fitted on all
sets, each also as a sample of 600 papers, so that they suit small lists too; then with one term left out, on
one set alone, and on all sets but one. Needs snowballstemmer.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from functools import lru_cache
from pathlib import Path

import numpy as np

from benchmarks.keywords_gold import TERMS, GoldPaper, GoldSet, Numbers, collect, fit, macro_f1, read_gold
from benchmarks.tables import Benchmark, Options, Row, labelled, run
from papershelf.extract.encoder import MiniLM
from papershelf.extract.keywords.ranking import WEIGHTS

SAMPLE = 600
SHIPPED = np.array(astuple(WEIGHTS))
ALL = range(len(TERMS))


def terms(options: Options) -> Iterator[Row]:
    """Fit on all sets, with and without each term."""
    sets = _sets(options)
    fitted = fit(sets, ALL)
    yield "", "its weight, fitted again", "its weight, shipped", *(one.name for one in sets)
    yield "all, as shipped", "", "", *_cells(sets, SHIPPED)
    yield "all, fitted again", "", "", *_cells(sets, fitted)
    for term in ALL[1:]:  # the constant, the first, changes no order
        without = fit(sets, [other for other in ALL if other != term])
        numbers = f"{fitted[term]:.2f}", f"{SHIPPED[term]:.2f}"
        yield f"without {TERMS[term]}", *numbers, *_cells(sets, without)


def transfer(options: Options) -> Iterator[Row]:
    """Fit on one set alone, and on all but it."""
    sets = _sets(options)
    yield "fitted on", *(one.name for one in sets)
    for name in sorted({one.name.split("/")[0] for one in sets}):
        alone = [one for one in sets if one.name.split("/")[0] == name]
        others = [one for one in sets if one.name.split("/")[0] != name]
        yield f"{name} alone", *_cells(sets, fit(alone, ALL))
        if others:
            yield f"all but {name}", *_cells(sets, fit(others, ALL))


@lru_cache
def _sets(options: Options) -> list[GoldSet]:
    """Return each file's set, and a sample of each file as a smaller corpus."""
    encoder = MiniLM()
    return [
        collect(name, papers, encoder)
        for path in labelled(options.data, "keyphrases")
        for name, papers in _corpora(path)
    ]


def _corpora(path: Path) -> Iterator[tuple[str, Sequence[GoldPaper]]]:
    papers = read_gold(path)
    yield path.stem, papers
    if len(papers) > SAMPLE:
        yield f"{path.stem}/{SAMPLE}", random.Random(1).sample(papers, SAMPLE)  # noqa: S311 - no secret


def _cells(sets: Sequence[GoldSet], weights: Numbers) -> Iterator[str]:
    for gold in sets:
        at5, at10 = macro_f1(gold, gold.terms @ weights)
        yield f"{at5:.1f} / {at10:.1f}"


ABOUT = "F1@5 / F1@10 of the ranking alone, before repetitions are taken out."
BENCHMARKS = (
    Benchmark(
        "What each term of the ranking is worth",
        f"{ABOUT} With a term left out, the weights of all others are fitted again. `/600` is a sample.",
        ("data",),
        terms,
    ),
    Benchmark(
        "Whether the ranking's weights carry over",
        f"{ABOUT} The columns are the sets that are ranked, the rows those that the weights were fitted on.",
        ("data",),
        transfer,
    ),
)

if __name__ == "__main__":
    run(*BENCHMARKS)
