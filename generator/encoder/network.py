"""The arithmetic of all-MiniLM-L6-v2 (a BERT of six layers) in numpy.

numpy's matrix product runs at the processor's peak, so this takes about as long as ONNX Runtime does (75
GFLOP/s a core against 80) and saves installing it. The windows of a batch stand one after the other without
padding: what a text's vector is does not depend on what else is in its batch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import sqrt
from typing import Any

import numpy as np
import numpy.typing as npt

LAYERS = 6
HEADS = 12
DIMENSIONS = 384
HEAD = DIMENSIONS // HEADS
EPSILON = np.float32(1e-12)

# log(Φ(x) / Φ(-x)) ≈ x · P(x²), fitted for the least error of x · Φ(x), which is at most 3e-6 for any x.
GELU = np.array(
    [
        1.5956562737418072,
        0.07293757378895077,
        -2.497177474499894e-4,
        -6.116314056230851e-5,
        2.238230935270836e-6,
    ],
    np.float32,
)

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int32]
Norm = tuple[Floats, Floats]


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """A layer's factors, shape (inputs, outputs), and what is added to the product."""

    factors: Floats
    bias: Floats

    @classmethod
    def of(cls, weights: Mapping[str, npt.NDArray[Any]], name: str) -> Linear:
        """Read the layer of this name."""
        return cls(np.ascontiguousarray(weights[f"{name}.weight"].T), weights[f"{name}.bias"])


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
    def of(cls, weights: Mapping[str, npt.NDArray[Any]], name: str) -> Layer:
        """Read the layer of this name."""
        query, key, value = (
            Linear.of(weights, f"{name}.attention.self.{part}") for part in ("query", "key", "value")
        )
        scale = np.float32(1 / sqrt(HEAD))
        factors = np.concatenate([query.factors * scale, key.factors, value.factors], axis=1)
        output = Linear.of(weights, f"{name}.attention.output.dense")
        return cls(
            attention=Linear(factors, query.bias * scale),
            output=Linear(output.factors, output.bias + value.bias @ output.factors),
            output_norm=_norm_of(weights, f"{name}.attention.output.LayerNorm"),
            inner=Linear.of(weights, f"{name}.intermediate.dense"),
            outer=Linear.of(weights, f"{name}.output.dense"),
            outer_norm=_norm_of(weights, f"{name}.output.LayerNorm"),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The whole model; holds weights alone, so that several threads may use it."""

    words: Floats
    places: Floats
    norm: Norm
    layers: tuple[Layer, ...]

    @classmethod
    def of(cls, weights: Mapping[str, npt.NDArray[Any]]) -> Network:
        """Read the model from its tensors."""
        segment = weights["embeddings.token_type_embeddings.weight"][0]
        return cls(
            words=weights["embeddings.word_embeddings.weight"],
            places=weights["embeddings.position_embeddings.weight"] + segment,
            norm=_norm_of(weights, "embeddings.LayerNorm"),
            layers=tuple(Layer.of(weights, f"encoder.layer.{number}") for number in range(LAYERS)),
        )

    def run(self, windows: Sequence[Ids]) -> Floats:
        """Return the vector of each token, shape (tokens, 384), of all windows one after the other.

        Args:
            windows: each with its [CLS] and [SEP]; windows of one length should stand together.
        """
        lengths = [len(ids) for ids in windows]
        hidden = self.words[np.concatenate(windows)]
        hidden += np.concatenate([self.places[:length] for length in lengths])
        _normalise(hidden, self.norm)
        runs = [(length, len([*group])) for length, group in groupby(lengths)]
        with np.errstate(over="ignore"):
            for layer in self.layers:
                _add_and_normalise(
                    hidden, _attend(hidden, layer.attention, runs), layer.output, layer.output_norm
                )
                inner = hidden @ layer.inner.factors
                inner += layer.inner.bias
                _gelu(inner)
                _add_and_normalise(hidden, inner, layer.outer, layer.outer_norm)
        return hidden


def _norm_of(weights: Mapping[str, npt.NDArray[Any]], name: str) -> Norm:
    return weights[f"{name}.weight"], weights[f"{name}.bias"]


def _attend(hidden: Floats, attention: Linear, runs: Sequence[tuple[int, int]]) -> Floats:
    """Return what each token gathers from its window: softmax of query · key, times the values."""
    products = hidden @ attention.factors
    products[:, :DIMENSIONS] += attention.bias
    context = np.empty_like(hidden)
    start = 0
    for length, count in runs:
        end = start + length * count
        parts = products[start:end].reshape(count, length, 3, HEADS, HEAD).transpose(2, 0, 3, 1, 4)
        queries, keys, values = parts
        scores = queries @ keys.swapaxes(2, 3)
        scores -= scores.max(axis=-1, keepdims=True)
        np.exp(scores, out=scores)
        gathered = context[start:end].reshape(count, length, HEADS, HEAD).swapaxes(1, 2)
        np.matmul(scores, values, out=gathered)
        gathered /= scores.sum(axis=-1, keepdims=True)
        start = end
    return context


def _add_and_normalise(hidden: Floats, inputs: Floats, linear: Linear, norm: Norm) -> None:
    """Add the layer's output to `hidden`, in place, and normalise."""
    hidden += inputs @ linear.factors
    hidden += linear.bias
    _normalise(hidden, norm)


def _normalise(rows: Floats, norm: Norm) -> None:
    """Bring each row to mean 0 and variance 1, then scale and shift, in place."""
    size = np.float32(rows.shape[1])
    rows -= rows.sum(axis=1, keepdims=True) / size
    variance = np.einsum("ij,ij->i", rows, rows) / size
    rows *= (1 / np.sqrt(variance + EPSILON))[:, None]
    factors, shift = norm
    rows *= factors
    rows += shift


def _gelu(rows: Floats) -> None:
    """Replace each x by x · Φ(x), in place; Φ(x) is taken as 1 / (1 + exp(-x · P(x²)))."""
    squares = rows * rows
    odds = squares * -GELU[-1]
    for factor in GELU[-2:0:-1]:
        odds -= factor
        odds *= squares
    odds -= GELU[0]
    odds *= rows
    np.exp(odds, out=odds)
    odds += 1
    rows /= odds
