"""From records to papers: what has the same title is one paper, and each paper has its id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields
from itertools import chain
from pathlib import PurePath
from typing import Any

from papershelf.errors import Problem
from papershelf.model import Facts, Paper, Record
from papershelf.text import HASH_LENGTH, ID_LENGTH, short_hash, slug, title_key

# A page of such a name would stand for the whole folder it lies in.
RESERVED_IDS = frozenset({"index", "readme"})


@dataclass(frozen=True, slots=True)
class Corpus:
    """The papers in reading order (file name, then position of the first place), and what is wrong."""

    papers: tuple[Paper, ...] = ()
    problems: tuple[Problem, ...] = ()


def merge_records(records: Iterable[Record], known_ids: Mapping[str, str]) -> Corpus:
    """Return one paper for each distinct title; of abstracts that differ, the longest stays.

    Args:
        records: cleaned, in any order.
        known_ids: title key → id of every paper that the lock knows, those that are gone included.
    """
    groups: dict[str, list[Record]] = {}
    for record in sorted(records, key=_reading_order):
        groups.setdefault(_key(record.title), []).append(record)
    ids = _assign_ids(groups, known_ids)
    papers = tuple(_merge(ids[key], group) for key, group in groups.items())
    problems = [problem for group in groups.values() for problem in _differences(group)]
    return Corpus(papers, tuple(problems))


def _reading_order(record: Record) -> tuple[str, str, int, int]:
    place = record.provenance
    return PurePath(place.source).name, place.source, place.position, place.line


def _key(title: str) -> str:
    """Return what makes two titles the same paper; a title without any letter or digit stands for itself."""
    return title_key(title) or title


def _merge(paper_id: str, group: Sequence[Record]) -> Paper:
    facts = {fact.name: _united([getattr(record, fact.name) for record in group]) for fact in fields(Facts)}
    places = tuple(record.provenance for record in group)
    return Paper(paper_id, group[0].title, _best(group).abstract, places, **facts)


def _united(values: Sequence[Any]) -> Any:
    """Return the items of all tuples, in order and each once; of other values the first that is known."""
    if isinstance(values[0], tuple):
        return tuple(dict.fromkeys(chain.from_iterable(values)))
    return next((value for value in values if value not in (None, "")), values[0])


def _best(group: Sequence[Record]) -> Record:
    return max(group, key=lambda record: len(record.abstract))  # the first of the longest


def _differences(group: Sequence[Record]) -> Iterator[Problem]:
    """Yield a warning for each place whose abstract says something else than the one that is kept."""
    best = _best(group)
    for record in group:
        if record.abstract and record.abstract.split() != best.abstract.split():
            place, kept = record.provenance, best.provenance
            message = (
                f"the abstract differs from the one at {kept.source}:{kept.line}, which was kept"
                f' (it is the longest): "{best.title}"'
            )
            yield Problem(place.source, place.line, 0, message, "warning")


def _assign_ids(groups: Mapping[str, Sequence[Record]], known_ids: Mapping[str, str]) -> dict[str, str]:
    """Return an id for each title key: the lock's where it has one, else one that nothing else has or had."""
    ids = {key: known_ids[key] for key in groups if key in known_ids}
    taken = RESERVED_IDS | set(known_ids.values())
    for key, group in groups.items():
        if key not in ids:
            ids[key] = _new_id(group[0].title, key, taken)
            taken |= {ids[key]}
    return ids


def _new_id(title: str, key: str, taken: AbstractSet[str]) -> str:
    return next(candidate for candidate in _candidates(title, key) if candidate not in taken)


def _candidates(title: str, key: str) -> Iterator[str]:
    """Yield ids from the best to the last resort: the slug, then with ever more of the title's hash."""
    if plain := slug(title):
        yield plain
    for length in range(HASH_LENGTH, ID_LENGTH):
        digits = short_hash(key, length)
        start = slug(title, ID_LENGTH - length - 1) if plain else ""
        yield f"{start}-{digits}" if start else digits
