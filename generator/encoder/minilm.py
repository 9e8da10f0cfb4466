"""all-MiniLM-L6-v2 on ONNX Runtime, without torch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from generator.encoder.weights import DIMENSIONS, INSTALL, model_folder, read_weights
from generator.encoder.windows import cut_windows
from generator.errors import ModelError

if TYPE_CHECKING:  # both are heavy, and loaded only where something is embedded
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

NAME = "all-MiniLM-L6-v2"
BATCH_TOKENS = 4096
START, END = 101, 102
"""The tokens [CLS] and [SEP]."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """A part of a text that the model reads at once: the text's number, and the part's tokens."""

    text: int
    ids: npt.NDArray[np.int32]


class MiniLM:
    """An Encoder: mean of the tokens' vectors, unit length; batches hold texts of one length.

    Args:
        folder: where the model lies; by default, the installed package.
        batch_tokens: the most tokens that are computed at once.
        threads: of ONNX Runtime; 0 is one for each core.
    """

    def __init__(
        self, folder: Path | None = None, *, batch_tokens: int = BATCH_TOKENS, threads: int = 0
    ) -> None:
        self._folder = folder or model_folder()
        self._batch_tokens = batch_tokens
        self._tokenizer = _open_tokenizer(self._folder)
        self._session = _open_session(self._folder, threads)

    @property
    def name(self) -> str:
        """Model and arithmetic."""
        return f"{NAME} float32"

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return a row of length 1 for each text; a long text is the mean over all of its windows' tokens."""
        sums = np.zeros((len(texts), DIMENSIONS), np.float32)
        for batch in batches(self._windows(texts), self._batch_tokens):
            ids = np.stack([window.ids for window in batch])
            means = self._session.run(["mean"], {"ids": ids})[0]
            np.add.at(sums, [window.text for window in batch], means * ids.shape[1])
        return np.asarray(sums / np.linalg.norm(sums, axis=1, keepdims=True), np.float32)

    def _windows(self, texts: Sequence[str]) -> Iterator[Window]:
        readable = [text.encode("utf-8", "replace").decode() for text in texts]
        for number, encoding in enumerate(
            self._tokenizer.encode_batch_fast(readable, add_special_tokens=False)
        ):
            ids = encoding.ids
            for start, end in cut_windows(encoding.word_ids):
                yield Window(number, np.array([START, *ids[start:end], END], np.int32))


def batches(windows: Iterator[Window], most_tokens: int) -> Iterator[list[Window]]:
    """Yield the windows in batches of one length each, the shortest first."""
    by_length: defaultdict[int, list[Window]] = defaultdict(list)
    for window in windows:
        by_length[len(window.ids)].append(window)
    for length, group in sorted(by_length.items()):
        size = max(1, most_tokens // length)
        for start in range(0, len(group), size):
            yield group[start : start + size]


def _open_tokenizer(folder: Path) -> Tokenizer:
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise ModelError(f"{error}; {INSTALL}") from error
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()  # the file asks for 128 tokens
    tokenizer.no_padding()
    return tokenizer


def _open_session(folder: Path, threads: int) -> InferenceSession:
    try:
        import onnxruntime

        from generator.encoder.graph import write_graph
    except ImportError as error:
        raise ModelError(f"{error}; {INSTALL}") from error
    graph, tensors = write_graph(read_weights(folder))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    values: list[Any] = [onnxruntime.OrtValue.ortvalue_from_numpy(array) for array in tensors.values()]
    options.add_external_initializers(list(tensors), values)
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
