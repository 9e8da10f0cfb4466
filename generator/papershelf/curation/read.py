"""Reads curation/: typed decisions, and every problem of every file at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path

from papershelf.curation.check.checks import check_meaning
from papershelf.curation.files import Files, distinct, read_files
from papershelf.curation.models import Curation, Home, KeywordDecisions
from papershelf.curation.yaml.source import MAX_BYTES
from papershelf.errors import Problem
from papershelf.lock import Lock
from papershelf.model import Paper

SCHEMA_FOLDER = "schema"
MOST_IN_ALL = 200
MOST_PROBLEMS = 100  # of one file: past it, a person mends the first and looks again


@dataclass(frozen=True, slots=True)
class Reading:
    """What curation/ says, and what is wrong with it; parts with an error are left out of the former."""

    curation: Curation
    problems: tuple[Problem, ...]


def read_curation(folder: Path, papers: Sequence[Paper], lock: Lock) -> Reading:
    """Read the folder; one that is not there decides nothing.

    Args:
        folder: curation/ of a project; problems name files from its parent on.
        papers: of the sources; decisions may refer to them.
        lock: decisions may refer to its topics and keywords, and to what is retired.
    """
    return parse_curation(dict(read_contents(folder)), papers, lock, folder.name)


def read_contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield path inside the folder and content of each YAML file, but for the schemas'."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        is_yaml = path.suffix in {".yml", ".yaml"} and not any(part.startswith(".") for part in name.parts)
        if is_yaml and path.is_file() and name.parts[0] != SCHEMA_FOLDER:
            yield name.as_posix(), _content(path)


def _content(path: Path) -> bytes:
    """Return a file's bytes; of one that is too large, no more than tells so."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def parse_curation(
    contents: Mapping[str, bytes], papers: Sequence[Paper], lock: Lock, folder: str = "curation"
) -> Reading:
    """Return what the files say and what is wrong with them.

    Args:
        contents: path inside curation/ → content.
        papers: as in `read_curation`.
        lock: as in `read_curation`.
        folder: how problems name the folder itself.
    """
    files, problems = read_files(contents, folder)
    found = distinct((*problems, *islice(check_meaning(files, papers, lock), MOST_IN_ALL)))
    return Reading(_decisions(files), tuple(_most(sorted(found))))


def _decisions(files: Files) -> Curation:
    return Curation(
        lists={id_: reading.model for id_, reading in files.lists.items()},
        topics=files.topics.model.root if files.topics else {},
        keywords=files.keywords.model if files.keywords else KeywordDecisions(),
        papers=files.papers.model.root if files.papers else {},
        home=files.home.model if files.home else Home(),
    )


def _most(problems: Iterable[Problem]) -> Iterator[Problem]:
    for path, some in groupby(problems, key=lambda problem: problem.path):
        of_file = list(some)
        rest = len(of_file) - MOST_PROBLEMS
        if rest > 0:
            yield Problem(path, 0, 0, f"{rest} more problems than the first {MOST_PROBLEMS}")
        yield from of_file[:MOST_PROBLEMS]
