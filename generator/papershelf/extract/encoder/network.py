"""all-MiniLM-L6-v2 (a BERT of six layers), in bytes.

What each layer computes is written here, in numpy. `native/` does the same operations on the same numbers
in the same order, three to eight times as fast, and is used where it could be compiled and the processor has
the instructions: tests hold the two against each other to the bit. The windows of a batch stand one after the
other without padding: what a text's vector is does not depend on what else is in its batch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from math import e, log2, sqrt
from typing import Any

import numpy as np
import numpy.typing as npt

from papershelf.extract.encoder.arithmetic import (
    Floats,
    dots,
    gelu,
    normalise,
    softmax_weights,
    to_bytes,
    to_signed,
)

try:
    from papershelf.extract.encoder import _native
except ImportError:  # it could not be compiled where this was installed
    _native = None  # type: ignore[assignment]

LAYERS = 6
HEADS = 12
DIMENSIONS = 384
HEAD = DIMENSIONS // HEADS
EPSILON = np.float32(1e-12)
COLUMNS, QUAD = 32, 4
"""How the factors lie in memory for `native/`: tiles of columns, in each four rows at a time."""

Ids = npt.NDArray[np.int32]
Array = npt.NDArray[Any]
Weights = Mapping[str, Array]


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """rows · factors + bias, in bytes.

    Args:
        factors: whole numbers, shape (inputs, outputs).
        step: of each column.
        shift: of each column, the sum of its factors times its step: what a row's least value is times.
        bias: added to the product.
    """

    factors: Floats
    step: Floats
    shift: Floats
    bias: Floats

    @classmethod
    def of(cls, factors: Floats, bias: Floats) -> Linear:
        """Round the factors."""
        numbers, step = to_signed(factors, 0)
        return cls(numbers, step[0], step[0] * numbers.sum(axis=0), bias)

    def __call__(self, rows: Floats) -> Floats:
        """Return a row of outputs for each row of inputs."""
        numbers, least, step = to_bytes(rows)
        products = dots(numbers, self.factors) * (step * self.step)
        return np.asarray(products + least * self.shift + self.bias, np.float32)

    def packed(self) -> tuple[Array, ...]:
        """Return what `_native.run` takes."""
        inputs, outputs = self.factors.shape
        quads = self.factors.astype(np.int8).reshape(inputs // QUAD, QUAD, outputs // COLUMNS, COLUMNS)
        return np.ascontiguousarray(quads.transpose(2, 0, 3, 1)), self.step, self.shift, self.bias


@dataclass(frozen=True, slots=True, eq=False)
class Norm:
    """Brings each row to mean 0 and variance 1, then scales and shifts it."""

    scale: Floats
    shift: Floats

    @classmethod
    def of(cls, weights: Weights, name: str) -> Norm:
        """Read the norm of this name."""
        return cls(weights[f"{name}.weight"], weights[f"{name}.bias"])

    def __call__(self, rows: Floats) -> Floats:
        """Return the rows normalised."""
        return normalise(rows, self.scale, self.shift, EPSILON)


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """Attention and the feed-forward part of one layer.

    `attention` gives queries, keys and values side by side. Its bias is the queries' alone: the keys' bias
    adds the same to all scores of a query, so that softmax drops it, and the values' is in the output's.
    """

    attention: Linear
    output: Linear
    output_norm: Norm
    inner: Linear
    outer: Linear
    outer_norm: Norm

    @classmethod
    def of(cls, weights: Weights, name: str) -> Layer:
        """Read the layer of this name."""
        query, key, value = (
            _linear(weights, f"{name}.attention.self.{part}") for part in ("query", "key", "value")
        )
        scale = np.float32(log2(e) / sqrt(HEAD))  # softmax_weights takes powers of 2
        output, output_bias = _linear(weights, f"{name}.attention.output.dense")
        # In a fixed order, as `@` has none.
        value_bias = (value[1][:, None] * output).sum(axis=0, dtype=np.float64)
        return cls(
            attention=Linear.of(
                np.concatenate([query[0] * scale, key[0], value[0]], axis=1),
                np.concatenate([query[1] * scale, np.zeros(2 * DIMENSIONS, np.float32)]),
            ),
            output=Linear.of(output, (output_bias + value_bias).astype(np.float32)),
            output_norm=Norm.of(weights, f"{name}.attention.output.LayerNorm"),
            inner=Linear.of(*_linear(weights, f"{name}.intermediate.dense")),
            outer=Linear.of(*_linear(weights, f"{name}.output.dense")),
            outer_norm=Norm.of(weights, f"{name}.output.LayerNorm"),
        )

    def __call__(self, hidden: Floats, lengths: Sequence[int]) -> Floats:
        """Return the rows of the next layer.

        Args:
            hidden: a row a token, of all windows one after the other.
            lengths: how many tokens each window has.
        """
        hidden = self.output_norm(hidden + self.output(_attend(self.attention(hidden), lengths)))
        return self.outer_norm(hidden + self.outer(gelu(self.inner(hidden))))

    def packed(self) -> tuple[Array, ...]:
        """Return what `_native.run` takes."""
        linears = (self.attention, self.output, self.inner, self.outer)
        norms = (self.output_norm, self.outer_norm)
        return (
            *(part for linear in linears for part in linear.packed()),
            *(part for norm in norms for part in (norm.scale, norm.shift)),
        )


@dataclass(frozen=True, eq=False)
class Network:
    """The whole model; holds weights alone, so that several threads may use it."""

    words: Floats
    places: Floats
    norm: Norm
    layers: tuple[Layer, ...]

    @classmethod
    def of(cls, weights: Weights) -> Network:
        """Read the model from its tensors."""
        segment = weights["embeddings.token_type_embeddings.weight"][0]
        return cls(
            words=weights["embeddings.word_embeddings.weight"],
            places=weights["embeddings.position_embeddings.weight"] + segment,
            norm=Norm.of(weights, "embeddings.LayerNorm"),
            layers=tuple(Layer.of(weights, f"encoder.layer.{number}") for number in range(LAYERS)),
        )

    def run(self, windows: Sequence[Ids], *, native: bool = True, kernel: str | None = None) -> Floats:
        """Return for each window the sum of its tokens' vectors, shape (windows, 384).

        Args:
            windows: each with its [CLS] and [SEP]; windows of one length should stand together.
            native: let compiled code do it, where there is any.
            kernel: one of `_native.KERNELS`; None is the fastest.
        """
        ids, lengths = np.concatenate(windows), np.array([len(ids) for ids in windows], np.int32)
        if not native or _native is None or not _native.KERNELS:
            return self._run(ids, lengths)
        sums = np.empty((len(windows), DIMENSIONS), np.float32)
        _native.run(sums, ids, lengths, *self._packed, kernel)
        return sums

    def _run(self, ids: Ids, lengths: Ids) -> Floats:
        places = np.concatenate([self.places[:length] for length in lengths])
        hidden = self.norm(self.words[ids] + places)
        for layer in self.layers:
            hidden = layer(hidden, lengths.tolist())
        # Row by row; reduceat would add in another order.
        return np.stack([rows.sum(axis=0) for rows in np.split(hidden, np.cumsum(lengths)[:-1])])

    @cached_property
    def _packed(self) -> tuple[tuple[Floats, ...], tuple[tuple[Array, ...], ...]]:
        embeddings = (self.words, self.places, self.norm.scale, self.norm.shift)
        return embeddings, tuple(layer.packed() for layer in self.layers)


def _linear(weights: Weights, name: str) -> tuple[Floats, Floats]:
    return weights[f"{name}.weight"].T, weights[f"{name}.bias"]


def _attend(products: Floats, lengths: Sequence[int]) -> Floats:
    """Return what each token gathers from its window: softmax of query · key, times the values."""
    context = np.empty((len(products), DIMENSIONS), np.float32)
    start = 0
    for length, group in groupby(lengths):
        count = len([*group])
        end = start + length * count
        parts = products[start:end].reshape(count, length, 3, HEADS, HEAD).transpose(2, 0, 3, 1, 4)
        gathered = context[start:end].reshape(count, length, HEADS, HEAD).swapaxes(1, 2)
        gathered[:] = _gather(*parts)
        start = end
    return context


def _gather(queries: Floats, keys: Floats, values: Floats) -> Floats:
    numbers, step = to_signed(queries, -1)
    key_numbers, key_step = (part.swapaxes(-1, -2) for part in to_signed(keys, -1))
    value_numbers, value_step = to_signed(values, -2)
    weights = softmax_weights(dots(numbers, key_numbers) * key_step, step)
    gathered = dots(weights, value_numbers) * value_step
    return np.asarray(gathered / weights.sum(axis=-1, keepdims=True), np.float32)
