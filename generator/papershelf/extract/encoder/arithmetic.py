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

# Φ(x) ≈ 1/2 + t · P(t²), t = x but within ±EDGE; fitted for the least error of x · Φ(x): at most 1.6e-4.
_EDGE = np.float32(3.9)
_GELU = np.array(
    [
        0.3980880379676819,
        -0.06487306207418442,
        0.008915535174310207,
        -0.000844898633658886,
        5.1279985200380906e-05,
        -1.7727919612298138e-06,
        2.6319350254766505e-08,
    ],
    np.float32,
)
# 255 · 2ˣ ≈ P(x) for |x| ≤ 1/2, fitted for the least error: at most 0.02.
_POWER = np.array([254.9816436767578, 176.7815399169922, 61.86589813232422, 14.068802833557129], np.float32)
_FAINTEST = np.float32(-30)  # 255 times 2 to its power is nothing


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


def softmax_weights(scores: Floats, step: Floats) -> Floats:
    """Return 255 times 2 to the power of each row's distances from its largest score, as whole numbers.

    Args:
        scores: in steps of their row.
        step: of each row.
    """
    below = np.maximum((scores - scores.max(axis=-1, keepdims=True)) * step, _FAINTEST)
    twos = np.rint(below)
    powers = _polynomial(below - twos, _POWER)
    powers = (powers.view(np.int32) + (twos.astype(np.int32) << 23)).view(np.float32)
    return np.asarray(np.rint(powers), np.float32)


def gelu(rows: Floats) -> Floats:
    """Return each x · Φ(x)."""
    near = np.clip(rows, -_EDGE, _EDGE)
    shares = _polynomial(near * near, _GELU)
    shares *= near
    shares += np.float32(0.5)
    shares *= rows
    return shares


def _polynomial(rows: Floats, factors: Floats) -> Floats:
    """Return the sum of factors[k] · xᵏ for each x."""
    found = rows * factors[-1]
    for factor in factors[-2:0:-1]:
        found += factor
        found *= rows
    found += factors[0]
    return np.asarray(found, np.float32)


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
