"""Reading lock/ with every problem at once, and writing it as a whole."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from papershelf.errors import InputError, Problem
from papershelf.files import restore, swapped_in, write_atomic
from papershelf.lock import codec
from papershelf.lock.codec import FORMAT, Header
from papershelf.model import Coordinates, Extraction, Retired, Topic, Vectors

KEYWORDS, VECTORS, TOPICS, MAP, RETIRED = (
    "keywords.jsonl",
    "vectors.jsonl",
    "topics.json",
    "map.jsonl",
    "retired.json",
)
DIMENSIONS = 384
_CONFLICT = (b"<<<<<<<", b"=======", b">>>>>>>")
_T = TypeVar("_T")
_Vector = tuple[str, str, npt.NDArray[np.int8]]  # paper id, fingerprint, components


def no_vectors() -> Vectors:
    """Return the vectors of no papers."""
    return Vectors((), np.zeros((0, DIMENSIONS), dtype=np.int8))


@dataclass(frozen=True, slots=True)
class Lock:
    """Everything in lock/, each part in order of id; empty where there is none yet."""

    header: Header | None = None
    extractions: tuple[Extraction, ...] = ()
    vectors: Vectors = field(default_factory=no_vectors)
    topics: tuple[Topic, ...] = ()
    coordinates: tuple[Coordinates, ...] = ()
    retired: tuple[Retired, ...] = ()

    @property
    def current_fingerprints(self) -> dict[str, str]:
        """Paper id to the fingerprint of the text extracted; "" where its vector is missing."""
        embedded = set(self.vectors.paper_ids)
        return {line.paper_id: line.fingerprint * (line.paper_id in embedded) for line in self.extractions}


def read_lock(folder: Path) -> Lock:
    """Read lock/; a folder that is not there is an empty lock.

    Raises:
        InputError: naming every line that is damaged, or holds a conflict of two branches.
    """
    restore(folder)
    reader = _Reader(folder)
    rows = reader.rows(KEYWORDS)
    header = reader.one(KEYWORDS, rows[:1], codec.parse_header)
    extractions = reader.lines(KEYWORDS, rows[1:], codec.parse_extraction)
    vectors = reader.vectors()
    topics = reader.whole(TOPICS, codec.parse_topics)
    coordinates = reader.lines(MAP, reader.rows(MAP), codec.parse_coordinates)
    retired = reader.whole(RETIRED, codec.parse_retired)
    if header and header.format != FORMAT:
        reader.problem(
            KEYWORDS, 1, f"format {header.format} is not the format {FORMAT} that this version reads"
        )
    if reader.problems:
        raise InputError(reader.problems)
    return Lock(
        header,
        _sorted(extractions),
        _matching(vectors, extractions),
        topics,
        tuple(sorted(coordinates, key=lambda place: place.paper_id)),
        retired,
    )


def write_lock(folder: Path, lock: Lock) -> bool:
    """Write lock/ as a whole and swap it in, unless it holds just that; return whether it was written.

    A line of a paper that did not change is kept byte for byte.
    """
    contents = _contents(lock, _raw_lines(folder / KEYWORDS))
    if all(_holds(folder / name, text) for name, text in contents.items()):
        return False
    with swapped_in(folder) as fresh:
        if folder.is_dir():
            shutil.copytree(folder, fresh, dirs_exist_ok=True)  # with what others put there
        for name, text in contents.items():
            write_atomic(fresh / name, text)
    return True


class _Reader:
    """Reads the files of one folder, collecting problems on the way."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []

    def problem(self, name: str, line: int, message: str) -> None:
        self.problems.append(Problem(f"{self.folder.name}/{name}", line, 0, message))

    def rows(self, name: str) -> list[tuple[int, Any]]:
        return list(self._parsed(name, _lines(self.folder / name)))

    def _parsed(self, name: str, lines: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, Any]]:
        for number, line in lines:
            if line.startswith(_CONFLICT):
                self.problem(
                    name,
                    number,
                    "a merge left a conflict here: take either side of the file, then run `papershelf lock`",
                )
                return
            try:
                yield number, json.loads(line)
            except ValueError:
                self._damaged(name, number)

    def _damaged(self, name: str, number: int) -> None:
        self.problem(
            name,
            number,
            "this line is damaged: take the file from git, or delete the line and run `papershelf lock`",
        )

    def lines(self, name: str, rows: list[tuple[int, Any]], parse: Callable[[Any], _T]) -> list[_T]:
        values: dict[str, _T] = {}
        for number, row in rows:
            try:
                value = parse(row)
                key = str(row["id"])
            except (KeyError, TypeError, ValueError, AttributeError):
                self._damaged(name, number)
                continue
            if key in values:
                self.problem(name, number, f"a second line for {key}; delete one and run `papershelf lock`")
            values[key] = value
        return list(values.values())

    def vectors(self) -> list[_Vector]:
        rows = self.rows(VECTORS)
        found = self.lines(VECTORS, rows, codec.parse_vector)
        if len(found) == len(rows):  # else damaged lines are named already
            sizes = [vector.size for _, _, vector in found]
            usual = max(set(sizes), key=sizes.count, default=0)
            for (number, _), size in zip(rows, sizes, strict=True):
                if size != usual:
                    self._damaged(VECTORS, number)
        return found

    def one(self, name: str, rows: list[tuple[int, Any]], parse: Callable[[Any], _T]) -> _T | None:
        for number, row in rows:
            try:
                return parse(row)
            except (KeyError, TypeError, ValueError, AttributeError):
                self._damaged(name, number)
        return None

    def whole(self, name: str, parse: Callable[[Any], tuple[_T, ...]]) -> tuple[_T, ...]:
        lines = _lines(self.folder / name)
        marked = [number for number, line in lines if line.startswith(_CONFLICT)]
        if marked:
            self.problem(
                name,
                marked[0],
                "a merge left a conflict here: take either side of the file, then run `papershelf lock`",
            )
            return ()
        try:
            return parse(json.loads(b"\n".join(line for _, line in lines) or b"[]"))
        except (KeyError, TypeError, ValueError, AttributeError):
            self._damaged(name, 0)
            return ()


