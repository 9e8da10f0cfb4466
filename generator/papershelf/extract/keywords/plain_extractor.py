"""KeyBERT as it comes: n-grams of each paper, by their cosine to it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from papershelf.extract.keywords.candidates import PaperText, text_fields
from papershelf.extract.keywords.embedding import Rows, embedding, paper_text, paper_vectors
from papershelf.extract.keywords.scoring import load_keybert
from papershelf.lock import Extracted
from papershelf.model import Encoder, Keyword, Place
from papershelf.progress import Progress, silent
from papershelf.text import slug

BATCH = 1024
"""Phrases that are embedded before progress shows."""


@dataclass(frozen=True, slots=True)
class PlainExtractor:
    """KeyBERT's own choice, paper by paper: a KeywordExtractor to compare with, or to prefer.

    Args:
        top: keywords a paper.
        words: of the longest phrase.
        diversity: how much less like each other keywords are to be, 0..1 (maximal marginal relevance).
    """

    top: int = 15
    words: int = 3
    diversity: float = 0.5

    @property
    def settings(self) -> Mapping[str, str | int | float | bool]:
        """Its name and numbers."""
        return {"extractor": "keybert", **asdict(self)}

    def extract(
        self,
        papers: Sequence[PaperText],
        encoder: Encoder,
        *,
        wanted: Set[str] | None = None,
        jobs: int = 1,  # noqa: ARG002 - KeyBERT works in one process
        progress: Progress = silent,
    ) -> tuple[Extracted, ...]:
        """Return keywords and vector of each wanted paper; what other papers say does not matter."""
        chosen = [paper for paper in papers if wanted is None or paper.id in wanted]
        with paper_vectors(chosen, encoder, progress) as vectors:
            keybert, rows = _keybert(encoder, progress), vectors()
        found = keybert.extract_keywords(
            [paper_text(paper) for paper in chosen],
            keyphrase_ngram_range=(1, self.words),
            top_n=self.top,
            use_mmr=self.diversity > 0,
            diversity=self.diversity,
            doc_embeddings=rows,
        )
        # KeyBERT flattens the answer for one document, and has none where no document has a word.
        scored = [found] if len(chosen) == 1 else found or [()] * len(chosen)
        return tuple(
            Extracted(paper.id, _keywords(paper, row), vector)
            for paper, row, vector in zip(chosen, scored, rows, strict=True)
        )


def _keybert(encoder: Encoder, progress: Progress) -> Any:
    keybert = load_keybert()

    class Embedder(keybert.backend.BaseEmbedder):  # type: ignore[misc, name-defined]
        def embed(self, documents: Sequence[str], _verbose: bool = False) -> Rows:
            batches = [[*documents[at : at + BATCH]] for at in range(0, len(documents), BATCH)]
            with embedding("phrases", batches, encoder, progress) as parts:
                return np.concatenate([*parts])

    return keybert.KeyBERT(Embedder())


def _keywords(paper: PaperText, scored: Sequence[tuple[str, float]]) -> tuple[Keyword, ...]:
    best: dict[str, Keyword] = {}
    for phrase, score in scored:
        best.setdefault(slug(phrase), _keyword(paper, phrase, score))
    return tuple(best.values())


def _keyword(paper: PaperText, phrase: str, score: float) -> Keyword:
    """Return a keyword with its places; KeyBERT drops stop words inside a phrase, which then has none."""
    words = r"\W+".join(map(re.escape, phrase.split()))
    pattern = re.compile(rf"\b{words}\b", re.IGNORECASE)
    found = [(field, match) for field, text in text_fields(paper) for match in pattern.finditer(text)]
    forms = dict.fromkeys(" ".join(match[0].split()) for _, match in found) or [phrase]
    places = tuple(Place(field, *match.span()) for field, match in found)
    return Keyword(slug(phrase), phrase, min(1.0, max(0.0, score)), tuple(forms), places)
