"""Writing pages: only what changed, each file atomically, and never over what a person wrote.

A generated page is known by its first lines and by the manifest, which stands beside the pages and is
ignored by git as they are: in a fresh clone neither is there, and where the manifest got lost the first
lines still tell. It is written before the pages, with old and new together, and again after them, so that
an interrupted run leaves nothing that the next one does not know.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from papershelf.errors import SiteError
from papershelf.files import write_atomic, write_if_changed
from papershelf.site.pages.render import MARK, Page

_STATE = ".papershelf"
_MANIFEST = "manifest.json"
_MARK = MARK.encode("utf-8")


@dataclass(frozen=True, slots=True)
class WriteReport:
    """What a run did to docs/: paths relative to it, in order."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


def write_pages(pages: Iterable[Page], docs_dir: Path) -> WriteReport:
    """Bring the generated pages in `docs_dir` up to date.

    Raises:
        SiteError: where something that papershelf did not write stands in the way, or a file can't be
            written; in the first case nothing has been written.
    """
    wanted = {page.path: page.text.encode("utf-8") for page in pages}
    try:
        return _bring_up_to_date(wanted, docs_dir)
    except OSError as error:
        raise SiteError(
            f"{error.filename or docs_dir}: can't be written: {error.strerror or error}"
        ) from error


def _bring_up_to_date(wanted: Mapping[str, bytes], docs_dir: Path) -> WriteReport:
    standing = {path: _read(docs_dir / path) for path in wanted}
    _refuse_obstacles(standing, docs_dir)
    known = _known(docs_dir)
    stale = tuple(sorted(path for path in known - wanted.keys() if _is_generated(docs_dir / path)))
    changed = tuple(sorted(path for path, data in wanted.items() if standing[path] != data))
    _write_manifest(docs_dir, known | wanted.keys())
    for path in changed:
        write_atomic(docs_dir / path, wanted[path])
    for path in stale:
        _remove(docs_dir, path)
    _write_manifest(docs_dir, wanted.keys())
    return WriteReport(changed, tuple(sorted(wanted.keys() - set(changed))), stale)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def _refuse_obstacles(standing: Mapping[str, bytes | None], docs_dir: Path) -> None:
    """Raise where a hand-written file, a folder or a link stands in the place of a page."""
    found = {obstacle for path, data in standing.items() for obstacle in _obstacles(path, data, docs_dir)}
    if found:
        raise SiteError(
            "\n".join(
                f"{docs_dir.name}/{path}: papershelf did not write this, and needs the place for a page:"
                " rename or move it, then run again"
                for path in sorted(found)
            )
        )


def _obstacles(path: str, data: bytes | None, docs_dir: Path) -> Iterator[str]:
    target = docs_dir / path
    if data is None:
        if target.is_dir():
            yield path
        above = (parent.as_posix() for parent in PurePosixPath(path).parents)
        yield from (parent for parent in above if (docs_dir / parent).is_file())
    elif target.is_symlink() or not (data.startswith(_MARK) or _MARK.startswith(data)):
        yield path


def _known(docs_dir: Path) -> set[str]:
    """Return the pages of earlier runs: from the manifest, or where it is lost from their first lines."""
    try:
        return set(map(str, json.loads(_manifest(docs_dir).read_text("utf-8"))["pages"]))
    except (OSError, ValueError, KeyError, TypeError):
        found = (path for path in docs_dir.rglob("*.md") if _is_generated(path))
        return {path.relative_to(docs_dir).as_posix() for path in found}


def _is_generated(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_MARK)) == _MARK
    except OSError:
        return False


def _remove(docs_dir: Path, path: str) -> None:
    """Remove one file, and the folders that it leaves empty."""
    (docs_dir / path).unlink(missing_ok=True)
    for parent in PurePosixPath(path).parents[:-1]:
        try:
            (docs_dir / parent).rmdir()
        except OSError:
            return


def _write_manifest(docs_dir: Path, paths: Iterable[str]) -> None:
    write_if_changed(_manifest(docs_dir), json.dumps({"pages": sorted(paths)}, indent=0))


def _manifest(docs_dir: Path) -> Path:
    return docs_dir / _STATE / _MANIFEST
