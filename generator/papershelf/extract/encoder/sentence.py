"""Any model of sentence-transformers, by its name or folder; needs torch."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from papershelf.errors import ModelError
from papershelf.extract.encoder.weights import sha256_of
from papershelf.extract.encoder.windows import cut_windows
from papershelf.text import short_hash

OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")


class SentenceModel:
    """An Encoder around a sentence-transformers model; loaded at first use, never downloaded.

    Args:
        model: a name whose files are on this machine already, or a folder.
    """

    def __init__(self, model: str) -> None:
        self._model_name = model

    @property
    def name(self) -> str:
        """The model's name; a folder's name with a hash of the weights in it."""
        folder = Path(self._model_name)
        if not folder.is_dir():
            return self._model_name
        return f"{folder.resolve().name} {short_hash(self.weights_sha256)}"

    @property
    def weights_sha256(self) -> str:
        """The hash of a folder's weights; of a model known by name alone, its name's."""
        files = sorted(Path(self._model_name).glob("**/*.safetensors"))
        return short_hash(" ".join(map(sha256_of, files)) or self._model_name, 64)

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return a row of length 1 a text; a long one's is the mean of its windows', weighted by length."""
        if not texts:
            return self.encode([""])[:0]
        parts = [(number, part) for number, text in enumerate(texts) for part in self._parts(text)]
        rows = self._model.encode([part for _, part in parts], normalize_embeddings=True)
        weights = np.array([max(len(part), 1) for _, part in parts], np.float32)
        sums = np.zeros((len(texts), rows.shape[1]), np.float32)
        np.add.at(sums, [number for number, _ in parts], rows * weights[:, None])
        return np.asarray(sums / np.linalg.norm(sums, axis=1, keepdims=True), np.float32)

    def _parts(self, text: str) -> list[str]:
        """Cut a text that the model could not read at once."""
        limit = (self._model.max_seq_length or 512) - 2
        encoding = self._model.tokenizer(text, add_special_tokens=False, return_offsets_mapping=True)
        spans = encoding["offset_mapping"]
        if len(spans) <= limit:
            return [text]
        return [text[spans[a][0] : spans[b - 1][1]] for a, b in cut_windows(encoding.word_ids(), limit)]

    @cached_property
    def _model(self) -> Any:
        os.environ.update(dict.fromkeys(OFFLINE, "1"))
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise ModelError(
                f'the model "{self._model_name}" needs sentence-transformers, which is not installed; '
                "install it with: pip install -c constraints.txt '.[keybert]'"
            ) from error
        try:
            return SentenceTransformer(self._model_name, device="cpu", local_files_only=True)
        except (OSError, ValueError) as error:
            raise ModelError(
                f'the model "{self._model_name}" is not on this machine, and nothing is downloaded now; '
                f"name a folder that holds it ({error})"
            ) from error
