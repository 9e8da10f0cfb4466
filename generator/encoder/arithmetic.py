"""Arithmetic that gives the same on every processor, to the last bit.

A product of matrices is one of whole numbers: rows in bytes times factors in signed bytes, each row and each
column with its own step (dynamic quantisation, as in Q8BERT: Zafrir et al., 2019). Whole numbers add up to
the same in any order, and what stays in floats uses additions, multiplications, divisions and square roots
alone, which IEEE 754 defines to the last bit, in a fixed order. So two machines agree exactly, where sums of
floats would differ in the last bits, and each rounding to bytes would make more of that.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

BYTE = np.float32(255)
"""The largest whole number that a value of a row becomes."""
SIGNED = np.float32(127)
"""The largest whole number that a factor becomes."""
LANES = 16
EXACT_INPUTS = 512
"""So many products of a byte and a signed byte are below 2²⁴, up to which float32 holds each whole number."""

# log(Φ(x) / Φ(-x)) ≈ x · P(x²), fitted for the least error of x · Φ(x), which is at most 3e-6 for any x.
_GELU = np.array(
    [
        1.5956562737418072,
        0.07293757378895077,
        -2.497177474499894e-4,
        -6.116314056230851e-5,
        2.238230935270836e-6,
    ],
    np.float32,
)
# exp(x) ≈ 1 + x + x² · P(x) for |x| ≤ log(2)/2, the first terms of Cephes' expf: at most 5e-6 off.
_EXPONENTIAL = np.array(
    [5.0000001201e-1, 1.6666665459e-1, 4.1665795894e-2, 8.3334519073e-3],
    np.float32,
)
_LIMIT = np.float32(87)  # e to its power is a float still
_LOG2_E = np.float32(1.44269504088896341)
_LOG_2 = np.float32(0.693359375), np.float32(-2.12194440e-4)  # in two parts, the first exact in few bits


def to_bytes(rows: Floats) -> tuple[Floats, Floats, Floats]:
    """Return whole numbers up to 255, and each row's least value and step: row ≈ least + numbers · step."""
    least = rows.min(axis=-1, keepdims=True)
    spread = rows.max(axis=-1, keepdims=True) - least
    return np.rint((rows - least) * _over(BYTE, spread)), least, spread / BYTE


def to_signed(rows: Floats, axis: int) -> tuple[Floats, Floats]:
    """Return whole numbers between -127 and 127, and the step along the axis: rows ≈ numbers · step."""
    largest = np.abs(rows).max(axis=axis, keepdims=True)
    return np.rint(rows * _over(SIGNED, largest)), largest / SIGNED


def dots(numbers: Floats, factors: Floats) -> Floats:
    """Return the product of two matrices (or stacks) of whole numbers: exact sums, then float32."""
    size = factors.shape[-2]
    if size <= EXACT_INPUTS:
        return np.asarray(numbers @ factors, np.float32)
    parts = range(0, size, EXACT_INPUTS)
    sums = sum(
        (numbers[..., at : at + EXACT_INPUTS] @ factors[at : at + EXACT_INPUTS]).astype(np.int64)
        for at in parts
    )
    return np.asarray(sums, np.float32)


def exponential(rows: Floats) -> Floats:
    """Return e to the power of each number, which is between -87 and 87."""
    twos = np.rint(rows * _LOG2_E)
    rest = rows - twos * _LOG_2[0]
    rest -= twos * _LOG_2[1]
    found = rest * _EXPONENTIAL[3] + _EXPONENTIAL[2]
    for factor in _EXPONENTIAL[1::-1]:
        found *= rest
        found += factor
    found *= rest * rest
    found += rest
    found += np.float32(1)
    return np.asarray((found.view(np.int32) + (twos.astype(np.int32) << 23)).view(np.float32))


def softmax_weights(scores: Floats) -> Floats:
    """Return 255 times the exponentials of each row's distances from its largest score, as whole numbers."""
    below = np.maximum(scores - scores.max(axis=-1, keepdims=True), -_LIMIT)
    return np.asarray(np.rint(exponential(below) * BYTE), np.float32)


def gelu(rows: Floats) -> Floats:
    """Return each x · Φ(x); Φ(x) is taken as 1 / (1 + exp(-x · P(x²)))."""
    squares = rows * rows
    odds = squares * -_GELU[-1]
    for factor in _GELU[-2:0:-1]:
        odds -= factor
        odds *= squares
    odds -= _GELU[0]
    odds *= rows
    return np.asarray(rows / (exponential(np.clip(odds, -_LIMIT, _LIMIT)) + np.float32(1)))


def normalise(rows: Floats, scale: Floats, shift: Floats, epsilon: np.float32) -> Floats:
    """Bring each row to mean 0 and variance 1, then scale and shift."""
    size = np.float32(rows.shape[-1])
    centred = rows - _sums(rows) / size
    factor = np.float32(1) / np.sqrt(_sums(centred * centred) / size + epsilon)
    return np.asarray(centred * factor * scale + shift, np.float32)


def _sums(rows: Floats) -> Floats:
    """Return the sum of each row: in 16 lanes first, then these by halves."""
    lanes = np.zeros((len(rows), LANES), np.float32)
    for at in range(0, rows.shape[1], LANES):
        lanes += rows[:, at : at + LANES]
    while lanes.shape[1] > 1:
        half = lanes.shape[1] // 2
        lanes = lanes[:, :half] + lanes[:, half:]
    return lanes


def _over(most: np.float32, values: Floats) -> Floats:
    return np.divide(most, values, out=np.zeros_like(values), where=values > 0)
