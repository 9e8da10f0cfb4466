"""The encoder in bytes against sentence-transformers in floats; the steps between cost at most 0.01."""

import os
import platform
import subprocess
import sys

import numpy as np
import pytest

from papershelf.extract.encoder.minilm import MiniLM
from papershelf.extract.encoder.weights import model_folder
from tests.world import ROOT

pytestmark = [
    pytest.mark.model,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
]

SHORT = [
    "continual learning",
    "LoRA",
    "Rehearsal-free class-incremental continual learning with 10X~20X fewer parameters",
    "naïve Bayes, GPT-3 & GPT-4: 99.9%",
    "学习 обучение 🙂",
    "",
    "!!!",
    "We study the learning dynamics of self-predictive learning for reinforcement learning. " * 8,
]
LONG = "Trainable layers such as convolutional building blocks are the standard network design choices. " * 60


@pytest.fixture(scope="module")
def encoder():
    return MiniLM(threads=1)


@pytest.fixture(scope="module")
def reference():
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(model_folder()), device="cpu")


def test_short_texts_are_nearly_as_sentence_transformers_has_them(encoder, reference):
    ours = encoder.encode(SHORT)
    theirs = reference.encode(SHORT, normalize_embeddings=True)
    assert (ours * theirs).sum(axis=1).min() > 0.99


def test_a_long_text_is_the_mean_over_its_windows(encoder, reference):
    import torch

    windows = [window.ids for window in encoder._windows([LONG])]
    assert len(windows) > 3
    assert max(map(len, windows)) <= 256
    total = np.zeros(384, np.float32)
    for ids in windows:
        batch = {
            "input_ids": torch.tensor(ids[None].astype(np.int64)),
            "attention_mask": torch.ones(1, len(ids)),
        }
        with torch.no_grad():
            total += reference(batch)["token_embeddings"][0].sum(dim=0).numpy()
    assert encoder.encode([LONG])[0] @ (total / np.linalg.norm(total)) > 0.997


def test_the_end_of_a_long_text_counts(encoder):
    bread = "A wholly different matter: sourdough bread. "
    one, other, both = encoder.encode([LONG, bread * 100, LONG + bread * 100])
    assert one @ other < 0.3
    assert both @ other > 0.5


def test_no_text_needs_no_model(tmp_path):
    assert MiniLM(tmp_path).encode([]).shape == (0, 384)


def test_lone_surrogates_are_read_as_unknown(encoder):
    assert np.isfinite(encoder.encode(["\ud800 learning"])).all()


@pytest.mark.parametrize("batch_tokens", [64, 512])
def test_neither_order_nor_company_nor_batches_change_a_vector(encoder, batch_tokens):
    texts = [*SHORT, LONG]
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    together = MiniLM(batch_tokens=batch_tokens, threads=2).encode(texts[::-1] * 3)[: len(texts)][::-1]
    assert np.array_equal(alone, together)


ENCODE = """
import sys, numpy as np
from papershelf.extract.encoder import MiniLM
from tests.extract.encoder.test_minilm import SHORT
np.save(sys.argv[1], MiniLM(threads=2, batch_tokens=64, native=False).encode(SHORT))
"""


@pytest.mark.skipif(platform.machine() != "x86_64", reason="names of x86 instruction sets")
@pytest.mark.parametrize(
    ("kernels", "without"),
    [("Haswell", "X86_V4 AVX512_ICL AVX512_SPR"), ("Nehalem", "X86_V3 X86_V4 AVX512_ICL AVX512_SPR")],
    ids=["AVX2 alone", "SSE alone"],
)
def test_a_lesser_processor_agrees(encoder, tmp_path, kernels, without):
    path = tmp_path / "vectors.npy"
    environment = os.environ | {"OPENBLAS_CORETYPE": kernels, "NPY_DISABLE_CPU_FEATURES": without}
    subprocess.run([sys.executable, "-c", ENCODE, path], env=environment, check=True, cwd=ROOT)
    assert np.abs(encoder.encode(SHORT) - np.load(path)).max() < 1e-6
