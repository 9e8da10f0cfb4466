"""The one small world that all tests share: things of a library, and a library that has all of them."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from papershelf.curation.models import (
    CuratedLink,
    Home,
    ListEntry,
    ListSection,
    PaperDecision,
    ReadingList,
    TopicDecision,
)
from papershelf.library import (
    Library,
    LibraryKeyword,
    LibraryList,
    LibraryPaper,
    LibraryTopic,
    OldAddress,
    Resemblance,
    TopicPlacement,
)
from papershelf.model import Keyword, Link, Paper, Place, Provenance, TopicKeyword, Vectors
from papershelf.text import slug

ROOT = Path(__file__).resolve().parents[1]
NO_VECTORS = Vectors((), np.zeros((0, 2), dtype=np.int8))


# --- things of a library ------------------------------------------------------------------------------


def paper(
    id_: str,
    title: str = "",
    abstract: str = "",
    *,
    topics: Sequence[str] = (),
    keywords: str = "",
    lists: Sequence[str] = (),
    **decision: Any,
) -> LibraryPaper:
    """Return a paper; keywords are parted by commas, `decision` is what papers.yml says."""
    return LibraryPaper(
        Paper(id_, title or f"Title of {id_}", abstract),
        "2026-11-21",
        keywords=tuple(Keyword(slug(phrase), phrase, 0.5) for phrase in _phrases(keywords)),
        topics=tuple(TopicPlacement(topic, "keywords") for topic in topics),
        list_ids=tuple(lists),
        decision=PaperDecision(**decision),
    )


def keyword(
    phrase: str, paper_ids: Iterable[str] = (), *, forms: Sequence[str] = (), id_: str = ""
) -> LibraryKeyword:
    """Return a keyword that some papers show."""
    return LibraryKeyword(id_ or slug(phrase), phrase, (phrase, *forms), tuple(paper_ids))


def topic(
    id_: str,
    papers: Iterable[str | LibraryPaper] = (),
    label: str = "",
    *,
    keywords: str = "",
    parent: str | None = None,
    child_ids: Sequence[str] = (),
    **decision: Any,
) -> LibraryTopic:
    """Return a topic of papers given by id, or of those among whole papers that stand in it."""
    ids = [each for each in papers if isinstance(each, str)]
    ids += [each.id for each in papers if not isinstance(each, str) and id_ in _topic_ids(each)]
    weighted = tuple(TopicKeyword(slug(phrase), 1.0) for phrase in _phrases(keywords))
    name = label or id_.capitalize()
    return LibraryTopic(id_, name, weighted, tuple(ids), parent, tuple(child_ids), TopicDecision(**decision))


def reading_list(
    id_: str,
    entries: Iterable[str] | Mapping[str, Iterable[str]],
    title: str = "",
    notes: Mapping[str, str] | None = None,
) -> LibraryList:
    """Return a list of papers given by id, in sections where `entries` has their titles."""
    parts = entries if isinstance(entries, Mapping) else {"": entries}
    said = notes or {}
    sections = tuple(
        ListSection.model_construct(
            title=name, papers=tuple(ListEntry(paper=key, note=said.get(key, "")) for key in keys)
        )
        for name, keys in parts.items()
    )
    return LibraryList(id_, ReadingList(title=title or id_.capitalize(), sections=sections), sections)


def library(
    papers: Iterable[str | LibraryPaper] = (),
    *,
    topics: Iterable[LibraryTopic] = (),
    lists: Iterable[LibraryList] = (),
    keywords: Iterable[LibraryKeyword] = (),
    old_addresses: Iterable[OldAddress] = (),
) -> Library:
    """Return a library; a paper may be an id alone, and papers' own keywords need not be given again."""
    every = [paper(each) if isinstance(each, str) else each for each in papers]
    own: dict[str, list[str]] = {}
    for each in every:
        for word in each.keywords:
            own.setdefault(word.phrase, []).append(each.id)
    return Library.of(
        sorted(every, key=lambda each: each.id),
        (*keywords, *(keyword(phrase, ids) for phrase, ids in own.items())),
        topics,
        lists,
        old_addresses=old_addresses,
    )


