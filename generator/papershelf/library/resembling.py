"""Finds the papers that resemble each paper, by their vectors and the keywords they share.

A pair scores `0.7 * cosine of vectors + 0.3 * cosine of keywords`, the latter over idf weights. Vectors are
int8, so their dot products are whole numbers that float32 holds exactly: every machine sees the same order.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from papershelf.errors import PapershelfError
from papershelf.library.library import Resemblance
from papershelf.library.vectors import Rows, components
from papershelf.model import Keyword, Paper, Vectors
from papershelf.text import title_key

Keywords = Mapping[str, Sequence[Keyword]]


@dataclass(frozen=True, slots=True)
class ResemblingOptions:
    """How papers are compared.

    Args:
        count: how many papers each names.
        keyword_share: the weight of shared keywords beside the vectors.
        exact_up_to: how many papers are compared each with each; more go through an index.
        shortlist: how many nearest by vector the index hands on to the exact comparison.
        block: how many papers are compared with all others at once; bounds the memory.
    """

    count: int = 5
    keyword_share: float = 0.3
    exact_up_to: int = 20_000
    shortlist: int = 100
    block: int = 256


DEFAULT_OPTIONS = ResemblingOptions()


def find_resembling(
    papers: Sequence[Paper],
    keywords_by_paper: Keywords,
    vectors: Vectors,
    options: ResemblingOptions = DEFAULT_OPTIONS,
) -> dict[str, tuple[Resemblance, ...]]:
    """Return each paper's nearest others, most alike first; another names each paper that is like any.

    Args:
        papers: those on the site; two with the same abstract are duplicates and never named to each other.
        keywords_by_paper: canonical, after curation; a paper may be missing.
        vectors: a paper without a row, or with a zero row, is compared by keywords alone.
        options: see `ResemblingOptions`.
    """
    ordered = sorted(papers, key=lambda paper: paper.id)
    comparison = _Comparison.of(ordered, keywords_by_paper, vectors, options.keyword_share)
    if len(ordered) <= options.exact_up_to:
        nearest = _nearest_exact(comparison, options)
    else:
        nearest = _nearest_indexed(comparison, options)
    rows = _let_every_paper_be_named(nearest, options.count)
    return {
        paper.id: tuple(comparison.resemblance(row, other, score) for other, score in rows[row])
        for row, paper in enumerate(ordered)
    }


Ranked = list[tuple[int, float]]


@dataclass(frozen=True, slots=True, eq=False)
class _Comparison:
    """What pairs of papers are scored with; rows are papers in order of id.

    Args:
        ids: the papers'.
        directions: int8 components as float32, so that dot products are exact.
        scale: one over each row's length; 0 for a zero row.
        keywords: each paper's keywords, as weights of length 1.
        postings: each keyword's rows and weights there.
        twins: rows whose papers are the same by abstract.
    """

    ids: tuple[str, ...]
    directions: Rows
    scale: npt.NDArray[np.float64]
    keywords: tuple[Mapping[str, float], ...]
    postings: Mapping[str, tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]]
    twins: Mapping[int, tuple[int, ...]]
    keyword_share: float

    @classmethod
    def of(
        cls, papers: Sequence[Paper], keywords_by_paper: Keywords, vectors: Vectors, keyword_share: float
    ) -> _Comparison:
        directions = components(vectors, [paper.id for paper in papers])
        lengths = np.sqrt(np.square(directions, dtype=np.float64).sum(axis=1))
        weighted = _weighted_keywords([keywords_by_paper.get(paper.id, ()) for paper in papers])
        return cls(
            ids=tuple(paper.id for paper in papers),
            directions=directions,
            scale=np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0),
            keywords=weighted,
            postings=_postings(weighted),
            twins=_twins(papers),
            keyword_share=keyword_share,
        )

    def scores(self, start: int, stop: int) -> npt.NDArray[np.float64]:
        """Return rows [start, stop) against all papers, rounded so that equal pairs stay equal."""
        cosines = (self.directions[start:stop] @ self.directions.T).astype(np.float64)
        cosines *= self.scale[start:stop, None] * self.scale[None, :] * (1 - self.keyword_share)
        for offset in range(stop - start):
            self._add_keywords(cosines[offset], start + offset)
            for twin in (start + offset, *self.twins.get(start + offset, ())):
                cosines[offset, twin] = -1.0
        return np.asarray(np.round(cosines, 6))

    def pair(self, row: int, others: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """Return one row against some others, as `scores` would."""
        cosines = (self.directions[others] @ self.directions[row]).astype(np.float64)
        cosines *= self.scale[others] * self.scale[row] * (1 - self.keyword_share)
        own = self.keywords[row]
        for position, other in enumerate(others.tolist()):
            theirs = self.keywords[other]
            shared = sum(weight * theirs[key] for key, weight in own.items() if key in theirs)
            cosines[position] += self.keyword_share * shared
            if other == row or other in self.twins.get(row, ()):
                cosines[position] = -1.0
        return np.asarray(np.round(cosines, 6))

    def resemblance(self, row: int, other: int, score: float) -> Resemblance:
        """Say why: the shared keywords, those that tell most first."""
        own, theirs = self.keywords[row], self.keywords[other]
        shared = sorted((-own[key] * theirs[key], key) for key in own.keys() & theirs.keys())
        return Resemblance(self.ids[other], round(min(1.0, max(0.0, score)), 4), tuple(k for _, k in shared))

    def _add_keywords(self, into: npt.NDArray[np.float64], row: int) -> None:
        for key, weight in self.keywords[row].items():
            rows, weights = self.postings[key]
            into[rows] += (self.keyword_share * weight) * weights


def _weighted_keywords(keywords: Sequence[Sequence[Keyword]]) -> tuple[Mapping[str, float], ...]:
    frequency = Counter(key for row in keywords for key in {keyword.id for keyword in row})
    shared = {key: math.log(1 + len(keywords) / count) for key, count in frequency.items() if count > 1}
    rows = []
    for row in keywords:
        weights = {keyword.id: shared[keyword.id] for keyword in row if keyword.id in shared}
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        rows.append({key: weights[key] / length for key in sorted(weights)})
    return tuple(rows)


def _postings(
    keywords: Sequence[Mapping[str, float]],
) -> dict[str, tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]]:
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for row, weights in enumerate(keywords):
        for key, weight in weights.items():
            found[key].append((row, weight))
    return {
        key: (np.array([row for row, _ in pairs]), np.array([weight for _, weight in pairs]))
        for key, pairs in found.items()
    }


def _twins(papers: Sequence[Paper]) -> dict[int, tuple[int, ...]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for row, paper in enumerate(papers):
        if key := title_key(paper.abstract):
            groups[key].append(row)
    return {row: tuple(rows) for rows in groups.values() if len(rows) > 1 for row in rows}


def _nearest_exact(comparison: _Comparison, options: ResemblingOptions) -> list[Ranked]:
    nearest: list[Ranked] = []
    for start in range(0, len(comparison.ids), options.block):
        stop = min(start + options.block, len(comparison.ids))
        nearest += [_best(scores, options.count * 2) for scores in comparison.scores(start, stop)]
    return nearest


def _best(scores: npt.NDArray[np.float64], count: int) -> Ranked:
    """Return the `count` highest positive scores with their rows, ties by row (that is, by id)."""
    threshold = np.partition(scores, -count)[-count] if len(scores) > count else -1.0
    rows = np.flatnonzero((scores >= threshold) & (scores > 0))
    order = np.lexsort((rows, -scores[rows]))[:count]
    return [(int(rows[position]), float(scores[rows[position]])) for position in order]


def _nearest_indexed(comparison: _Comparison, options: ResemblingOptions) -> list[Ranked]:
    """Shortlist by an approximate index over the vectors, then compare the shortlist exactly."""
    try:
        from usearch.index import Index
    except ImportError as error:
        message = f"{len(comparison.ids)} papers need an index to find resembling ones: pip install usearch"
        raise PapershelfError(message) from error
    index = Index(ndim=comparison.directions.shape[1], metric="cos", dtype="f32")
    index.add(np.arange(len(comparison.ids)), comparison.directions, threads=1)
    nearest: list[Ranked] = []
    for start in range(0, len(comparison.ids), options.block):
        rows = comparison.directions[start : start + options.block]
        found = index.search(rows, min(options.shortlist, len(comparison.ids)), threads=1)
        for offset, keys in enumerate(np.atleast_2d(found.keys)):
            others = np.sort(keys.astype(np.int64))
            ranked = _best(comparison.pair(start + offset, others), options.count * 2)
            nearest.append([(int(others[position]), score) for position, score in ranked])
    return nearest


def _let_every_paper_be_named(nearest: Sequence[Ranked], count: int) -> list[Ranked]:
    """Keep the first `count` of each; a paper that none names takes the last place it can at its nearest's.

    A place can be taken where the paper that stood there is named elsewhere too, so nobody is lost by it.
    """
    rows = [list(ranked[:count]) for ranked in nearest]
    named = Counter(other for ranked in rows for other, _ in ranked)
    for row, ranked in enumerate(nearest):
        if named[row]:
            continue
        for other, score in ranked:
            if _take_place(rows[other], row, score, named, count):
                break
    return rows


def _take_place(ranked: Ranked, row: int, score: float, named: Counter[int], count: int) -> bool:
    if len(ranked) >= count:
        free = [position for position, (other, _) in enumerate(ranked) if named[other] > 1]
        if not free:
            return False
        named[ranked.pop(free[-1])[0]] -= 1
    ranked.append((row, score))
    ranked.sort(key=lambda pair: (-pair[1], pair[0]))
    named[row] += 1
    return True
