"""Texts are embedded in batches, beside other work."""

from contextlib import contextmanager
from threading import Event, Timer
from types import SimpleNamespace

import numpy as np
import pytest

from papershelf.errors import ModelError
from papershelf.extract.keywords.embedding import embedding
from papershelf.progress import silent
from tests.world import HashEncoder


def rows_of(batches, encoder, progress=silent):
    with embedding("texts", batches, encoder, progress) as parts:
        return [*parts]


@pytest.mark.parametrize("batches", [[], [["a", "bb"], ["ccc"]], [["a"], [], ["bb"]]])
def test_batches(batches):
    told = []

    @contextmanager
    def progress(what, total):
        told.append((what, total))
        yield SimpleNamespace(update=told.append)

    found = rows_of(batches, HashEncoder(), progress)
    assert all(map(np.array_equal, found, map(HashEncoder().encode, batches)))
    assert told == [("texts", sum(map(len, batches))), *map(len, batches)]


class Gated(HashEncoder):
    """Embeds the first batch at once, and each other after it was let."""

    def __init__(self) -> None:
        super().__init__()
        self.reached, self.let = Event(), Event()

    def encode(self, texts):
        if self.texts:
            self.reached.set()
            assert self.let.wait(10)
        return super().encode(texts)


BATCHES = [["a"], ["bb"], ["ccc"]]


def test_work_goes_on_beside_it():
    encoder = Gated()
    with embedding("texts", BATCHES, encoder) as parts:
        assert encoder.reached.wait(10)
        assert encoder.texts == ["a"]  # this runs while the second waits
        encoder.let.set()
        assert all(map(np.array_equal, parts, map(HashEncoder().encode, BATCHES)))


def test_who_leaves_early_waits_for_one_batch_alone():
    encoder = Gated()

    def leave():
        with embedding("texts", BATCHES, encoder):
            assert encoder.reached.wait(10)
            Timer(0.5, encoder.let.set).start()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        leave()
    assert encoder.texts == ["a", "bb"]


@pytest.mark.parametrize("broken", ["a", "bb"])
def test_what_goes_wrong_reaches_the_caller(broken):
    class Broken(HashEncoder):
        def encode(self, texts):
            if broken in texts:
                raise ModelError("no model")
            return super().encode(texts)

    with pytest.raises(ModelError, match="no model"):
        rows_of([["a"], ["bb"]], Broken())
