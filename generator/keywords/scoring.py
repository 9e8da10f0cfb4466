"""The cosine of every candidate to its paper, computed by KeyBERT from vectors that are ready."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from generator.keywords.embedding import Floats, embed
from generator.progress import Progress, silent
from generator.shapes import Encoder

BATCH = 2048
"""Phrases that are embedded before progress is told."""


class Scorer:
    """KeyBERT, with an embedder of ours. It imports a second long: best done while vectors are computed."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._keybert = _keybert(encoder)

    def score(
        self, phrases: Sequence[Sequence[str]], paper_vectors: Floats, progress: Progress = silent
    ) -> tuple[Mapping[str, float], ...]:
        """Return each paper's phrases with their cosine to the paper's vector.

        Each distinct phrase is embedded once. KeyBERT selects nothing here (no MMR, no cut).

        Args:
            phrases: for each paper, the distinct texts to compare with it.
            paper_vectors: one row a paper.
            progress: told how many phrases are embedded.
        """
        distinct = sorted({phrase for row in phrases for phrase in row})
        if not distinct:
            return tuple({} for _ in phrases)
        vectors = embed(distinct, self._encoder, BATCH, lambda done: progress("phrases", done, len(distinct)))
        with _unchecked():
            found = self._keybert.extract_keywords(
                [list(row) for row in phrases],
                vectorizer=_vectorizer(),
                top_n=max(map(len, phrases)),
                doc_embeddings=paper_vectors,
                word_embeddings=vectors,
            )
        rows = [found] if len(phrases) == 1 else found  # KeyBERT flattens the answer for a single document
        return tuple({phrase: float(cosine) for phrase, cosine in row} for row in rows)


def _keybert(encoder: Encoder) -> Any:
    """Return a KeyBERT whose embedder is ours."""
    with _not_imported("huggingface_hub", "sentence_transformers", "transformers"):
        from keybert import KeyBERT
        from keybert.backend import BaseEmbedder

    class Embedder(BaseEmbedder):  # type: ignore[misc]
        def embed(self, documents: Sequence[str], _verbose: bool = False) -> Floats:
            return encoder.encode(list(documents))

    return KeyBERT(model=Embedder())


@contextmanager
def _not_imported(*packages: str) -> Iterator[None]:
    """Let imports find no such packages, but for those in use already.

    KeyBERT imports sentence-transformers and transformers, with torch, where they are installed (4 s and
    350 MB), and huggingface-hub (0.2 s), and does without where they are not.
    """
    hidden = [package for package in packages if package not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None is "not there" to an import
    try:
        yield
    finally:
        for package in hidden:
            del sys.modules[package]


def _unchecked() -> Any:
    """Let scikit-learn take vectors as they are; to look for NaN paper by paper takes a third of the time."""
    from sklearn import config_context

    return config_context(assume_finite=True, skip_parameter_validation=True)


def _vectorizer() -> Any:
    """Return a vectorizer that takes a document as the list of its candidates."""
    from sklearn.feature_extraction.text import CountVectorizer

    return CountVectorizer(analyzer=list)
