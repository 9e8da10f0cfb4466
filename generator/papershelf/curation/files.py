"""Which file of curation/ is what, and what each holds as typed values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from papershelf.curation.models import (
    Home,
    KeywordDecisions,
    PapersFile,
    ReadingList,
    TopicsFile,
)
from papershelf.curation.nearest import Names, did_you_mean
from papershelf.curation.typed import FileReading, Model, typed
from papershelf.curation.yaml.parsing import parse_yaml
from papershelf.curation.yaml.source import decode
from papershelf.errors import Problem
from papershelf.text import slug

NAMES = ("topics.yml", "keywords.yml", "papers.yml", "home.yml")
OTHER_NAMES = ("declined.yml",)  # a curator does not write it, so it has no page in the reference
LISTS = "lists"


@dataclass(frozen=True, slots=True)
class Files:
    """What is in curation/, as far as it could be read; lists by their id."""

    list_ids: tuple[str, ...] = ()  # those that can't be read among them
    lists: Mapping[str, FileReading[ReadingList]] = field(default_factory=dict)
    topics: FileReading[TopicsFile] | None = None
    keywords: FileReading[KeywordDecisions] | None = None
    papers: FileReading[PapersFile] | None = None
    home: FileReading[Home] | None = None


class _Reader:
    """Reads file after file and collects their problems."""

    def __init__(self, contents: Mapping[str, bytes], folder: str) -> None:
        self.contents = contents
        self.folder = folder
        self.problems: list[Problem] = []

    def read(self, name: str, model: type[Model]) -> FileReading[Model] | None:
        if name not in self.contents:
            return None
        reading, problems = read_file(f"{self.folder}/{name}", self.contents[name], model)
        self.problems += problems
        return reading


def read_files(contents: Mapping[str, bytes], folder: str) -> tuple[Files, list[Problem]]:
    """Return what the files say, and what is wrong with each by itself.

    Args:
        contents: path inside curation/ → content.
        folder: how problems name the folder itself.
    """
    reader = _Reader(contents, folder)
    list_ids = tuple(
        PurePosixPath(name).stem
        for name in sorted(contents)
        if PurePosixPath(name).parts[:-1] == (LISTS,) and name.endswith(".yml")
    )
    lists = {
        id_: reading
        for id_ in list_ids
        if (reading := reader.read(f"{LISTS}/{id_}.yml", ReadingList)) is not None
    }
    files = Files(
        list_ids,
        lists,
        topics=reader.read("topics.yml", TopicsFile),
        keywords=reader.read("keywords.yml", KeywordDecisions),
        papers=reader.read("papers.yml", PapersFile),
        home=reader.read("home.yml", Home),
    )
    return files, [*_misnamed(contents, folder), *reader.problems]


def read_file(path: str, data: bytes, model: type[Model]) -> tuple[FileReading[Model] | None, list[Problem]]:
    """Return what one file says, and what is wrong with it by itself."""
    source, problems = decode(path, data)
    if source is None:
        return None, distinct(problems)
    root, broken = parse_yaml(source)
    if root is None and broken:
        return None, distinct(broken)
    reading, problems = typed(source, root, model)
    return reading, distinct((*broken, *problems))


def distinct(problems: Iterable[Problem]) -> list[Problem]:
    """Return the first problem of each place: what follows from it would only confuse."""
    first: dict[tuple[str, int, int], Problem] = {}
    for problem in problems:
        first.setdefault((problem.path, problem.line, problem.column), problem)
    return list(first.values())


def _misnamed(contents: Mapping[str, bytes], folder: str) -> Iterator[Problem]:
    """Report files that nobody would read: a decision that does nothing looks like a broken site."""
    for name in sorted(contents):
        message = _wrong_name(PurePosixPath(name))
        if message:
            yield Problem(f"{folder}/{name}", 0, 0, message)


def _wrong_name(path: PurePosixPath) -> str:
    if path.suffix not in {".yml", ".yaml"}:
        return ""
    if path.parts[:1] == (LISTS,):
        return _wrong_list(path)
    if path.suffix == ".yaml" and f"{path.stem}.yml" in NAMES:
        return f'this file is not used: rename it to "{path.stem}.yml"'
    if str(path) in {*NAMES, *OTHER_NAMES}:
        return ""
    meant = Names(dict.fromkeys(NAMES, "")).nearest(path.name, 1)
    return f"this file is not used{did_you_mean(meant) or f'; lists belong in {LISTS}/'}"


def _wrong_list(path: PurePosixPath) -> str:
    if len(path.parts) > 2:
        return f"this file is not used: lists belong directly in {LISTS}/"
    fit = slug(path.stem) or "a-list"
    if path.suffix == ".yaml":
        return f'this file is not used: rename it to "{fit}.yml"'
    if path.stem == "index":
        return 'the name "index" is taken by the page of all lists: rename the file'
    return "" if fit == path.stem else f'a list\'s file name is its address: rename it to "{fit}.yml"'
