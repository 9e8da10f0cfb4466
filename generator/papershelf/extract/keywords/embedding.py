"""Texts become vectors in a thread, beside work that needs none yet."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain

import numpy as np
import numpy.typing as npt

from papershelf.extract.keywords.candidates import PaperText
from papershelf.model import Encoder
from papershelf.progress import Progress, silent

Rows = npt.NDArray[np.float32]
"""A vector a row, in the order of what was embedded."""
BATCH = 64
"""Papers that are embedded before progress shows."""

_log = logging.getLogger(__name__)


@contextmanager
def embedding(
    what: str, batches: Sequence[Sequence[str]], encoder: Encoder, progress: Progress = silent
) -> Iterator[Iterator[Rows]]:
    """Embed a batch of texts, then the others while the block runs; yield what waits for each one's rows.

    Who leaves the block early, by Ctrl-C say, waits for the batch that is being embedded, and no other.

    Args:
        what: the texts are ("papers"), for the bar.
        batches: texts that are embedded together.
        encoder: computes outside Python, so that Python can do other work.
        progress: shows how many texts are done.
    """
    with progress(what, sum(map(len, batches))) as bar:

        def encode(batch: Sequence[str]) -> Rows:
            rows = encoder.encode(batch)
            bar.update(len(batch))
            return rows

        # The first one loads the model, in Python: ten times slower beside other Python.
        first = [encode(batch) for batch in batches[:1]]
        with _often_switching(), ThreadPoolExecutor(1) as pool:
            parts = [pool.submit(encode, batch) for batch in batches[1:]]
            try:
                yield chain(first, (part.result() for part in parts))
            finally:
                pool.shutdown(cancel_futures=True)


@contextmanager
def _often_switching() -> Iterator[None]:
    """Let the encoder's threads have Python's lock within 1 ms, not 5; they need it between batches."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.001)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


@contextmanager
def paper_vectors(
    papers: Sequence[PaperText], encoder: Encoder, progress: Progress = silent
) -> Iterator[Callable[[], Rows]]:
    """Embed papers while the block runs, and yield what waits for them: it returns a row a paper.

    A paper without any text gets a row of zeros, and a warning.
    """
    texts = [paper_text(paper) for paper in papers]
    for paper, text in zip(papers, texts, strict=True):
        if not text:
            _log.warning("paper %s has neither title nor abstract: no keywords", paper.id)
    readable = [text for text in texts if text]

    batches = [readable[start : start + BATCH] for start in range(0, len(readable), BATCH)]
    with embedding("papers", batches, encoder, progress) as parts:

        def vectors() -> Rows:
            rows = np.concatenate([*parts] or [encoder.encode([])])
            found = np.zeros((len(texts), rows.shape[1]), dtype=np.float32)
            found[[index for index, text in enumerate(texts) if text]] = rows
            return found

        yield vectors


def paper_text(paper: PaperText) -> str:
    """Return what is embedded of a paper."""
    return encodable(f"{paper.title}\n{paper.abstract}".strip())


def encodable(text: str) -> str:
    """Replace lone surrogates, which no tokenizer takes."""
    return text.encode("utf-8", "replace").decode("utf-8")
