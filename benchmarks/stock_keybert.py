"""KeyBERT as it comes, in its batched call, on papers in JSON Lines.

python -m benchmarks.stock_keybert PAPERS.jsonl OUT.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main() -> None:
    """Extract, and write the phrases of each paper."""
    from keybert import KeyBERT
    from sentence_transformers import SentenceTransformer

    from papershelf.extract.encoder.weights import model_folder

    rows = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    docs = [f"{row['title']}\n{row['abstract']}" for row in rows]
    model = KeyBERT(SentenceTransformer(str(model_folder()), device="cpu"))
    found = model.extract_keywords(
        docs, keyphrase_ngram_range=(1, 3), stop_words="english", use_mmr=True, diversity=0.5, top_n=10
    )
    phrases = {
        row["id"]: [phrase for phrase, _ in keywords] for row, keywords in zip(rows, found, strict=True)
    }
    Path(sys.argv[2]).write_text(json.dumps(phrases, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
