"""The weights are checked, and what is wrong with them is said."""

import pytest

from papershelf.errors import ModelError
from papershelf.extract.encoder import weights

ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_the_packaged_weights_are_the_expected_ones():
    weights.check_weights(weights.model_folder() / weights.WEIGHTS)


def test_other_weights_are_refused(tmp_path):
    path = tmp_path / weights.WEIGHTS
    path.write_bytes(b"abc")
    weights.check_weights(path, ABC)
    path.write_bytes(b"abcd")
    with pytest.raises(ModelError, match=r"not the expected weights.*reinstall"):
        weights.check_weights(path, ABC)


def test_missing_weights_are_named(tmp_path):
    with pytest.raises(ModelError, match=r"model\.safetensors: the model's weights can't be read"):
        weights.check_weights(tmp_path / weights.WEIGHTS)


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setattr(weights, "PACKAGE", "no-such-package")
    with pytest.raises(ModelError, match=r"no-such-package is not installed.*requirements-extraction"):
        weights.model_folder()
