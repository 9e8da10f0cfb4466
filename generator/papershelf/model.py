"""The values that rooms hand to each other: papers as the sources have them, and what extraction computed.

They refer to each other by id. What curators decide is in curation/models.py, what the site is made from in
library/library.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

from papershelf.text import short_hash

LinkKind = Literal["paper", "code", "project", "video", "slides", "data", "other"]

# --- papers -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Link:
    """An http or https address, and what stands behind it."""

    kind: LinkKind
    url: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """One place where a paper was seen: file, line of its title, position in the file (all from 1)."""

    source: str
    line: int
    position: int
    date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a paper besides title and abstract.

    A field added here, with a default, is in records and papers alike: cleaning keeps it, merging unites it,
    `papershelf papers --jsonl` prints it.
    """

    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Record(Facts):
    """What one source says of one paper, before cleaning and merging."""

    title: str
    abstract: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Paper(Facts):
    """One distinct paper: clean Unicode, paragraphs of the abstract kept apart by an empty line."""

    id: str
    title: str
    abstract: str
    provenance: tuple[Provenance, ...] = ()

    @property
    def fingerprint(self) -> str:
        """What extraction depends on: a hash of the cleaned title and abstract."""
        return short_hash(f"{self.title}\n\n{self.abstract}", 16)


# --- what extraction computes: the lock ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """Where a keyword stands: code-point offsets [start, end) into the cleaned title or abstract."""

    field: Literal["title", "abstract"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Keyword:
    """A canonical keyword as one paper has it.

    Args:
        id: slug of the canonical form, the same in every paper.
        phrase: the display form ("large language models").
        score: 0..1, higher is better.
        forms: as written in this paper, in order of first appearance, distinct.
        places: where those forms stand, in reading order, the title first; they do not overlap.
        is_name: coined by this paper (or the name of one method); never makes or labels a topic.
    """

    id: str
    phrase: str
    score: float
    forms: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the lock holds about one paper: a line of keywords.jsonl. Best keyword first."""

    paper_id: str
    title: str
    fingerprint: str
    added: str
    keywords: tuple[Keyword, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """Paper vectors: int8, shape (papers, dimensions); row i is paper_ids[i]; only directions count."""

    paper_ids: tuple[str, ...]
    values: npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class TopicKeyword:
    """A keyword of a topic; weight in 0..1, 1 for the most telling."""

    keyword_id: str
    weight: float


@dataclass(frozen=True, slots=True)
class Topic:
    """A named group of keywords; which papers it holds follows from theirs at build time."""

    id: str
    label: str
    keywords: tuple[TopicKeyword, ...]
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A paper's place on the map, both in -1..1."""

    paper_id: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Retired:
    """A paper or topic that was published once and is gone; `to` replaced it, if anything did."""

    kind: Literal["paper", "topic"]
    id: str
    title: str
    to: str | None = None


class Encoder(Protocol):
    """Turns texts into vectors; the one slow thing, so tests pass a fake one and the cache wraps any."""

    @property
    def name(self) -> str:
        """Model and arithmetic, as the cache and the lock's header name them."""
        ...

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return one row of length 1 a text, shape (texts, dimensions); long texts in windows, averaged."""
        ...