def _lines(path: Path) -> list[tuple[int, bytes]]:
    lines = path.read_bytes().splitlines() if path.is_file() else ()
    return [(number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _sorted(extractions: list[Extraction]) -> tuple[Extraction, ...]:
    return tuple(sorted(extractions, key=lambda line: line.paper_id))


def _matching(rows: list[_Vector], extractions: list[Extraction]) -> Vectors:
    """Keep the vectors of the very texts whose keywords are there."""
    wanted = {line.paper_id: line.fingerprint for line in extractions}
    kept = sorted((row for row in rows if wanted.get(row[0]) == row[1]), key=lambda row: row[0])
    if not kept:
        return no_vectors()
    return Vectors(tuple(row[0] for row in kept), np.stack([row[2] for row in kept]))


def _contents(lock: Lock, raw: dict[Extraction, str]) -> dict[str, str]:
    fingerprints = {line.paper_id: line.fingerprint for line in lock.extractions}
    header = codec.dump_header(lock.header) if lock.header else ""
    lines = (raw.get(line) or codec.dump_extraction(line) for line in _sorted(list(lock.extractions)))
    vectors = sorted(zip(lock.vectors.paper_ids, lock.vectors.values, strict=True), key=lambda pair: pair[0])
    return {
        KEYWORDS: header + "".join(lines),
        VECTORS: "".join(codec.dump_vector(key, fingerprints[key], row) for key, row in vectors),
        TOPICS: codec.dump_topics(lock.topics),
        MAP: "".join(map(codec.dump_coordinates, sorted(lock.coordinates, key=lambda place: place.paper_id))),
        RETIRED: codec.dump_retired(lock.retired),
    }


def _raw_lines(path: Path) -> dict[Extraction, str]:
    raw: dict[Extraction, str] = {}
    for _, line in _lines(path)[1:]:
        try:
            raw[codec.parse_extraction(json.loads(line))] = line.decode("utf-8") + "\n"
        except (KeyError, TypeError, ValueError, AttributeError):
            continue
    return raw


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode("utf-8")
