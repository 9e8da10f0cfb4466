"""Texts are embedded in parts that are told of; KeyBERT comes without sentence-transformers."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from generator.keywords.scoring import embed


class Lengths:
    name = "lengths"

    def encode(self, texts):
        return np.array([[len(text)] for text in texts], np.float32).reshape(len(texts), 1)


@pytest.mark.parametrize(
    ("count", "told"),
    [
        pytest.param(0, [], id="nothing"),
        pytest.param(4, [2, 4], id="even"),
        pytest.param(5, [2, 4, 5], id="odd"),
    ],
)
def test_parts(count, told):
    heard: list[int] = []
    rows = embed(["x" * number for number in range(count)], Lengths(), 2, heard.append)
    assert rows[:, 0].tolist() == [*range(count)]
    assert heard == told


def test_keybert_is_loaded_without_sentence_transformers():
    code = """
import sys
from generator.keywords.scoring import _keybert
_keybert(None)
assert "keybert" in sys.modules
assert not {"sentence_transformers", "torch"} & {*sys.modules}
import sentence_transformers
"""
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True)
