"""The library: papers, keywords, topics and lists as they are published, each with what curators decided.

It is what pages, data files, suggestions and differences are made from. Things refer to each other by id; the
library's lookups follow them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from papershelf.curation.models import Home, ListEntry, ListSection, PaperDecision, ReadingList, TopicDecision
from papershelf.model import Coordinates, Keyword, Link, Paper, TopicKeyword

Evidence = Literal["keywords", "title", "resemblance", "curated"]

SHARED_BY = 3


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
class LibraryPaper:
    """A paper as it is published.

    Args:
        paper: with the curator's corrections; `paper.links` are the source's and the abstract's.
        added: the date of the lock run that first saw it, ISO; "" where it is not in the lock.
        keywords: canonical after curation, best first, at most 8.
        topics: primary first, at most three unless curators gave more; () is "not yet sorted".
        resembling: at most five, most alike first.
        list_ids: the reading lists it stands on, in the site's order of lists.
        decision: what papers.yml says of it.
    """

    paper: Paper
    added: str = ""
    keywords: tuple[Keyword, ...] = ()
    topics: tuple[TopicPlacement, ...] = ()
    resembling: tuple[Resemblance, ...] = ()
    list_ids: tuple[str, ...] = ()
    decision: PaperDecision = field(default_factory=PaperDecision)

    @property
    def id(self) -> str:
        """The paper's id."""
        return self.paper.id

    @property
    def name(self) -> str:
        """The paper's title."""
        return self.paper.title

    @property
    def is_curated(self) -> bool:
        """Whether a curator decided anything about it."""
        return self.decision != PaperDecision()

    @property
    def curated_links(self) -> tuple[Link, ...]:
        """The links that a curator gave."""
        return tuple(Link(link.kind, link.url) for link in self.decision.links)


@dataclass(frozen=True, slots=True)
class LibraryKeyword:
    """A keyword over all papers.

    Args:
        forms: as written in the papers, most frequent first.
        paper_ids: the papers that show it.
        topic_ids: the topics that it belongs to, where it weighs most first.
        is_name: coined by a paper (or the name of one method).
    """

    id: str
    phrase: str
    forms: tuple[str, ...] = ()
    paper_ids: tuple[str, ...] = ()
    topic_ids: tuple[str, ...] = ()
    is_name: bool = False

    @property
    def name(self) -> str:
        """The display form."""
        return self.phrase

    @property
    def is_shared(self) -> bool:
        """Whether enough papers show it for a page of its own."""
        return len(self.paper_ids) >= SHARED_BY


@dataclass(frozen=True, slots=True)
class LibraryTopic:
    """A topic as it is published.

    Args:
        keywords: most telling first.
        paper_ids: every paper placed here or in a child: pinned first, then those whose primary topic it is.
        parent: the id of the topic above, or None; two levels at most.
        child_ids: the topics below, in the site's order.
        decision: what topics.yml says of it.
    """

    id: str
    label: str
    keywords: tuple[TopicKeyword, ...] = ()
    paper_ids: tuple[str, ...] = ()
    parent: str | None = None
    child_ids: tuple[str, ...] = ()
    decision: TopicDecision = field(default_factory=TopicDecision)

    @property
    def name(self) -> str:
        """The label."""
        return self.label

    @property
    def is_curated(self) -> bool:
        """Whether a curator decided anything about it."""
        return self.decision != TopicDecision()


@dataclass(frozen=True, slots=True)
class LibraryList:
    """A reading list as it is published: `sections` hold the entries that lead to a paper of the library."""

    id: str
    decision: ReadingList
    sections: tuple[ListSection, ...] = ()

    @property
    def name(self) -> str:
        """The list's title."""
        return self.decision.title

    @property
    def entries(self) -> tuple[ListEntry, ...]:
        """The entries of all sections, in order."""
        return tuple(entry for section in self.sections for entry in section.papers)

    @property
    def paper_ids(self) -> tuple[str, ...]:
        """The papers on it, in order."""
        return tuple(entry.paper for entry in self.entries)


