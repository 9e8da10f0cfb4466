"""Reads the files of sources/: which format a file has is decided by what it contains."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from papershelf.errors import Problem
from papershelf.sources.decoding import decode, is_binary
from papershelf.sources.listing import huggingface
from papershelf.sources.reading import Format, Reading

__all__ = ["FORMATS", "Format", "Reading", "parse_source", "read_sources"]

# A new format is one module beside this one, and its name here.
FORMATS: tuple[Format, ...] = (huggingface,)


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
        return _refused(source, "not a text file; it was left out")
    decoded = decode(data)
    doubts = tuple(Problem(source, doubt.line, 0, doubt.message, "warning") for doubt in decoded.doubts)
    if not decoded.text.strip("\ufeff\u200b \t\n\v\f\xa0"):
        return Reading(problems=(*doubts, Problem(source, 0, 0, "the file is empty", "warning")))
    return Reading(problems=doubts) + _parse_text(decoded.text, source)


def _parse_text(text: str, source: str) -> Reading:
    scores = [chosen.sniff(text) for chosen in FORMATS]
    if max(scores) <= 0:
        names = ", ".join(chosen.NAME for chosen in FORMATS)
        return _refused(
            source, f"no listing of papers was recognised; the file was left out (known: {names})"
        )
    return FORMATS[scores.index(max(scores))].parse(text, source)


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
