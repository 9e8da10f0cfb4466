"""Reads the files of sources/: which format a file has is decided by what it contains.

To add a format: write a module with NAME, `sniff` and `parse` (see `formats.Format`) in any package, and
name it in that package's pyproject.toml under `[project.entry-points."papershelf.formats"]`; installed, it is
found. One of Papershelf's own is a module beside this one, named in `formats.BUILT_IN` too.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from papershelf.errors import Problem
from papershelf.sources.decoding import decode, is_binary
from papershelf.sources.formats import Reading, SourceFile, load_formats

__all__ = ["parse_source", "read_sources"]


def read_sources(paths: Iterable[Path], root: Path) -> Reading:
    """Read the files in order of their names; one that cannot be read does not keep the others from it.

    Args:
        paths: the files, in any order.
        root: the project; files inside it are named relative to it, others as given.
    """
    reading = Reading()
    for path in sorted(set(paths), key=lambda path: (path.name, path.as_posix())):
        reading += _read_source(path, _name_of(path, root))
    return reading


def parse_source(data: bytes, source: str) -> Reading:
    """Return what one file holds; `source` is its name in records and problems."""
    if is_binary(data):
        return _parse(SourceFile(source, data, ""))
    text, warnings = decode(data, source)
    if not text.strip("\ufeff\u200b \t\n\v\f\xa0"):
        return Reading(problems=(*warnings, Problem(source, 0, 0, "the file is empty", "warning")))
    return Reading(problems=warnings) + _parse(SourceFile(source, data, text))


def _parse(file: SourceFile) -> Reading:
    """Read the file in the format that is surest of it."""
    scores = [each.sniff(file) for each in load_formats()]
    if max(scores) > 0:
        return load_formats()[scores.index(max(scores))].parse(file)
    known = ", ".join(each.NAME for each in load_formats())
    reason = "its format was not recognised" if file.text else "not a text file"
    return _refused(file.name, f"{reason}; the file was left out (known formats: {known})")


def _read_source(path: Path, source: str) -> Reading:
    try:
        data = path.read_bytes()
    except OSError as error:
        return _refused(source, f"cannot be read: {error.strerror or error}")
    return parse_source(data, source)


def _refused(source: str, message: str) -> Reading:
    return Reading(problems=(Problem(source, 0, 0, message),))


def _name_of(path: Path, root: Path) -> str:
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.as_posix()
