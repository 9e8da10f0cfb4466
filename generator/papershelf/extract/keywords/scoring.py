"""The cosine of every candidate to its paper, computed by KeyBERT from vectors that are ready."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from papershelf.extract.keywords.embedding import Rows, embedding
from papershelf.model import Encoder
from papershelf.progress import Progress, silent

PAPERS = 128
"""Papers that are scored together, while the phrases of the next are embedded."""


class Scorer:
    """KeyBERT, given vectors that are ready. It imports for a second: best made beside the encoder."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        keybert = load_keybert()
        self._keybert = keybert.KeyBERT(keybert.backend.BaseEmbedder())  # asked for nothing

    def score(
        self, phrases: Sequence[Sequence[str]], paper_vectors: Rows, progress: Progress = silent
    ) -> Iterator[Mapping[str, float]]:
        """Yield each paper's phrases with their cosine to the paper's vector.

        Each distinct phrase is embedded once, in a thread, while the papers before it are scored.

        Args:
            phrases: for each paper, the distinct texts to compare with it.
            paper_vectors: one row a paper.
            progress: shows how many phrases are embedded.
        """
        groups = [slice(start, start + PAPERS) for start in range(0, len(phrases), PAPERS)]
        batches = [*_new_in_each(phrases[group] for group in groups)]
        vectors: dict[str, Rows] = {}
        with embedding("phrases", batches, self._encoder, progress) as parts:
            for group, batch, rows in zip(groups, batches, parts, strict=True):
                vectors.update(zip(batch, rows, strict=True))
                yield from self._cosines(phrases[group], paper_vectors[group], vectors)

    def _cosines(
        self, phrases: Sequence[Sequence[str]], paper_vectors: Rows, vectors: Mapping[str, Rows]
    ) -> Iterator[Mapping[str, float]]:
        """Yield what KeyBERT finds; it selects nothing here (no MMR, no cut)."""
        distinct = sorted({phrase for row in phrases for phrase in row})
        if not distinct:
            return iter([{}] * len(phrases))
        with _unchecked():
            found = self._keybert.extract_keywords(
                [list(row) for row in phrases],
                vectorizer=_vectorizer(),
                top_n=max(map(len, phrases)),
                doc_embeddings=paper_vectors,
                word_embeddings=np.stack([vectors[phrase] for phrase in distinct]),
            )
        rows = [found] if len(phrases) == 1 else found  # KeyBERT flattens the answer for a single document
        return ({phrase: float(cosine) for phrase, cosine in row} for row in rows)


def _new_in_each(groups: Iterable[Sequence[Sequence[str]]]) -> Iterator[list[str]]:
    """Yield for each group of papers the phrases that no group before it has."""
    seen: set[str] = set()
    for group in groups:
        new = {phrase for row in group for phrase in row} - seen
        seen |= new
        yield sorted(new)


def load_keybert() -> Any:
    """Import KeyBERT, without torch: where it is installed it takes 5 s and 280 MB, and is not used."""
    blocked = [name for name in ("sentence_transformers", "transformers") if name not in sys.modules]
    sys.modules.update(dict.fromkeys(blocked))  # type: ignore[arg-type]  # None is "not there" to an import
    try:
        import keybert.backend
    finally:
        for name in blocked:
            del sys.modules[name]
    return keybert


def _unchecked() -> Any:
    """Let scikit-learn take vectors as they are; to look for NaN paper by paper takes a third of the time."""
    from sklearn import config_context

    return config_context(assume_finite=True, skip_parameter_validation=True)


def _vectorizer() -> Any:
    """Return a vectorizer that takes a document as the list of its candidates."""
    from sklearn.feature_extraction.text import CountVectorizer

    return CountVectorizer(analyzer=list)
