"""Whole numbers are exact, and what is left in floats is close to what it stands for."""

import math

import numpy as np
import pytest

from papershelf.extract.encoder.arithmetic import dots, gelu, softmax_weights, to_bytes, to_signed

CHANCE = np.random.default_rng(0)


@pytest.mark.parametrize("inputs", [32, 384, 512, 1536])
def test_sums_of_whole_numbers_are_exact_at_their_largest(inputs):
    rows, factors = np.full((3, inputs), 255, np.float32), np.full((inputs, 2), -127, np.float32)
    rows[1] = CHANCE.integers(0, 256, inputs)
    expected = rows.astype(np.int64) @ factors.astype(np.int64)
    assert dots(rows, factors).tolist() == expected.astype(np.float32).tolist()


def test_numbers_are_within_half_a_step():
    rows = CHANCE.standard_normal((50, 384)).astype(np.float32) * 9
    numbers, least, step = to_bytes(rows)
    assert (numbers.min(), numbers.max()) == (0, 255)
    assert (np.abs(least + numbers * step - rows) <= step / 2 * 1.0001).all()
    signed, step = to_signed(rows, 0)
    assert np.abs(signed).max(axis=0).tolist() == [127] * 384
    assert (np.abs(signed * step - rows) <= step / 2 * 1.0001).all()


def test_gelu_is_close_everywhere():
    x = np.linspace(-12, 12, 20_001, dtype=np.float32)
    expected = [value * 0.5 * (1 + math.erf(value / math.sqrt(2))) for value in x.tolist()]
    assert np.abs(gelu(x) - expected).max() < 1.6e-4


def test_softmax_gives_powers_of_two_in_bytes():
    scores = np.linspace(-80, 0, 20_001, dtype=np.float32)[None]
    weights = softmax_weights(scores, np.full((1, 1), 0.5, np.float32))
    assert weights[0, -1] == 255
    assert np.abs(weights - 255 * 2 ** (scores.astype(float) / 2)).max() < 0.53
