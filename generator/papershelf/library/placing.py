"""Places papers in topics at build time, from the lock's topics, keywords and vectors; numpy only.

How well a topic fits a paper: the weights there of the paper's keywords, averaged (by the keywords' scores)
over those that tell of any topic, plus the cosine of the paper's vector and the topic's centre, times
`vector_share`. Keywords decide which topics come into question; the vector weighs between them, and decides
alone only where no keyword tells anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from papershelf.library.evidence import telling_sentence
from papershelf.library.library import TopicPlacement
from papershelf.library.vectors import centred, directions
from papershelf.model import Keyword, Paper, Topic, TopicKeyword, Vectors

MOST = 3  # topics of one paper
TELLING = 0.4  # the weight from which a keyword can bring a paper into a second topic


@dataclass(frozen=True, slots=True)
class PlacingOptions:
    """How papers are placed at build time.

    Args:
        vector_share: what a cosine of 1 counts beside keywords that all belong to the topic.
        near: the cosine from which a paper without a telling keyword is placed by resemblance.
        second: how well a further topic must fit, as a share of the first one's fit.
    """

    vector_share: float = 0.5
    near: float = 0.15
    second: float = 0.75


DEFAULT_OPTIONS = PlacingOptions()

Keywords = Mapping[str, Sequence[Keyword]]
Fits = npt.NDArray[np.float64]


def place_papers(
    papers: Sequence[Paper],
    keywords_by_paper: Keywords,
    topics: Sequence[Topic],
    vectors: Vectors,
    options: PlacingOptions = DEFAULT_OPTIONS,
) -> dict[str, tuple[TopicPlacement, ...]]:
    """Return each paper's topics, the primary one first, three at most; () is "not yet sorted".

    Args:
        papers: in any order; each is placed on its own, but for the topics' centres, which come from all.
        keywords_by_paper: canonical, after curation; a paper may be missing.
        topics: papers are placed in those without children; the parents follow.
        vectors: a paper without a row is placed by keywords alone.
        options: see `PlacingOptions`.
    """
    ordered = sorted(papers, key=lambda paper: paper.id)
    parents = {topic.parent for topic in topics}
    leaves = sorted((topic for topic in topics if topic.id not in parents), key=lambda topic: topic.id)
    if not leaves:
        return {paper.id: () for paper in ordered}
    keywords = [keywords_by_paper.get(paper.id, ()) for paper in ordered]
    rows = centred(directions(vectors, [paper.id for paper in ordered]))
    weights = weights_by_keyword({topic.id: topic.keywords for topic in leaves})
    by_words = keyword_fits(keywords, [topic.id for topic in leaves], weights)
    by_vector = vector_fits(rows, by_words, options.vector_share)
    fits = _Fits(tuple(topic.id for topic in leaves), weights, by_words, by_vector, options)
    return {paper.id: fits.placements(paper, keywords[row], row) for row, paper in enumerate(ordered)}


def keyword_fits(
    keywords: Sequence[Sequence[Keyword]], leaves: Sequence[str], weights: Mapping[str, Mapping[str, float]]
) -> Fits:
    """Return how well each leaf fits each paper by keywords, 0..1, shape (papers, leaves)."""
    columns = {leaf: column for column, leaf in enumerate(leaves)}
    fits = np.zeros((len(keywords), len(columns)))
    for row, found in enumerate(keywords):
        telling = [keyword for keyword in found if keyword.id in weights]
        whole = sum(strength(keyword) for keyword in telling)
        for keyword in telling:
            for leaf, weight in weights[keyword.id].items():
                fits[row, columns[leaf]] += strength(keyword) * weight / whole
    return np.asarray(np.round(fits, 6))


def vector_fits(rows: npt.NDArray[np.float32], by_words: Fits, share: float) -> Fits:
    """Return the cosine of each paper and the centre of a leaf's papers, at least 0, shape (papers, leaves).

    A leaf's papers are first those that keywords put there, then those that fit best by the first centres.
    """
    known, cosines = by_words > 0, np.zeros(by_words.shape)
    for _ in range(2):
        best = np.where(known, by_words + share * cosines, 0).argmax(axis=1)
        centres = np.zeros((by_words.shape[1], rows.shape[1]))
        np.add.at(centres, best[known.any(axis=1)], rows[known.any(axis=1)])
        lengths = np.linalg.norm(centres, axis=1, keepdims=True)
        centres = np.divide(centres, lengths, out=np.zeros_like(centres), where=lengths > 1e-9)
        cosines = np.round(np.maximum(0, rows.astype(np.float64) @ centres.T), 5)
    return cosines


def weights_by_keyword(topics: Mapping[str, Sequence[TopicKeyword]]) -> dict[str, dict[str, float]]:
    """Turn topic → keywords into keyword → topic → weight."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for topic_id, keywords in topics.items():
        for keyword in keywords:
            found[keyword.keyword_id][topic_id] = keyword.weight
    return dict(found)


def strength(keyword: Keyword) -> float:
    """Return what a keyword counts in its paper; a low score still counts a little."""
    return 0.05 + keyword.score


@dataclass(frozen=True, slots=True, eq=False)
class _Fits:
    """How well the leaves fit the papers; a row a paper, a column a leaf."""

    leaves: tuple[str, ...]
    weights: Mapping[str, Mapping[str, float]]
    by_words: Fits
    by_vector: Fits
    options: PlacingOptions

    def placements(self, paper: Paper, keywords: Sequence[Keyword], row: int) -> tuple[TopicPlacement, ...]:
        words, vector = self.by_words[row], self.by_vector[row]
        fits = np.round(np.where(words > 0, words + self.options.vector_share * vector, 0), 6)
        if fits.max() <= 0:
            return self._by_resemblance(vector)
        near = np.flatnonzero(fits >= self.options.second * fits.max()).tolist()
        order = sorted(near, key=lambda column: (-fits[column], column))
        further = (column for column in order[1:] if self._heaviest(keywords, column) >= TELLING)
        return tuple(self._explained(paper, keywords, column) for column in (order[0], *further))[:MOST]

    def _by_resemblance(self, vector: Fits) -> tuple[TopicPlacement, ...]:
        nearest = int(vector.argmax())
        near = vector[nearest] >= self.options.near
        return (TopicPlacement(self.leaves[nearest], "resemblance"),) if near else ()

    def _heaviest(self, keywords: Sequence[Keyword], column: int) -> float:
        return max((weight for _, weight in self._telling(keywords, column)), default=0.0)

    def _telling(self, keywords: Sequence[Keyword], column: int) -> Iterator[tuple[Keyword, float]]:
        for keyword in keywords:
            if weight := self.weights.get(keyword.id, {}).get(self.leaves[column]):
                yield keyword, weight

    def _explained(self, paper: Paper, keywords: Sequence[Keyword], column: int) -> TopicPlacement:
        found = [(keyword, strength(keyword) * weight) for keyword, weight in self._telling(keywords, column)]
        found.sort(key=lambda pair: (-round(pair[1], 6), pair[0].id))
        sentence = telling_sentence(paper.abstract, found)
        ids = tuple(keyword.id for keyword, _ in found)
        return TopicPlacement(self.leaves[column], "keywords" if sentence else "title", ids, sentence)
