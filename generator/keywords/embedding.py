"""Texts become vectors in a thread, beside work that needs none yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt

from generator.shapes import Encoder

Floats = npt.NDArray[np.float32]


@contextmanager
def embedding(
    texts: Sequence[str], encoder: Encoder, size: int, tell: Callable[[int], None]
) -> Iterator[Callable[[], Floats]]:
    """Embed the texts while the block runs, and yield what waits for them: it returns a row a text.

    Who leaves the block early, by Ctrl-C say, waits for the batch that is being embedded, and no other.

    Args:
        texts: what to embed.
        encoder: computes outside Python, so that Python can do other work.
        size: texts of a batch.
        tell: hears how many are done, at first 0.
    """

    def encode(start: int) -> Floats:
        rows = encoder.encode(texts[start : start + size])
        tell(min(start + size, len(texts)))
        return rows

    with ThreadPoolExecutor(1) as pool:
        tell(0)
        parts = [pool.submit(encode, start) for start in range(0, len(texts), size)]
        try:
            if parts:  # loads the model, in Python: ten times slower beside other Python
                parts[0].result()
            yield lambda: np.concatenate([part.result() for part in parts]) if parts else encoder.encode([])
        finally:
            pool.shutdown(cancel_futures=True)


def embed(texts: Sequence[str], encoder: Encoder, size: int, tell: Callable[[int], None]) -> Floats:
    """Return a row a text."""
    with embedding(texts, encoder, size, tell) as rows:
        return rows()


def encodable(text: str) -> str:
    """Replace lone surrogates, which no tokenizer takes."""
    return text.encode("utf-8", "replace").decode("utf-8")
