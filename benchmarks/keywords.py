"""Score extraction against labelled papers, in its default configuration, beside stock KeyBERT and YAKE.

python -m benchmarks.keywords GOLD.jsonl… [--peers N] [-o FOLDER]

Prints macro F1@5 and F1@10 (exact match after Porter stemming, all gold phrases) and CPU time.
`--peers N` measures stock KeyBERT (1-3-grams, with and without MMR) and YAKE on N papers of each set, and
extraction on those same papers, ranked against the whole set. `-o` writes what was extracted.
Needs snowballstemmer; `--peers` also sentence-transformers and yake.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from benchmarks.keywords_gold import GoldPaper, f1, read_gold, stems
from benchmarks.stock_keybert import StockEncoder
from papershelf.extract.encoder import MiniLM
from papershelf.extract.keywords import CorpusExtractor, KeywordExtractor, PlainExtractor
from papershelf.model import Encoder

Phrases = Mapping[str, Sequence[str]]


def main() -> None:
    """Read the command line, score each set, print a line for each method."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--peers", type=int, default=0)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    for path in options.gold:
        papers = read_gold(path)
        extract = partial(_extract, CorpusExtractor(), MiniLM(threads=1))
        ours = _timed(f"{path.stem}: extraction", papers, extract)
        if options.output:
            _write(options.output / path.name, ours)
        if options.peers:
            _compare(path.stem, random.Random(1).sample(papers, min(options.peers, len(papers))), ours)  # noqa: S311


def _compare(name: str, sample: Sequence[GoldPaper], ours: Phrases) -> None:
    _print_scores(f"{name}/{len(sample)}: extraction", sample, ours, 0)
    for label, diversity in (("KeyBERT 1-3", 0.0), ("KeyBERT 1-3 MMR", 0.5)):
        plain = PlainExtractor(top=10, diversity=diversity)
        _timed(f"{name}/{len(sample)}: {label}", sample, partial(_extract, plain, StockEncoder()))
    _timed(f"{name}/{len(sample)}: YAKE", sample, _yake)


def _timed(
    name: str, papers: Sequence[GoldPaper], method: Callable[[Sequence[GoldPaper]], Phrases]
) -> Phrases:
    start = time.process_time()
    found = method(papers)
    _print_scores(name, papers, found, time.process_time() - start)
    return found


def _print_scores(name: str, papers: Sequence[GoldPaper], found: Phrases, seconds: float) -> None:
    predicted = {paper.id: [stems(phrase) for phrase in found[paper.id]] for paper in papers}
    at5, at10 = (statistics.fmean(f1(predicted[one.id], one.gold, k) for one in papers) for k in (5, 10))
    print(f"{name:44s} F1@5 {at5:5.2f}   F1@10 {at10:5.2f}   {seconds:7.1f} CPU-s", flush=True)


def _extract(extractor: KeywordExtractor, encoder: Encoder, papers: Sequence[GoldPaper]) -> Phrases:
    extracted = extractor.extract(papers, encoder)
    return {one.paper_id: [keyword.phrase for keyword in one.keywords] for one in extracted}


def _yake(papers: Sequence[GoldPaper]) -> Phrases:
    from yake import KeywordExtractor

    extractor = KeywordExtractor(n=3, top=10)
    return {
        paper.id: [phrase for phrase, _ in extractor.extract_keywords(f"{paper.title}. {paper.abstract}")]
        for paper in papers
    }


def _write(path: Path, found: Phrases) -> None:
    rows = (
        {"id": key, "keywords": [[phrase, 1 / (rank + 1)] for rank, phrase in enumerate(phrases)]}
        for key, phrases in found.items()
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
