"""Which papers are like which: sparse graphs by their words, by their vectors, and by their keywords.

Each of the three finds likeness that the others miss, and each is wrong in its own way, so they are kept
apart until they vote (consensus.py; benchmarks/topics.py has the ablation). A graph holds each paper's
nearest neighbours only, so memory grows with the papers, not with their square.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from papershelf.extract.topics.options import View
from papershelf.library.vectors import Rows, centred, of_length_one
from papershelf.model import Extraction, Paper

WORD_DIMENSIONS = (40, 80)  # coarse and fine; their mean measured better than either
MOST_WORDS = 60_000
NEIGHBOURS = 25
BLOCK = 512


def likeness_graphs(
    papers: Sequence[Paper], extractions: Sequence[Extraction], vectors: Rows, views: Sequence[View]
) -> list[Any]:
    """Return one graph (scipy CSR, symmetric) a view; it joins papers that are near each other.

    Args:
        papers: title and abstract give the words.
        extractions: of the same papers, in the same order.
        vectors: unit rows of the same papers, in the same order; zero rows are allowed.
        views: what counts in each graph.
    """
    words, directions, keywords = _word_vectors(papers), centred(vectors), _keyword_rows(extractions)
    graphs = {
        view: _nearest(
            np.hstack([math.sqrt(view.words) * words, math.sqrt(view.vectors) * directions]),
            math.sqrt(view.keywords) * keywords,
        )
        for view in dict.fromkeys(views)
    }
    return [graphs[view] for view in views]


def _word_vectors(papers: Sequence[Paper]) -> Rows:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.utils.extmath import randomized_svd

    texts = [f"{paper.title} . {paper.title} . {paper.abstract}" for paper in papers]
    vectorizer = TfidfVectorizer(
        stop_words="english", ngram_range=(1, 2), sublinear_tf=True, min_df=2, max_features=MOST_WORDS
    )
    try:
        words = vectorizer.fit_transform(texts)
    except ValueError:  # no word occurs twice
        return np.zeros((len(papers), 1), dtype=np.float32)
    parts = []
    for dimensions in WORD_DIMENSIONS:
        possible = min(dimensions, *(size - 1 for size in words.shape))
        if possible >= 1:
            left, sizes, _ = randomized_svd(words, possible, n_iter=5, random_state=0)
            parts.append(of_length_one(left * sizes) / math.sqrt(len(WORD_DIMENSIONS)))
    return np.hstack(parts).astype(np.float32) if parts else np.zeros((len(papers), 1), dtype=np.float32)


def _keyword_rows(extractions: Sequence[Extraction]) -> Any:
    """Return papers by keywords (scipy CSR), rows of length 1: scores times idf; a lone one counts not."""
    from scipy import sparse

    frequency = Counter(keyword.id for extraction in extractions for keyword in extraction.keywords)
    columns = {key: column for column, key in enumerate(sorted(k for k, n in frequency.items() if n > 1))}
    idf = {key: math.log(len(extractions) / frequency[key]) for key in columns}
    entries = [
        (row, columns[keyword.id], (0.05 + keyword.score) * idf[keyword.id])
        for row, extraction in enumerate(extractions)
        for keyword in extraction.keywords
        if keyword.id in columns
    ]
    rows, places, values = zip(*entries, strict=True) if entries else ((), (), ())
    shape = (len(extractions), max(1, len(columns)))
    matrix = sparse.csr_matrix((np.array(values, dtype=np.float64), (rows, places)), shape=shape)
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return (
        sparse.diags(np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)) @ matrix
    ).tocsr()


def _nearest(dense: Rows, keywords: Any) -> Any:
    """Return the graph that joins each paper with those nearest by both its dense and its CSR row."""
    papers = len(dense)
    count = min(NEIGHBOURS, max(0, papers - 1))
    rows = np.zeros((papers, count), dtype=np.int64)
    likeness = np.zeros((papers, count))
    transposed = keywords.T.tocsc()
    for start in range(0, papers if count else 0, BLOCK):
        stop = min(start + BLOCK, papers)
        block = dense[start:stop] @ dense.T + (keywords[start:stop] @ transposed).toarray()
        block[np.arange(stop - start), np.arange(start, stop)] = -np.inf
        block = np.round(block, 5)  # so that equal pairs stay equal, and ties go by row
        rows[start:stop] = np.argsort(-block, axis=1, kind="stable")[:, :count]
        likeness[start:stop] = np.take_along_axis(block, rows[start:stop], axis=1)
    return _graph(rows, likeness)


def _graph(rows: npt.NDArray[np.int64], likeness: npt.NDArray[np.float64]) -> Any:
    from scipy import sparse

    papers, count = rows.shape
    starts, ends, weights = np.repeat(np.arange(papers), count), rows.ravel(), likeness.ravel()
    kept = weights > 0
    graph = sparse.csr_matrix((weights[kept], (starts[kept], ends[kept])), shape=(papers, papers))
    return graph.maximum(graph.T).tocsr()
