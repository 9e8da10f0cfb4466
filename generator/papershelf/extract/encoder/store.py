"""Vectors in files: a folder of chunks that are never changed, each named by the hash of its bytes.

So a chunk is whole or not there, whatever interrupts the writing; a damaged one is known by its name; and
several processes may read and write at once.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from papershelf.extract.encoder.arithmetic import Floats
from papershelf.files import write_atomic

SUFFIX = ".vectors"
MOST_BYTES = 200_000_000
MOST_FILES = 64
KEY_BYTES = 16

_log = logging.getLogger(__name__)


class Store:
    """Vectors by key, in memory and on disk.

    Args:
        folder: where the chunks lie.
        most_bytes: when they are more, the oldest go.
    """

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._most_bytes = most_bytes
        self._vectors: dict[bytes, Floats] = {}
        paths = _oldest_first(folder)
        for path in paths:
            self._vectors |= _read(path)
        self._tidy(paths)

    def __contains__(self, key: bytes) -> bool:
        return key in self._vectors

    def __getitem__(self, key: bytes) -> Floats:
        return self._vectors[key]

    def add(self, keys: Sequence[bytes], vectors: Floats) -> None:
        """Keep these vectors, on disk before this returns."""
        found = dict(zip(keys, vectors, strict=True))
        self._vectors |= found
        try:
            _write(self._folder, found)
        except OSError as error:
            _log.warning("%s: nothing is kept there (%s)", self._folder, error.strerror)

    def _tidy(self, paths: Sequence[Path]) -> None:
        """Keep the store within its size, and its chunks few."""
        sizes = [path.stat().st_size for path in paths if path.exists()]
        if sum(sizes) <= self._most_bytes and len(sizes) <= MOST_FILES:
            return
        width = KEY_BYTES + 4 * max(map(len, self._vectors.values()), default=0)
        newest = [*self._vectors.items()][-(self._most_bytes // 2 // width) :]
        merged = _write(self._folder, dict(newest))
        for path in paths:
            if path != merged:
                path.unlink(missing_ok=True)


def _oldest_first(folder: Path) -> list[Path]:
    found = [(path.stat().st_mtime_ns, path) for path in folder.glob(f"*{SUFFIX}") if path.exists()]
    return [path for _, path in sorted(found)]


def _read(path: Path) -> dict[bytes, Floats]:
    """Return the vectors of a chunk; a damaged one is set aside, with a warning."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:  # another process has just merged it with others
        return {}
    if path.stem != _hash(data):
        aside = path.with_name("damaged")
        path.replace(aside)
        _log.warning("%s: damaged, set aside as %s; its vectors are computed again", path, aside)
        return {}
    width = int.from_bytes(data[:4], "little")
    rows = np.frombuffer(data, _record(width), offset=4)
    return dict(zip((bytes(key) for key in rows["key"]), rows["vector"], strict=True))


def _write(folder: Path, vectors: dict[bytes, Floats]) -> Path:
    rows = np.array([*vectors.items()], _record(_width(vectors.values())))
    data = _width(vectors.values()).to_bytes(4, "little") + rows.tobytes()
    path = folder / f"{_hash(data)}{SUFFIX}"
    write_atomic(path, data)
    return path


def _width(vectors: Iterable[Floats]) -> int:
    return len(next(iter(vectors), ()))


def _record(width: int) -> np.dtype[np.void]:
    return np.dtype([("key", f"V{KEY_BYTES}"), ("vector", "<f4", (width,))])


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()[:32]
