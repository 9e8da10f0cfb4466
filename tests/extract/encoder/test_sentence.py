"""Other models, through sentence-transformers."""

import sys

import numpy as np
import pytest

from papershelf.errors import ModelError
from papershelf.extract.encoder import CachedEncoder, MiniLM, SentenceModel, open_encoder
from papershelf.extract.encoder.weights import model_folder
from papershelf.lock import MODEL

quiet = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
]


def test_the_model_is_chosen_by_name(tmp_path):
    assert isinstance(open_encoder(), MiniLM)
    assert isinstance(open_encoder("some/other-model"), SentenceModel)
    cached = open_encoder(MODEL, tmp_path)
    assert isinstance(cached, CachedEncoder)
    assert cached.name == MiniLM().name


def test_a_folder_is_named_by_its_weights(tmp_path):
    folder = tmp_path / "my-model"
    folder.mkdir()
    (folder / "model.safetensors").write_bytes(b"abc")
    first = SentenceModel(str(folder)).name
    (folder / "model.safetensors").write_bytes(b"abcd")
    assert first.startswith("my-model ")
    assert SentenceModel(str(folder)).name != first


def test_without_the_package_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(ModelError, match=r"some/model.*needs sentence-transformers.*pip install"):
        SentenceModel("some/model").encode(["text"])


@pytest.mark.model
class TestWithTheRealModel:
    pytestmark = quiet

    def test_a_model_that_is_not_here_is_not_fetched(self):
        with pytest.raises(ModelError, match="not on this machine"):
            SentenceModel("nobody/no-such-model").encode(["text"])

    def test_it_agrees_with_the_fast_encoder(self):
        texts = ["continual learning", "", "We study catastrophic forgetting in vision models. " * 60]
        general, fast = SentenceModel(str(model_folder())), MiniLM(threads=1)
        ours, theirs = fast.encode(texts), general.encode(texts)
        assert general.encode([]).shape == (0, 384)
        assert np.linalg.norm(theirs, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)
        assert (ours * theirs).sum(axis=1)[:2].min() > 0.99
        assert (ours * theirs).sum(axis=1)[2] > 0.995
