"""Two machines agree: the encoder under other instruction sets and batch sizes."""

import os
import platform
import subprocess
import sys

import numpy as np
import pytest

from papershelf.extract.encoder import MiniLM

TEXTS = [
    "continual learning",
    "GPT-3",
    "Low-rank adaptation of large language models",
    "We study catastrophic forgetting, and propose to replay a few examples of earlier tasks. " * 30,
]
ENCODE = """
import sys, numpy as np
from papershelf.extract.encoder import MiniLM
from tests.extract.encoder.test_agreement import TEXTS
np.save(sys.argv[1], MiniLM(threads=2, batch_tokens=64, native=False).encode(TEXTS))
"""
PROCESSORS = [
    pytest.param("Haswell", "X86_V4 AVX512_ICL AVX512_SPR", id="AVX2 alone"),
    pytest.param("Nehalem", "X86_V3 X86_V4 AVX512_ICL AVX512_SPR", id="SSE alone"),
]


@pytest.mark.model
@pytest.mark.skipif(platform.machine() != "x86_64", reason="names of x86 instruction sets")
@pytest.mark.parametrize(("kernels", "without"), PROCESSORS)
def test_a_lesser_processor_agrees(tmp_path, kernels, without):
    path = tmp_path / "vectors.npy"
    environment = os.environ | {"OPENBLAS_CORETYPE": kernels, "NPY_DISABLE_CPU_FEATURES": without}
    subprocess.run([sys.executable, "-c", ENCODE, path], env=environment, check=True)
    here, there = MiniLM(threads=1).encode(TEXTS), np.load(path)
    assert np.abs(here - there).max() < 1e-6
