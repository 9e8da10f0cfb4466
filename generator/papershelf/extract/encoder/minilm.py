"""all-MiniLM-L6-v2 without torch: tokens, windows, batches, the network, the mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from papershelf.errors import ModelError
from papershelf.extract.encoder.arithmetic import Floats
from papershelf.extract.encoder.network import DIMENSIONS, Ids, Network
from papershelf.extract.encoder.weights import INSTALL, model_folder, read_weights
from papershelf.extract.encoder.windows import cut_windows
from papershelf.extract.parallel import cores
from papershelf.lock import MODEL

if TYPE_CHECKING:  # loaded only where something is embedded
    from tokenizers import Tokenizer

BATCH_TOKENS = 512
"""Enough for the matrix product's peak; more leave the processor's cache."""
START, END = 101, 102
"""The tokens [CLS] and [SEP]."""


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """A part of a text that the model reads at once: the text's number, and the part's tokens."""

    text: int
    ids: Ids


class MiniLM:
    """An Encoder: mean of the tokens' vectors, unit length; loaded at first use.

    Args:
        folder: where the model lies; by default, in the installed package.
        batch_tokens: the most tokens that are computed at once (a longer window is a batch of its own).
        threads: how many batches are computed side by side; 0 is one for each core.
        native: let compiled code compute, where there is any; numpy gives the same.
    """

    def __init__(
        self,
        folder: Path | None = None,
        *,
        batch_tokens: int = BATCH_TOKENS,
        threads: int = 0,
        native: bool = True,
    ) -> None:
        self._folder = folder
        self._batch_tokens = batch_tokens
        self._threads = threads or cores()
        self._native = native

    @property
    def name(self) -> str:
        """Model and arithmetic."""
        return f"{MODEL} int8"

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return a row of length 1 a text; a long one's is the mean over the tokens of all its windows."""
        sums = np.zeros((len(texts), DIMENSIONS), np.float32)
        if not texts:
            return sums  # what is in a cache needs no model
        todo = [*batches(self._windows(texts), self._batch_tokens)]
        for batch, totals in zip(todo, self._totals(todo), strict=True):
            np.add.at(sums, [window.text for window in batch], totals)
        return np.asarray(sums / np.linalg.norm(sums, axis=1, keepdims=True), np.float32)

    def _totals(self, todo: Sequence[Sequence[Window]]) -> Iterator[Floats]:
        """Yield for each batch the sum of each window's token vectors."""
        from threadpoolctl import threadpool_limits

        run = partial(self._network.run, native=self._native)
        # A thread for each batch and one for its products keeps the cores busier than the other way round.
        with threadpool_limits(1, user_api="blas"):
            yield from self._pool.map(lambda batch: run([window.ids for window in batch]), todo)

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._threads)

    @cached_property
    def _network(self) -> Network:
        return Network.of(read_weights(self._folder or model_folder()))

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return _open_tokenizer(self._folder or model_folder())

    def _windows(self, texts: Sequence[str]) -> Iterator[Window]:
        readable = [text.encode("utf-8", "replace").decode() for text in texts]
        encodings = self._tokenizer.encode_batch_fast(readable, add_special_tokens=False)
        for number, encoding in enumerate(encodings):
            ids = encoding.ids
            for start, end in cut_windows(encoding.word_ids):
                yield Window(number, np.array([START, *ids[start:end], END], np.int32))


def batches(windows: Iterable[Window], most_tokens: int) -> Iterator[list[Window]]:
    """Yield the windows in batches of at most so many tokens, the shortest windows first."""
    batch: list[Window] = []
    tokens = 0
    for window in sorted(windows, key=lambda window: len(window.ids)):
        if batch and tokens + len(window.ids) > most_tokens:
            yield batch
            batch, tokens = [], 0
        batch.append(window)
        tokens += len(window.ids)
    if batch:
        yield batch


def _open_tokenizer(folder: Path) -> Tokenizer:
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise ModelError(f"{error}; {INSTALL}") from error
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()  # the file asks for 128 tokens
    tokenizer.no_padding()
    return tokenizer
