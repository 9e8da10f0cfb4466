"""Compiled code and numpy give the same to the bit, and the network is the model."""

from dataclasses import replace

import numpy as np
import pytest

from papershelf.extract.encoder import _native, arithmetic
from papershelf.extract.encoder.minilm import MiniLM
from papershelf.extract.encoder.network import Network
from papershelf.extract.encoder.weights import model_folder, read_weights

pytestmark = [pytest.mark.model, pytest.mark.filterwarnings("ignore::DeprecationWarning")]

LENGTHS = [3, 3, 7, 12, 13, 33, 33, 256]
PHRASES = ["continual learning", "LoRA", "naïve Bayes, GPT-3 & GPT-4: 99.9%", "学习 обучение 🙂", "", "!!!"]


@pytest.fixture(scope="module")
def network():
    return Network.of(read_weights(model_folder()))


@pytest.fixture(scope="module")
def windows():
    chance = np.random.default_rng(0)
    return [chance.integers(1000, 30_000, length, dtype=np.int32) for length in LENGTHS]


@pytest.mark.parametrize("kernel", [None, *_native.KERNELS])
def test_compiled_code_gives_what_numpy_gives(network, windows, kernel):
    assert np.array_equal(network.run(windows, kernel=kernel), network.run(windows, native=False))


def test_numpy_does_it_where_the_processor_has_no_kernel(network, windows, monkeypatch):
    monkeypatch.setattr(_native, "KERNELS", [])
    monkeypatch.setattr(_native, "run", None)
    assert np.array_equal(network.run(windows[:3]), network.run(windows[:3], native=False))


def test_tokens_without_any_difference_are_no_trouble(network):
    flat = replace(network, words=np.zeros_like(network.words), places=np.zeros_like(network.places))
    windows = [np.array([1, 2, 3], np.int32)]
    assert np.isfinite(flat.run(windows)).all()
    assert np.array_equal(flat.run(windows), flat.run(windows, native=False))


BAD = [
    ({"lengths": [3, 3]}, "no batch of windows"),
    ({"lengths": [0, 10]}, "no batch of windows"),
    ({"lengths": [600], "ids": [1] * 600}, "1 to 512 tokens"),
    ({"ids": [1] * 9 + [30_522]}, "tokens of the vocabulary"),
    ({"ids": [1] * 9 + [-1]}, "tokens of the vocabulary"),
    ({"sums": np.zeros((1, 384), np.float32)}, "an array has 1536 bytes, not 3072"),
    ({"layers": ()}, "expected a tuple of 6"),
    ({"layers": ((),) * 6}, "expected a tuple of 20"),
    ({"layers": ((np.zeros(3),) * 20,) * 6}, "an array has 24 bytes, not 442368"),
    ({"kernel": "abacus"}, 'no kernel "abacus"'),
]


needs_kernel = pytest.mark.skipif(not _native.KERNELS, reason="no kernel for this processor")


@needs_kernel
@pytest.mark.parametrize(("change", "message"), BAD)
def test_what_does_not_fit_is_refused(network, change, message):
    with pytest.raises(ValueError, match=message):
        _call(network, **change)


@needs_kernel
def test_sums_that_may_not_be_written_are_refused(network):
    sums = np.zeros((2, 384), np.float32)
    sums.flags.writeable = False
    with pytest.raises(ValueError, match="read-only"):
        _call(network, sums=sums)


def _call(network, sums=None, ids=(1,) * 10, lengths=(5, 5), layers=None, kernel=None):
    embeddings, packed = network._packed
    _native.run(
        np.zeros((2, 384), np.float32) if sums is None else sums,
        np.array(ids, np.int32),
        np.array(lengths, np.int32),
        embeddings,
        packed if layers is None else layers,
        kernel,
    )


def test_with_finer_steps_it_is_the_model_of_sentence_transformers(monkeypatch):
    from sentence_transformers import SentenceTransformer

    for name in ("BYTE", "SIGNED"):
        monkeypatch.setattr(arithmetic, name, np.float32(2**20))
    monkeypatch.setattr(arithmetic, "_POWER", arithmetic._POWER * np.float32(2**20 / 255))
    ours = MiniLM(threads=1, native=False).encode(PHRASES)
    theirs = SentenceTransformer(str(model_folder()), device="cpu").encode(PHRASES, normalize_embeddings=True)
    assert (ours * theirs).sum(axis=1).min() > 0.99999
    assert np.abs(ours - theirs).max() < 3e-4  # what is left are the polynomials' errors
