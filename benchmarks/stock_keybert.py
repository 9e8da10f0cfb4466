"""KeyBERT as it comes, in its batched call, on papers in JSON Lines.

python -m benchmarks.stock_keybert PAPERS.jsonl OUT.json
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from papershelf.extract.encoder.weights import model_folder
from papershelf.extract.keywords import PlainExtractor
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


def main() -> None:
    """Extract, and write the phrases of each paper."""
    papers = parse_papers(Path(sys.argv[1]).read_bytes(), sys.argv[1])
    found = PlainExtractor(top=10).extract(papers, StockEncoder())
    phrases = {one.paper_id: [keyword.phrase for keyword in one.keywords] for one in found}
    Path(sys.argv[2]).write_text(json.dumps(phrases, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
