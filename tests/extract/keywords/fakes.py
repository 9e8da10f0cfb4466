"""A paper and an encoder for tests: a text's vector follows from its letters alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Text:
    id: str
    title: str = ""
    abstract: str = ""


class FakeEncoder:
    """Counts letter pairs; remembers what it was asked to encode."""

    name = "fake"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.asked.extend(texts)
        rows = np.zeros((len(texts), 64), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            text.encode("utf-8")  # as a tokenizer, refuses lone surrogates
            for first, second in zip(text, text[1:] + ".", strict=True):
                row[(ord(first) * 31 + ord(second)) % 64] += 1
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(lengths == 0, 1, lengths), dtype=np.float32)