@dataclass(frozen=True, slots=True)
class OldAddress:
    """An address once published that moved or went: `to` is the id it leads to; `reason` says why not."""

    kind: Literal["paper", "topic"]
    id: str
    title: str
    to: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Library:
    """Papers, keywords, topics and lists by id, each part in the order in which the site shows it.

    Papers are in order of id; keywords in order of their phrase (case-folded); topics pinned first, then by
    label, parents before their children; lists in the home page's order.
    """

    papers: Mapping[str, LibraryPaper] = field(default_factory=dict)
    keywords: Mapping[str, LibraryKeyword] = field(default_factory=dict)
    topics: Mapping[str, LibraryTopic] = field(default_factory=dict)
    lists: Mapping[str, LibraryList] = field(default_factory=dict)
    home: Home = field(default_factory=Home)
    old_addresses: tuple[OldAddress, ...] = ()
    coordinates: tuple[Coordinates, ...] = ()

    @classmethod
    def of(  # noqa: PLR0913 - a library has these parts
        cls,
        papers: Iterable[LibraryPaper] = (),
        keywords: Iterable[LibraryKeyword] = (),
        topics: Iterable[LibraryTopic] = (),
        lists: Iterable[LibraryList] = (),
        *,
        home: Home | None = None,
        old_addresses: Iterable[OldAddress] = (),
        coordinates: Iterable[Coordinates] = (),
    ) -> Library:
        """Return the library of these things, each in its order."""
        return cls(
            {paper.id: paper for paper in papers},
            {keyword.id: keyword for keyword in keywords},
            {topic.id: topic for topic in topics},
            {list_.id: list_ for list_ in lists},
            home or Home(),
            tuple(old_addresses),
            tuple(coordinates),
        )

    def papers_of(self, of: LibraryKeyword | LibraryTopic | LibraryList) -> tuple[LibraryPaper, ...]:
        """Return the papers of a keyword or topic, pinned ones first; of a list in its order."""
        papers = [self.papers[paper_id] for paper_id in of.paper_ids if paper_id in self.papers]
        if isinstance(of, LibraryList):
            return tuple(papers)
        return tuple(sorted(papers, key=lambda paper: not paper.decision.pin))

    def topics_of(self, paper: LibraryPaper) -> tuple[LibraryTopic, ...]:
        """Return the topics of a paper, the primary one first."""
        return tuple(self.topics[placement.topic_id] for placement in paper.topics)

    def lists_of(self, paper: LibraryPaper) -> tuple[LibraryList, ...]:
        """Return the reading lists that a paper stands on."""
        return tuple(self.lists[list_id] for list_id in paper.list_ids)

    def children_of(self, topic: LibraryTopic) -> tuple[LibraryTopic, ...]:
        """Return the topics below one."""
        return tuple(self.topics[child_id] for child_id in topic.child_ids)

    def keyword(self, keyword_id: str) -> LibraryKeyword:
        """Return a keyword; one that the library does not hold is known by its id alone."""
        return self.keywords.get(keyword_id) or LibraryKeyword(keyword_id, keyword_id.replace("-", " "))

    def keywords_of(self, of: LibraryPaper | LibraryTopic) -> tuple[LibraryKeyword, ...]:
        """Return the keywords of a paper or topic, best or most telling first."""
        if isinstance(of, LibraryPaper):
            return tuple(self.keyword(keyword.id) for keyword in of.keywords)
        return tuple(self.keyword(keyword.keyword_id) for keyword in of.keywords)

    @property
    def unsorted(self) -> tuple[LibraryPaper, ...]:
        """The papers without a topic."""
        return tuple(paper for paper in self.papers.values() if not paper.topics)

    @property
    def shared_keywords(self) -> tuple[LibraryKeyword, ...]:
        """The keywords that enough papers share for a page of their own."""
        return tuple(keyword for keyword in self.keywords.values() if keyword.is_shared)

    @property
    def top_topics(self) -> tuple[LibraryTopic, ...]:
        """The topics of the upper level."""
        return tuple(topic for topic in self.topics.values() if topic.parent not in self.topics)
