"""Fit the ranking's weights on labelled papers; show what each term is worth, and that they carry over.

python -m benchmarks.keywords_weights GOLD.jsonl… [--sample N]

Prints the weights fitted on all sets, F1@5/F1@10 with one term left out (all others fitted anew), and F1
on each set of weights fitted on one set alone and on all but one. `--sample N` adds each set's first
draw of N papers as a corpus of its own, so that the weights suit small corpora too. Needs snowballstemmer.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

import numpy as np

from benchmarks.keywords_gold import TERMS, GoldSet, collect, fit, macro_f1, read_gold
from papershelf.extract.encoder import MiniLM
from papershelf.extract.keywords.ranking import WEIGHTS
from papershelf.model import Encoder


def main() -> None:
    """Read the command line, collect the sets, print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--sample", type=int, default=0)
    options = parser.parse_args()
    report(collect_all(options.gold, options.sample, MiniLM(threads=1)))


def collect_all(paths: Sequence[Path], sample: int, encoder: Encoder) -> list[GoldSet]:
    """Return each file's set, and a sample of each file as a smaller corpus."""
    sets = []
    for path in paths:
        papers = read_gold(path)
        sets.append(collect(path.stem, papers, encoder))
        if 0 < sample < len(papers):
            drawn = random.Random(1).sample(papers, sample)  # noqa: S311 - a benchmark, no secret
            sets.append(collect(f"{path.stem}/{sample}", drawn, encoder))
    return sets


def report(sets: Sequence[GoldSet]) -> None:
    """Print weights, ablation and cross-set tables."""
    everything = list(range(len(TERMS)))
    weights = fit(sets, everything)
    print("weights fitted on all:")
    for name, weight, shipped in zip(TERMS, weights, astuple(WEIGHTS), strict=True):
        print(f"    {name:22s} {weight:8.3f}   shipped {shipped:8.3f}")
    _print_row("", [one.name for one in sets])
    _print_row("shipped", [_cell(one, np.array(astuple(WEIGHTS))) for one in sets])
    _print_row("fitted on all", [_cell(one, weights) for one in sets])
    for left_out in everything[1:]:
        others = [column for column in everything if column != left_out]
        without = fit(sets, others)
        _print_row(f"without {TERMS[left_out]}", [_cell(one, without) for one in sets])
    for name in sorted({one.name.split("/")[0] for one in sets}):
        alone = [one for one in sets if one.name.split("/")[0] == name]
        others_sets = [one for one in sets if one.name.split("/")[0] != name]
        _print_row(f"fitted on {name} alone", [_cell(one, fit(alone, everything)) for one in sets])
        if others_sets:
            _print_row(
                f"fitted on all but {name}", [_cell(one, fit(others_sets, everything)) for one in sets]
            )


def _cell(gold: GoldSet, weights: np.ndarray[tuple[int], np.dtype[np.float64]]) -> str:
    at5, at10 = macro_f1(gold, gold.terms @ weights)
    return f"{at5:5.1f} / {at10:4.1f}"


def _print_row(name: str, cells: Sequence[str]) -> None:
    print(f"{name:36s}" + "".join(f"{cell:>24s}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
