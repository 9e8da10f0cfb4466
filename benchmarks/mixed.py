"""Lists of any length, mixed of a project's papers, to see how costs grow."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from papershelf.lock import Lock
from papershelf.model import Extraction, Paper, Vectors
from papershelf.pipeline import Inputs, Project, read_inputs


def read_papers(project: Path) -> tuple[Paper, ...]:
    """Return a project's papers."""
    return read_inputs(Project(project)).papers


def mixed_inputs(inputs: Inputs, size: int) -> Inputs:
    """Return inputs of so many papers: the project's own first, then mixes of two of them each.

    A mix has half of the title, sentences and keywords of each, and the vector between theirs.
    """
    chance = random.Random(0)  # noqa: S311 - the same mixes each time
    papers, lock = inputs.papers, inputs.lock
    lines = {line.paper_id: line for line in lock.extractions}
    rows = dict(zip(lock.vectors.paper_ids, lock.vectors.values.astype(np.int16), strict=True))
    found: list[Paper] = []
    extractions: list[Extraction] = []
    values: list[np.ndarray[tuple[int], np.dtype[np.int8]]] = []
    for number in range(size):
        one = papers[number % len(papers)]
        is_real = number < len(papers)
        other = one if is_real else chance.choice(papers)
        found.append(one if is_real else _mix(one, other, number, chance))
        keywords = (*lines[one.id].keywords[::2], *lines[other.id].keywords[1::2])
        distinct = tuple({keyword.id: replace(keyword, places=()) for keyword in keywords}.values())
        paper = found[-1]
        extractions.append(Extraction(paper.id, paper.title, paper.fingerprint, "", distinct))
        values.append(((rows[one.id] + rows[other.id]) // 2).astype(np.int8))
    vectors = Vectors(tuple(paper.id for paper in found), np.stack(values))
    mixed = Lock(lock.header, tuple(extractions), vectors, lock.topics)
    return replace(inputs, papers=tuple(found), lock=mixed)


def _mix(one: Paper, other: Paper, number: int, chance: random.Random) -> Paper:
    titles = one.title.split(), other.title.split()
    title = [*titles[0][: len(titles[0]) // 2 + 1], *titles[1][len(titles[1]) // 2 :], str(number)]
    abstract = ". ".join([*_half(one.abstract, chance), *_half(other.abstract, chance)])
    return Paper(f"mix-{number:06d}", " ".join(title), abstract)


def _half(abstract: str, chance: random.Random) -> Sequence[str]:
    sentences = abstract.split(". ")
    return chance.sample(sentences, (len(sentences) + 1) // 2)
