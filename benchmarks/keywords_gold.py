"""What the keyword benchmarks share: labelled papers, F1 after Porter stemming, terms of all candidates."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import snowballstemmer

from papershelf.extract.keywords.corpus_extractor import find_all
from papershelf.extract.keywords.embedding import paper_vectors
from papershelf.extract.keywords.ranker import Ranker
from papershelf.extract.keywords.ranking import Terms
from papershelf.extract.keywords.scoring import Scorer
from papershelf.model import Encoder

Numbers = npt.NDArray[np.float64]

TERMS = tuple(field.name for field in fields(Terms))
SHORTLIST = 40  # phrases a paper that the weights are fitted on

_STEMMER = snowballstemmer.stemmer("porter")


@dataclass(frozen=True)
class GoldPaper:
    """A paper and the stems of the keywords that people gave it."""

    id: str
    title: str
    abstract: str
    gold: frozenset[str]


@dataclass(frozen=True)
class GoldSet:
    """The candidates of a labelled corpus, a row each: terms, the paper's index, stems, and whether gold."""

    name: str
    sizes: Numbers  # gold keywords a paper
    terms: Numbers
    papers: npt.NDArray[np.int64]
    stems: tuple[str, ...]
    is_gold: npt.NDArray[np.bool_]


def read_gold(path: Path) -> list[GoldPaper]:
    """Read a file of labelled papers: {"id", "title"?, "text" or "abstract", "keyphrases"} a line."""
    papers = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold = frozenset(stems(phrase) for phrase in row["keyphrases"]) - {""}
        text = row.get("text") or row.get("abstract") or ""
        papers.append(GoldPaper(row["id"], row.get("title") or "", text, gold))
    return papers


@lru_cache(maxsize=500_000)
def stems(phrase: str) -> str:
    """Return the Porter stems of a phrase, joined by blanks."""
    return " ".join(_STEMMER.stemWords(re.sub(r"[^a-z0-9]+", " ", phrase.lower()).split()))


def f1(predicted: Sequence[str], gold: frozenset[str], k: int) -> float:
    """Return F1 of the first k distinct stems predicted, in percent."""
    kept = list(dict.fromkeys(filter(None, predicted)))[:k]
    hits = sum(phrase in gold for phrase in kept)
    return 200 * hits / (len(kept) + len(gold)) if hits else 0.0


def collect(name: str, papers: Sequence[GoldPaper], encoder: Encoder) -> GoldSet:
    """Compute the terms of each paper's likeliest candidates, as extraction does."""
    ranker = Ranker.of(find_all(papers))
    texts = [ranker.shortlist(index, SHORTLIST) for index in range(len(papers))]
    with paper_vectors(papers, encoder) as vectors:
        cosines = [*Scorer(encoder).score([list(row.values()) for row in texts], vectors())]
    rows = [
        (index, stems(ranker.displays.form(key)), astuple(ranker.terms(index, key, cosines[index][text])))
        for index, row in enumerate(texts)
        for key, text in row.items()
    ]
    return GoldSet(
        name,
        np.array([len(paper.gold) for paper in papers], dtype=np.float64),
        np.array([terms for _, _, terms in rows]),
        np.array([index for index, _, _ in rows]),
        tuple(stem for _, stem, _ in rows),
        np.array([stem in papers[index].gold for index, stem, _ in rows]),
    )


def macro_f1(gold: GoldSet, scores: Numbers) -> tuple[float, float]:
    """Return macro F1@5 and F1@10 of a scoring, in percent."""
    order = np.lexsort((-scores, gold.papers))
    starts = np.flatnonzero(np.r_[True, np.diff(gold.papers[order]) > 0])
    totals = [0.0, 0.0]
    for rows in np.split(order, starts[1:]):
        hits = list(
            {gold.stems[row]: bool(gold.is_gold[row]) for row in rows[:20] if gold.stems[row]}.values()
        )
        for slot, k in enumerate((5, 10)):
            found = sum(hits[:k])
            totals[slot] += 2 * found / (min(k, len(hits)) + gold.sizes[gold.papers[rows[0]]]) if found else 0
    return 100 * totals[0] / len(gold.sizes), 100 * totals[1] / len(gold.sizes)


def fit(sets: Sequence[GoldSet], columns: Sequence[int]) -> Numbers:
    """Fit the weights of some terms by logistic regression, each set counting alike; 0 for the others."""
    values = np.vstack([one.terms[:, columns] for one in sets])
    labels = np.concatenate([one.is_gold for one in sets]).astype(float)
    shares = np.concatenate([np.full(len(one.is_gold), 1 / one.is_gold.sum()) for one in sets])
    scale = np.where(values.std(axis=0) > 0, values.std(axis=0), 1)
    fitted = _newton(values / scale, labels, shares / shares.mean()) / scale
    weights = np.zeros(len(TERMS))
    weights[list(columns)] = fitted
    return weights


def _newton(values: Numbers, labels: Numbers, shares: Numbers) -> Numbers:
    """Minimise the weighted logistic loss by Newton's method, with a breath of ridge for stability."""
    weights = np.zeros(values.shape[1])
    ridge = 1e-3 * shares.sum() * np.eye(len(weights)) / len(weights)
    for _ in range(12):
        chance = 1 / (1 + np.exp(-np.clip(values @ weights, -30, 30)))
        slope = values.T @ (shares * (labels - chance)) - ridge @ weights
        curve = (values * (shares * chance * (1 - chance))[:, None]).T @ values + ridge
        weights += np.linalg.solve(curve, slope)
    return weights