def vectors(rows: Mapping[str, Iterable[float]]) -> Vectors:
    """Return vectors of a few dimensions, in tenths."""
    values = np.array([[round(10 * number) for number in row] for row in rows.values()], dtype=np.int8)
    return Vectors(tuple(rows), values.reshape(len(rows), -1))


def _phrases(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _topic_ids(each: LibraryPaper) -> list[str]:
    return [placement.topic_id for placement in each.topics]


# --- a library in which every kind of page has something to show --------------------------------------

SENTENCE = "We propose Foldbot, a cure for catastrophic forgetting that replays little."
ABSTRACT = (
    f"Networks forget. {SENTENCE}\n\nOur code is at https://github.com/fold/bot_1 and costs < $5 a run."
)


def foldbot(number: int, **changes: Any) -> LibraryPaper:
    """Return a paper with all that a paper can have, but for what curators decide."""
    value = Paper(
        f"paper-{number}",
        f"Foldbot {number}: *forgetting* <less>",
        ABSTRACT,
        (Provenance("sources/a_b.txt", 3, number, "Mar 14"),),
        links=(Link("code", "https://github.com/fold/bot_1"),),
    )
    standard = {
        "added": "2026-11-21",
        "keywords": (_found("catastrophic forgetting"), _found("foldbot")),
        "topics": (TopicPlacement("forgetting", "keywords", ("catastrophic-forgetting",), SENTENCE),),
    }
    return LibraryPaper(value, **(standard | changes))


def full_library(papers: int = 4) -> Library:
    """Return a library of at least four papers: sorted but for the last, the first curated."""
    first = foldbot(
        1,
        list_ids=("folding",),
        resembling=(Resemblance("paper-2", 0.9, ("catastrophic-forgetting",)), Resemblance("paper-3", 0.4)),
        decision=PaperDecision(
            note="Read *this* first.",
            pin=True,
            tags=("classic",),
            links=(CuratedLink(kind="paper", url="https://arxiv.org/abs/2205.13147"),),
        ),
    )
    entries = [first, *(foldbot(number) for number in range(2, papers))]
    unsorted = foldbot(papers, keywords=(), topics=())
    ids = tuple(entry.id for entry in entries)
    described = TopicDecision(description="How *data* arrive.", pin=True)
    return Library.of(
        sorted((*entries, unsorted), key=lambda entry: entry.id),
        [
            LibraryKeyword(
                "catastrophic-forgetting", "catastrophic forgetting", ("forgetting",), ids, ("forgetting",)
            ),
            LibraryKeyword("foldbot", "Foldbot", ("Foldbot",), ids[:2], (), is_name=True),
        ],
        [
            LibraryTopic("learning", "Learning settings", (), ids, None, ("forgetting",), described),
            LibraryTopic(
                "forgetting", "Forgetting", (TopicKeyword("catastrophic-forgetting", 1.0),), ids, "learning"
            ),
        ],
        [_folding()],
        home=Home(intro="What **this** is.", lists=("folding",), new=2),
        old_addresses=(
            OldAddress("paper", "old-paper", "Old paper", "paper-2"),
            OldAddress("topic", "old-topic", "Old topic", None, "it held nothing"),
        ),
    )


def _found(phrase: str) -> Keyword:
    start = ABSTRACT.lower().index(phrase)
    place = Place("abstract", start, start + len(phrase))
    return Keyword(slug(phrase), phrase, 0.8, (ABSTRACT[place.start : place.end],), (place,))


def _folding() -> LibraryList:
    first = ListEntry(paper="paper-1", note="The *idea*.", start=True, minutes=80)
    section = ListSection(title="Ideas", papers=(first, ListEntry(paper="paper-2")))
    said = ReadingList(
        title="Folding: start here", description="One vector.\n\nMany sizes.", sections=(section,)
    )
    return LibraryList("folding", said, said.parts)


class HashEncoder:
    """An Encoder with vectors that depend on nothing but the words; counts the texts it was given."""

    name = "hash"

    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.texts += texts
        rows = np.array([self._row(text) for text in texts], dtype=np.float32).reshape(len(texts), 384)
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)

    def _row(self, text: str) -> npt.NDArray[np.float32]:
        row = np.zeros(384, dtype=np.float32)
        for word in text.lower().split():
            row[int(hashlib.sha256(word.encode()).hexdigest(), 16) % 384] += 1
        return row
