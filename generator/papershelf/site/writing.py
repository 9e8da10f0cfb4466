"""Writing generated files: only what changed, each atomically, and never over what a person wrote or changed.

The manifest beside them knows each by its hash; it is ignored by git as they are. It is written before the
files, with the hashes of before and after, and again after them, so that an interrupted run leaves nothing
that the next one does not know. Where it got lost, a page is known by its first lines.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from papershelf.errors import SiteError
from papershelf.files import write_atomic, write_if_changed
from papershelf.site.page import SiteFile

_STATE = ".papershelf"
_MANIFEST = "manifest.json"
_MARK = b"---\n# Written by papershelf"
_Hashes = dict[str, set[str]]  # path → what papershelf wrote or was about to write there


@dataclass(frozen=True, slots=True)
class WriteReport:
    """What a run did to docs/: paths relative to it, in order."""

    written: tuple[str, ...]
    removed: tuple[str, ...]


def write_files(files: Iterable[SiteFile], docs_dir: Path) -> WriteReport:
    """Bring the generated files in `docs_dir` up to date.

    Raises:
        SiteError: where a file that a person wrote or changed stands in the way (nothing has been written
            then), or a file can't be written.
    """
    wanted = _by_path(files)
    try:
        return _bring_up_to_date(wanted, docs_dir)
    except OSError as error:
        raise SiteError(
            f"{error.filename or docs_dir}: can't be written: {error.strerror or error}"
        ) from error


def _by_path(files: Iterable[SiteFile]) -> dict[str, bytes]:
    found: dict[str, SiteFile] = {}
    for file in files:
        first = found.setdefault(file.path, file)
        if first is not file:
            raise SiteError(f"{file.path}: both {first.made_by} and {file.made_by} make this file")
    return {path: file.content for path, file in found.items()}


def _bring_up_to_date(wanted: Mapping[str, bytes], docs_dir: Path) -> WriteReport:
    known = _known(docs_dir)
    standing = {path: _read(docs_dir / path) for path in known.keys() | wanted.keys()}
    _refuse(docs_dir, [*_obstacles(wanted, standing, docs_dir), *_not_ours(known, wanted, standing)])
    gone = tuple(
        sorted(path for path in known.keys() - wanted.keys() if _is_ours(path, standing[path], known))
    )
    changed = tuple(sorted(path for path, data in wanted.items() if standing[path] != data))
    hashes = {path: {_hash(data)} for path, data in wanted.items()}
    if changed or gone:
        both = {
            path: known.get(path, set()) | hashes.get(path, set()) for path in known.keys() | hashes.keys()
        }
        _write_manifest(docs_dir, both)
    for path in changed:
        write_atomic(docs_dir / path, wanted[path])
    for path in gone:
        _remove(docs_dir, path)
    _write_manifest(docs_dir, hashes)
    return WriteReport(changed, gone)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()


def _refuse(docs_dir: Path, found: Iterable[tuple[str, str]]) -> None:
    said = [f"{docs_dir.name}/{path}: {message}" for path, message in sorted(set(found))]
    if said:
        raise SiteError("\n".join(said))


def _obstacles(
    wanted: Iterable[str], standing: Mapping[str, bytes | None], docs_dir: Path
) -> Iterator[tuple[str, str]]:
    """Yield folders, links and files that stand where a file's folder has to be."""
    message = "this place is needed for a generated file: rename or move what is there, then run again"
    for path in wanted:
        target = docs_dir / path
        if target.is_symlink() or (standing[path] is None and target.is_dir()):
            yield path, message
        elif standing[path] is None:
            above = (parent.as_posix() for parent in PurePosixPath(path).parents)
            yield from ((parent, message) for parent in above if (docs_dir / parent).is_file())


def _not_ours(
    known: _Hashes, wanted: Mapping[str, bytes], standing: Mapping[str, bytes | None]
) -> Iterator[tuple[str, str]]:
    """Yield files that would be replaced or removed, but are not as papershelf wrote them."""
    changed = "papershelf wrote this, and it was changed since: delete it, or move your text elsewhere"
    for path in known.keys() - wanted.keys():
        if (standing[path] or b"").startswith(_MARK) and not _is_ours(path, standing[path], known):
            yield path, changed
    for path, content in wanted.items():
        if standing[path] in (None, content) or _is_ours(path, standing[path], known):
            continue
        if path in known:
            yield path, changed
        else:
            yield (
                path,
                "papershelf did not write this, and needs the place: rename or move it, then run again",
            )


def _is_ours(path: str, data: bytes | None, known: _Hashes) -> bool:
    return data is not None and _hash(data) in known.get(path, ())


def _known(docs_dir: Path) -> _Hashes:
    """Return the files of earlier runs: by the manifest, or where it is lost pages by their first lines."""
    try:
        files = json.loads(_manifest(docs_dir).read_text("utf-8"))["files"]
        return {path: set(hashes) for path, hashes in files.items() if _is_inside(path)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        found = {path: _read(path) or b"" for path in docs_dir.rglob("*.md")}
        return {
            path.relative_to(docs_dir).as_posix(): {_hash(data)}
            for path, data in found.items()
            if data.startswith(_MARK)
        }


def _is_inside(path: str) -> bool:
    return not PurePosixPath(path).is_absolute() and ".." not in PurePosixPath(path).parts


def _remove(docs_dir: Path, path: str) -> None:
    """Remove one file, and the folders that it leaves empty."""
    (docs_dir / path).unlink(missing_ok=True)
    for parent in PurePosixPath(path).parents[:-1]:
        try:
            (docs_dir / parent).rmdir()
        except OSError:
            return


def _write_manifest(docs_dir: Path, hashes: Mapping[str, Iterable[str]]) -> None:
    files = {path: sorted(found) for path, found in sorted(hashes.items())}
    write_if_changed(_manifest(docs_dir), json.dumps({"files": files}, indent=0))


def _manifest(docs_dir: Path) -> Path:
    return docs_dir / _STATE / _MANIFEST
