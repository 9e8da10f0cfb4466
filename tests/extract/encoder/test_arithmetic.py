"""Whole numbers are exact, and what is left in floats is close to what it stands for."""

import math

import numpy as np
import pytest

from papershelf.extract.encoder.arithmetic import (
    dots,
    gelu,
    normalise,
    softmax_weights,
    to_bytes,
    to_signed,
)

CHANCE = np.random.default_rng(0)


@pytest.mark.parametrize("inputs", [32, 384, 512, 1536])
def test_sums_of_whole_numbers_are_exact_at_their_largest(inputs):
    rows, factors = np.full((3, inputs), 255, np.float32), np.full((inputs, 2), -127, np.float32)
    rows[1] = CHANCE.integers(0, 256, inputs)
    expected = (rows.astype(np.int64) @ factors.astype(np.int64)).astype(np.float32)
    assert (
        dots(rows, factors).astype(np.int64).tolist() == expected.astype(np.float32).astype(np.int64).tolist()
    )


def test_bytes_are_within_half_a_step():
    rows = CHANCE.standard_normal((50, 384)).astype(np.float32) * 9
    numbers, least, step = to_bytes(rows)
    assert (numbers.min(), numbers.max()) == (0, 255)
    assert (np.abs(least + numbers * step - rows) <= step / 2 * 1.0001).all()


def test_signed_numbers_are_within_half_a_step():
    rows = CHANCE.standard_normal((50, 8)).astype(np.float32)
    numbers, step = to_signed(rows, 0)
    assert np.abs(numbers).max(axis=0).tolist() == [127] * 8
    assert (np.abs(numbers * step - rows) <= step / 2 * 1.0001).all()


def test_rows_of_one_value_lose_nothing():
    numbers, least, step = to_bytes(np.full((2, 16), 3, np.float32))
    assert (least + numbers * step == 3).all()
    assert not to_signed(np.zeros((2, 16), np.float32), 1)[0].any()


def test_gelu_is_close_everywhere():
    x = np.linspace(-12, 12, 20_001, dtype=np.float32)
    expected = [value * 0.5 * (1 + math.erf(value / math.sqrt(2))) for value in x.tolist()]
    assert np.abs(gelu(x) - expected).max() < 1.6e-4


def test_softmax_gives_powers_of_two_in_bytes():
    scores = np.linspace(-80, 0, 20_001, dtype=np.float32)[None]
    weights = softmax_weights(scores, np.full((1, 1), 0.5, np.float32))
    assert weights[0, -1] == 255
    assert np.abs(weights - 255 * 2 ** (scores.astype(float) / 2)).max() < 0.53


def test_softmax_gives_equal_scores_equal_weights():
    weights = softmax_weights(
        np.array([[2, 0, -1e9, 2], [-5, -5, -5, -5]], np.float32), np.ones((2, 1), np.float32)
    )
    assert weights.tolist() == [[255, 64, 0, 255], [255] * 4]


def test_normalised_rows_have_mean_0_and_variance_1():
    rows = CHANCE.standard_normal((5, 384)).astype(np.float32) * 7 + 3
    found = normalise(rows, np.full(384, 2, np.float32), np.ones(384, np.float32), np.float32(1e-12))
    assert np.abs(found.mean(axis=1) - 1).max() < 1e-5
    assert np.abs(found.std(axis=1) - 2).max() < 1e-5
