"""Keywords against those that people gave, beside stock KeyBERT and YAKE.

    python -m benchmarks.keywords --data FOLDER

A line of a file in FOLDER is {"id", "title"?, "abstract" or "text", "keyphrases"}. The peers get 60 papers
of each set. Needs snowballstemmer, sentence-transformers and yake.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from benchmarks import stock_keybert
from benchmarks.keywords_gold import GoldPaper, f1, read_gold, stems
from benchmarks.tables import Benchmark, Options, Row, labelled, run
from papershelf.extract.encoder import MiniLM
from papershelf.extract.keywords import CorpusExtractor

PEERS_GET = 60
Phrases = Mapping[str, Sequence[str]]
Method = Callable[[Sequence[GoldPaper]], Phrases]


def scores(options: Options) -> Iterator[Row]:
    """Score each set, and the peers on a sample of it."""
    yield "set", "papers", "method", "F1@5", "F1@10", "CPU seconds"
    for path in labelled(options.data, "keyphrases"):
        papers = read_gold(path)
        started = time.process_time()
        ours = _extract(papers)
        yield path.stem, *_scored("Papershelf", papers, ours), _since(started)
        sample = random.Random(1).sample(papers, min(PEERS_GET, len(papers)))  # noqa: S311
        yield path.stem, *_scored("Papershelf, ranked against all", sample, ours), ""
        for name, method in PEERS.items():
            started = time.process_time()
            yield path.stem, *_scored(name, sample, method(sample)), _since(started)


def _scored(name: str, papers: Sequence[GoldPaper], found: Phrases) -> Row:
    predicted = {paper.id: [stems(phrase) for phrase in found[paper.id]] for paper in papers}
    at5, at10 = (statistics.fmean(f1(predicted[one.id], one.gold, k) for one in papers) for k in (5, 10))
    return str(len(papers)), name, f"{at5:.1f}", f"{at10:.1f}"


def _since(started: float) -> str:
    return f"{time.process_time() - started:.1f}"


def _extract(papers: Sequence[GoldPaper]) -> Phrases:
    extracted = CorpusExtractor().extract(papers, MiniLM(threads=1))
    return {one.paper_id: [keyword.phrase for keyword in one.keywords] for one in extracted}


def _yake(papers: Sequence[GoldPaper]) -> Phrases:
    from yake import KeywordExtractor

    extractor = KeywordExtractor(n=3, top=10)
    return {
        paper.id: [phrase for phrase, _ in extractor.extract_keywords(f"{paper.title}. {paper.abstract}")]
        for paper in papers
    }


PEERS: dict[str, Method] = {
    "KeyBERT, 1 to 3 words": partial(stock_keybert.extract, use_mmr=False),
    "KeyBERT, 1 to 3 words, MMR": stock_keybert.extract,
    "YAKE": _yake,
}
BENCHMARKS = (
    Benchmark(
        "Keywords against those that people gave",
        "Macro F1 in percent of the first 5 and 10 keywords, equal after Porter stemming; keywords that "
        "people gave and the text does not hold count as missed. Peers get a sample.",
        ("data",),
        scores,
    ),
)

if __name__ == "__main__":
    run(*BENCHMARKS)
