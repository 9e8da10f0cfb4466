"""The values that flow through the pipeline; each shape of docs/architecture.md has its name here.

A stage takes some of these and returns new ones. They refer to each other by id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

from papershelf.text import short_hash

LinkKind = Literal["paper", "code", "project", "video", "slides", "data", "other"]
Evidence = Literal["keywords", "title", "resemblance", "curated"]

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

    def unit(self) -> npt.NDArray[np.float32]:
        """Return the rows as float32 of length 1 (a zero row stays zero)."""
        rows = self.values.astype(np.float32)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(lengths == 0, 1, lengths), dtype=np.float32)


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


# --- what curators decide -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A paper on a reading list; the note is Markdown."""

    paper_id: str
    note: str = ""
    start: bool = False
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class ListSection:
    """A part of a reading list; the title is empty where a list has no sections."""

    title: str
    entries: tuple[ListEntry, ...]


@dataclass(frozen=True, slots=True)
class ReadingList:
    """A curated list; the id is its file's name, the description Markdown."""

    id: str
    title: str
    description: str
    sections: tuple[ListSection, ...]


@dataclass(frozen=True, slots=True)
class TopicDecision:
    """What curation/topics.yml says of one topic; None and () where it says nothing."""

    id: str
    label: str | None = None
    description: str = ""
    keywords: tuple[str, ...] = ()
    merge: tuple[str, ...] = ()
    add_keywords: tuple[str, ...] = ()
    drop_keywords: tuple[str, ...] = ()
    parent: str | None = None
    pin: bool = False
    hide: bool = False


@dataclass(frozen=True, slots=True)
class KeywordDecisions:
    """What curation/keywords.yml says; aliases map a display form to its other forms."""

    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stop: tuple[str, ...] = ()
    seeds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperDecision:
    """What curation/papers.yml says of one paper; `hide` is the reason."""

    id: str
    note: str = ""
    pin: bool = False
    hide: str | None = None
    same_as: str | None = None
    tags: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    title: str | None = None
    abstract: str | None = None
    add_topics: tuple[str, ...] = ()
    remove_topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Home:
    """What curation/home.yml says: Markdown intro, the first lists in order, how many papers are "new"."""

    intro: str = ""
    lists: tuple[str, ...] = ()
    new: int = 20


@dataclass(frozen=True, slots=True)
class Curation:
    """Everything in curation/, each part in its file's order."""

    lists: tuple[ReadingList, ...] = ()
    topics: tuple[TopicDecision, ...] = ()
    keywords: KeywordDecisions = field(default_factory=KeywordDecisions)
    papers: tuple[PaperDecision, ...] = ()
    home: Home = field(default_factory=Home)


# --- the catalogue: all that pages are made from ------------------------------------------------


@dataclass(frozen=True, slots=True)
class TopicPlacement:
    """Why a paper stands in a topic.

    Args:
        topic_id: the topic.
        evidence: "keywords" (they stand in the abstract), "title" (they stand in the title alone),
            "resemblance" (no keyword; the nearest topic by vector) or "curated".
        keyword_ids: the paper's keywords that belong to the topic, strongest first.
        sentence: the sentence of the abstract that carries them; "" unless evidence is "keywords".
    """

    topic_id: str
    evidence: Evidence
    keyword_ids: tuple[str, ...] = ()
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Resemblance:
    """A paper like another: score in 0..1, and the ids of the keywords both have."""

    paper_id: str
    score: float
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CataloguePaper:
    """A paper as it is published.

    Args:
        paper: with the curator's corrections and links; `paper.links` are the abstract's.
        added: the date of the lock run that first saw it, ISO; "" where it is not in the lock.
        keywords: canonical after curation, best first, at most 8.
        topics: primary first, at most three; () is "not yet sorted".
        resembling: at most five, most alike first.
        list_ids: the reading lists it stands on, in the site's order of lists.
    """

    paper: Paper
    added: str = ""
    keywords: tuple[Keyword, ...] = ()
    topics: tuple[TopicPlacement, ...] = ()
    resembling: tuple[Resemblance, ...] = ()
    list_ids: tuple[str, ...] = ()
    note: str = ""
    pinned: bool = False
    tags: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    is_curated: bool = False


@dataclass(frozen=True, slots=True)
class CatalogueKeyword:
    """A keyword over all papers; it has a page where `paper_ids` holds three or more."""

    id: str
    phrase: str
    forms: tuple[str, ...]
    paper_ids: tuple[str, ...]
    topic_ids: tuple[str, ...] = ()
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class CatalogueTopic:
    """A topic as it is published.

    Args:
        keywords: most telling first.
        paper_ids: every paper placed here or in a child: pinned first, then those whose primary topic it is.
        parent: the id of the topic above, or None; two levels at most.
        child_ids: the topics below, in the site's order.
        is_curated: a curator named, merged, split or described it.
    """

    id: str
    label: str
    keywords: tuple[TopicKeyword, ...]
    paper_ids: tuple[str, ...]
    parent: str | None = None
    child_ids: tuple[str, ...] = ()
    description: str = ""
    pinned: bool = False
    is_curated: bool = False


@dataclass(frozen=True, slots=True)
class OldAddress:
    """An address once published that moved or went: `to` is the id it leads to; `reason` says why not."""

    kind: Literal["paper", "topic"]
    id: str
    title: str
    to: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Papers, keywords, topics and lists after curation, each in the order in which the site shows it.

    Papers are in order of id; keywords in order of their phrase (case-folded); topics pinned first, then by
    label, parents before their children; lists in the home page's order.
    """

    papers: tuple[CataloguePaper, ...]
    keywords: tuple[CatalogueKeyword, ...]
    topics: tuple[CatalogueTopic, ...]
    lists: tuple[ReadingList, ...]
    home: Home = field(default_factory=Home)
    old_addresses: tuple[OldAddress, ...] = ()
    coordinates: tuple[Coordinates, ...] = ()
