"""An encoder that remembers: vectors once computed lie in files and are not computed again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from papershelf.extract.encoder.store import Store
from papershelf.model import Encoder

CHUNK_CHARACTERS = 200_000
"""About four seconds of work: what an interruption costs at most."""


class CachedEncoder:
    """An Encoder around any Encoder; what it embeds is kept, chunk by chunk.

    Args:
        encoder: asked for what is not in the store.
        store: the vectors of this encoder.
    """

    def __init__(self, encoder: Encoder, store: Store) -> None:
        self._encoder = encoder
        self._store = store

    @property
    def name(self) -> str:
        """The name of the encoder inside."""
        return self._encoder.name

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return a row of length 1 a text; each distinct text is embedded once, ever."""
        keys = {text: _key(text) for text in dict.fromkeys(texts)}
        missing = [text for text, key in keys.items() if key not in self._store]
        for chunk in chunks(sorted(missing, key=len), CHUNK_CHARACTERS):
            self._store.add([keys[text] for text in chunk], self._encoder.encode(chunk))
        if not texts:
            return self._encoder.encode([])
        return np.stack([self._store[keys[text]] for text in texts])


def chunks(texts: Sequence[str], most: int) -> Iterator[list[str]]:
    """Yield the texts in lists of at most `most` characters; a longer text is alone."""
    chunk: list[str] = []
    size = 0
    for text in texts:
        if chunk and size + len(text) > most:
            yield chunk
            chunk, size = [], 0
        chunk.append(text)
        size += len(text)
    if chunk:
        yield chunk


def _key(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]
