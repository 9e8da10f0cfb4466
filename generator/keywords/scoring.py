"""The cosine of every candidate to its paper, computed by KeyBERT from vectors that are ready."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from generator.shapes import Encoder


def score_phrases(
    phrases: Sequence[Sequence[str]], paper_vectors: npt.NDArray[np.float32], encoder: Encoder
) -> tuple[Mapping[str, float], ...]:
    """Return each paper's phrases with their cosine to the paper's vector.

    Each distinct phrase is embedded once. KeyBERT selects nothing here (no MMR, no cut).

    Args:
        phrases: for each paper, the distinct texts to compare with it.
        paper_vectors: one row a paper.
        encoder: what turns a phrase into a vector.
    """
    distinct = sorted({phrase for row in phrases for phrase in row})
    if not distinct:
        return tuple({} for _ in phrases)
    found = _keybert(encoder).extract_keywords(
        [list(row) for row in phrases],
        vectorizer=_vectorizer(),
        top_n=max(map(len, phrases)),
        doc_embeddings=paper_vectors,
        word_embeddings=encoder.encode(distinct),
    )
    rows = [found] if len(phrases) == 1 else found  # KeyBERT flattens the answer for a single document
    return tuple({phrase: float(cosine) for phrase, cosine in row} for row in rows)


def _keybert(encoder: Encoder) -> Any:
    """Return a KeyBERT whose embedder is ours; imported here, for it takes seconds."""
    from keybert import KeyBERT
    from keybert.backend import BaseEmbedder

    class Embedder(BaseEmbedder):  # type: ignore[misc]
        def embed(self, documents: Sequence[str], _verbose: bool = False) -> npt.NDArray[np.float32]:
            return encoder.encode(list(documents))

    return KeyBERT(model=Embedder())


def _vectorizer() -> Any:
    """Return a vectorizer that takes a document as the list of its candidates."""
    from sklearn.feature_extraction.text import CountVectorizer

    return CountVectorizer(analyzer=list)


def encodable(text: str) -> str:
    """Replace lone surrogates, which no tokenizer takes."""
    return text.encode("utf-8", "replace").decode("utf-8")
