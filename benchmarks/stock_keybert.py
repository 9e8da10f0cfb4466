"""KeyBERT as it comes, in its batched call: python -m benchmarks.stock_keybert PAPERS.jsonl."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from papershelf.extract.encoder.weights import model_folder
from papershelf.extract.keywords import PlainExtractor
from papershelf.extract.keywords.candidates import PaperText
from papershelf.sources.jsonl import parse_papers


class StockEncoder:
    """all-MiniLM-L6-v2 by sentence-transformers, as KeyBERT would use it."""

    name = "sentence-transformers"

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return a row a text; what a text has beyond 256 tokens is not read."""
        return np.asarray(self._model.encode(list(texts)), np.float32)

    @cached_property
    def _model(self) -> Any:
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(str(model_folder()), device="cpu")


def extract(papers: Sequence[PaperText], *, use_mmr: bool = True) -> dict[str, list[str]]:
    """Return ten phrases of one to three words for each paper, best first."""
    plain = PlainExtractor(top=10, diversity=0.5 if use_mmr else 0.0)
    found = plain.extract(papers, StockEncoder())
    return {one.paper_id: [keyword.phrase for keyword in one.keywords] for one in found}


if __name__ == "__main__":
    extract(parse_papers(Path(sys.argv[1]).read_bytes(), sys.argv[1]))
