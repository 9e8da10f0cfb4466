"""Files: written so that an interruption leaves either the old or the new; whether they changed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# Modification time in ns, size and inode. An editor that writes a new file and renames it over the old one
# keeps none of the three; one that writes in place changes at least the first.
FileState = tuple[int, int, int]


def write_atomic(path: Path, content: str | bytes) -> None:
    """Replace the file `path` by `content` in one step; text becomes UTF-8, its newlines as they are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content.encode("utf-8") if isinstance(content, str) else content
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(_file_mode(path))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_if_changed(path: Path, content: str) -> bool:
    """Write `content` unless the file already holds just that; return whether it was written."""
    data = content.encode("utf-8")
    if path.is_file() and path.read_bytes() == data:
        return False
    write_atomic(path, data)
    return True


def mtimes(paths: Iterable[Path | str]) -> dict[str, FileState]:
    """Return what tells by path whether a file changed; a file that is not there (any more) is left out."""
    found = {}
    for path in paths:
        with suppress(OSError):
            status = os.stat(path)  # noqa: PTH116 - twice as fast, and the preview looks often
            found[os.fspath(path)] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found


@contextmanager
def swapped_in(target: Path) -> Iterator[Path]:
    """Give a new folder beside `target` to fill; it takes target's place if nothing is raised.

    An interruption between the two renames leaves `.NAME.old`, which `restore` puts back.
    """
    restore(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.new."))
    try:
        yield fresh
        fresh.chmod(0o755)
        _replace(target, fresh)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def restore(target: Path) -> None:
    """Put back the folder that an interrupted swap had moved aside, or clear what a finished one left."""
    aside = _aside(target)
    if aside.exists() and not target.exists():
        aside.rename(target)
    shutil.rmtree(aside, ignore_errors=True)


def _replace(target: Path, fresh: Path) -> None:
    aside = _aside(target)
    if target.exists():
        target.rename(aside)
    fresh.rename(target)
    shutil.rmtree(aside, ignore_errors=True)


def _aside(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


def _file_mode(path: Path) -> int:
    return path.stat().st_mode & 0o777 if path.exists() else 0o644
