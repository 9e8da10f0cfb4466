"""The one small world that all tests share."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

ROOT = Path(__file__).resolve().parents[1]


class HashEncoder:
    """An Encoder with vectors that depend on nothing but the words; counts the texts it was given."""

    name = "hash"

    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.texts += texts
        rows = np.array([self._row(text) for text in texts], dtype=np.float32).reshape(len(texts), 384)
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)

    def _row(self, text: str) -> npt.NDArray[np.float32]:
        row = np.zeros(384, dtype=np.float32)
        for word in text.lower().split():
            row[int(hashlib.sha256(word.encode()).hexdigest(), 16) % 384] += 1
        return row
