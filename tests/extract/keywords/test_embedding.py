"""Texts are embedded in parts that are told of."""

from __future__ import annotations

from threading import Event, Timer

import numpy as np
import pytest

from papershelf.errors import ModelError
from papershelf.extract.keywords.embedding import embedding


class Lengths:
    name = "lengths"

    def encode(self, texts):
        return np.array([[len(text)] for text in texts], np.float32).reshape(len(texts), 1)


def embed(batches, encoder, tell=lambda _: None):
    with embedding(batches, encoder, tell) as parts:
        return [rows[:, 0].tolist() for rows in parts]


@pytest.mark.parametrize(
    ("batches", "told"),
    [
        pytest.param([], [0], id="nothing"),
        pytest.param([["a", "bb"], ["ccc"]], [0, 2, 3], id="two batches"),
        pytest.param([["a"], [], ["bb"]], [0, 1, 1, 2], id="an empty batch"),
    ],
)
def test_batches(batches, told):
    heard: list[int] = []
    assert embed(batches, Lengths(), heard.append) == [[*map(len, batch)] for batch in batches]
    assert heard == told


class Gated(Lengths):
    """Embeds the first batch at once, and each other after it was let."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.reached, self.let = Event(), Event()

    def encode(self, texts):
        if self.asked:
            self.reached.set()
            assert self.let.wait(10)
        self.asked += texts
        return super().encode(texts)


def test_work_goes_on_beside_it():
    encoder = Gated()
    with embedding([["a"], ["bb"], ["ccc"]], encoder, lambda _: None) as parts:
        assert encoder.reached.wait(10)
        assert encoder.asked == ["a"]  # this runs while the second waits
        encoder.let.set()
        assert [rows[:, 0].tolist() for rows in parts] == [[1], [2], [3]]


def test_who_leaves_early_waits_for_one_batch_alone():
    encoder = Gated()

    def leave():
        with embedding([["a"], ["bb"], ["ccc"]], encoder, lambda _: None):
            assert encoder.reached.wait(10)
            Timer(0.5, encoder.let.set).start()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        leave()
    assert encoder.asked == ["a", "bb"]


@pytest.mark.parametrize("broken", ["a", "bb"])
def test_what_goes_wrong_reaches_the_caller(broken):
    class Broken(Lengths):
        def encode(self, texts):
            if broken in texts:
                raise ModelError("no model")
            return super().encode(texts)

    with pytest.raises(ModelError, match="no model"):
        embed([["a"], ["bb"]], Broken())
