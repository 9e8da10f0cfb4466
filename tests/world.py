"""The one small world that all tests share: a project on disk, the things of a library, a fake encoder."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from click.testing import CliRunner, Result

from papershelf import pipeline
from papershelf.cli import main
from papershelf.curation import models
from papershelf.curation.models import ListEntry, ListSection, PaperDecision, ReadingList, TopicDecision
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
from papershelf.lock import Lock, expected_header, read_lock, write_lock
from papershelf.model import Extraction, Keyword, Link, Paper, Place, Provenance, Topic, TopicKeyword, Vectors
from papershelf.text import slug

ROOT = Path(__file__).resolve().parents[1]
NO_VECTORS = Vectors((), np.zeros((0, 2), dtype=np.int8))


# --- a project on disk: six papers, two topics, two forms of a keyword --------------------------------

CONFIG = """\
site_name: A list
site_url: https://example.org/list/
theme: {name: material, font: false, custom_dir: templates/theme, features: [navigation.prune]}
plugins: [search]
validation: {anchors: warn}
nav: [{Home: index.md}, about.md]
not_in_nav: /papers/
"""
FILES = {
    "mkdocs.yml": CONFIG,
    "templates/theme/main.html": '{% extends "base.html" %}\n',
    "docs/about.md": "---\ntitle: About this list\n---\n\n# About\n\n## What\n\nText.\n",
}
PAPERS = {
    "Replay for Streams of Data": "We study replay in streams of data. It keeps nearly all accuracy.",
    "Forgetting by Replay": "We measure forgetting by replay. Most of it happens in the last layer.",
    "What Continual Learners Keep": "We compare replay and fine-tuning on forgetting. Both help.",
    "Filters on Graphs": "Graph networks blur distant nodes. We remove it by finetuning with filters.",
    "Deep Graph Networks": "We train sixty layers of graph networks. Node features are normalised.",
    "Graphs without Labels": "Node features are learned without labels. Graph networks then need few.",
}
KEYWORDS = {
    "replay": ("Replay for Streams of Data", "Forgetting by Replay", "What Continual Learners Keep"),
    "forgetting": ("Forgetting by Replay", "What Continual Learners Keep"),
    "graph networks": ("Filters on Graphs", "Deep Graph Networks", "Graphs without Labels"),
    "node features": ("Deep Graph Networks", "Graphs without Labels"),
    "fine-tuning": ("What Continual Learners Keep",),
    "finetuning": ("Filters on Graphs",),
}
TOPICS = tuple(
    Topic(slug(one), one.capitalize(), (TopicKeyword(slug(one), 1.0), TopicKeyword(slug(other), 0.8)))
    for one, other in (("replay", "forgetting"), ("graph networks", "node features"))
)


def make_project(root: Path, *, locked: bool = True) -> Path:
    """Write a project's files, with the lock or without, and return its folder."""
    for name, text in {**FILES, "sources/listing.txt": listing()}.items():
        save(root, name, text)
    if locked:
        relock(root)
    return root


def listing(papers: Mapping[str, str] = PAPERS) -> str:
    """Return the pasted listing of papers given by title and abstract."""
    return "\n\n".join(["new", "Subscribe", *(part for paper in papers.items() for part in paper)]) + "\n"


def save(root: Path, name: str, text: str) -> None:
    """Write a file of a project, and its folder where there is none."""
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")


def run(root: Path, *arguments: str, **options: Any) -> Result:
    """Run a command on a project, as a person would."""
    return CliRunner().invoke(main, [*arguments, "--project", str(root)], **options)


def tree(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def relock(root: Path) -> None:
    """Write the lock that the papers now in sources/ have."""
    project = pipeline.Project(root)
    corpus = pipeline.read_corpus(pipeline.source_files(project), root, Lock())
    lines = tuple(
        Extraction(each.id, each.title, each.fingerprint, "2026-11-21", _keywords(each.title))
        for each in sorted(corpus.papers, key=lambda each: each.id)
    )
    rows = vectors({line.paper_id: (10, 2) if "replay" in str(line.keywords) else (2, 10) for line in lines})
    retired = read_lock(project.lock).retired
    write_lock(project.lock, Lock(expected_header(), lines, rows, TOPICS, retired=retired))


def _keywords(title: str) -> tuple[Keyword, ...]:
    found = [phrase for phrase, titles in KEYWORDS.items() if title in titles]
    return tuple(Keyword(slug(phrase), phrase, 0.9 - 0.1 * at, (phrase,)) for at, phrase in enumerate(found))


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
        keywords=tuple(Keyword(slug(phrase), phrase, 0.5) for phrase in keywords.split(", ") if phrase),
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
    placed = [(each, place) for each in papers if not isinstance(each, str) for place in each.topics]
    ids += [each.id for each, place in placed if place.topic_id == id_]
    weighted = tuple(TopicKeyword(slug(phrase), 1.0) for phrase in keywords.split(", ") if phrase)
    name = label or id_.capitalize()
    return LibraryTopic(id_, name, weighted, tuple(ids), parent, tuple(child_ids), TopicDecision(**decision))


def reading_list(
    id_: str,
    entries: Iterable[str] | Mapping[str, Iterable[str]],
    title: str = "",
    notes: Mapping[str, str] | None = None,
) -> LibraryList:
    """Return a list of papers given by id, in sections where `entries` has their titles."""
    sections: tuple[ListSection, ...] = ()
    for name, keys in (entries if isinstance(entries, Mapping) else {"": entries}).items():
        papers = tuple(ListEntry(paper=key, note=(notes or {}).get(key, "")) for key in keys)
        sections += (ListSection.model_construct(title=name, papers=papers),)
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
    words = [*keywords, *(keyword(phrase, ids) for phrase, ids in own.items())]
    every.sort(key=lambda each: each.id)
    return Library.of(every, words, topics, lists, old_addresses=old_addresses)


def vectors(rows: Mapping[str, Iterable[float]]) -> Vectors:
    """Return vectors of a few dimensions, in tenths."""
    values = np.array([[round(10 * number) for number in row] for row in rows.values()], dtype=np.int8)
    return Vectors(tuple(rows), values.reshape(len(rows), -1))


# --- a library in which every kind of page has something to show --------------------------------------

CODE = "https://github.com/fold/bot_1"
SENTENCE = "We propose Foldbot, a cure for catastrophic forgetting that replays little."
ABSTRACT = f"Networks forget. {SENTENCE}\n\nOur code is at {CODE} and costs < $5 a run."


def foldbot(number: int, **changes: Any) -> LibraryPaper:
    """Return a paper with all that a paper can have, but for what curators decide."""
    place = Provenance("sources/a_b.txt", 3, number, "Mar 14")
    title = f"Foldbot {number}: *forgetting* <less>"
    standard = {
        "keywords": (_found("catastrophic forgetting"), _found("foldbot")),
        "topics": (TopicPlacement("forgetting", "keywords", ("catastrophic-forgetting",), SENTENCE),),
    }
    value = Paper(f"paper-{number}", title, ABSTRACT, (place,), links=(Link("code", CODE),))
    return LibraryPaper(value, "2026-11-21", **(standard | changes))


def _found(phrase: str) -> Keyword:
    start = ABSTRACT.lower().index(phrase)
    place = Place("abstract", start, start + len(phrase))
    return Keyword(slug(phrase), phrase, 0.8, (ABSTRACT[place.start : place.end],), (place,))


def full_library(papers: int = 4) -> Library:
    """Return a library of at least four papers: sorted but for the last, the first curated."""
    outside = models.CuratedLink(kind="paper", url="https://arxiv.org/abs/2205.13147")
    first = foldbot(
        1,
        list_ids=("folding",),
        resembling=(Resemblance("paper-2", 0.9, ("catastrophic-forgetting",)), Resemblance("paper-3", 0.4)),
        decision=PaperDecision(note="Read *this* first.", pin=True, tags=("classic",), links=(outside,)),
    )
    entries = [first, *(foldbot(number) for number in range(2, papers))]
    unsorted = foldbot(papers, keywords=(), topics=())
    ids = tuple(entry.id for entry in entries)
    about = Keyword("catastrophic-forgetting", "catastrophic forgetting", 0.5)
    described = TopicDecision(description="How *data* arrive.", pin=True)
    return Library.of(
        sorted((*entries, unsorted), key=lambda entry: entry.id),
        [
            LibraryKeyword(about.id, about.phrase, ("forgetting",), ids, ("forgetting",)),
            LibraryKeyword("foldbot", "Foldbot", ("Foldbot",), ids[:2], (), is_name=True),
        ],
        [
            LibraryTopic("learning", "Learning settings", (), ids, None, ("forgetting",), described),
            LibraryTopic("forgetting", "Forgetting", (TopicKeyword(about.id, 1.0),), ids, "learning"),
        ],
        [_folding()],
        home=models.Home(intro="What **this** is.", lists=("folding",), new=2),
        old_addresses=(
            OldAddress("paper", "old-paper", "Old paper", "paper-2"),
            OldAddress("topic", "old-topic", "Old topic", None, "it held nothing"),
        ),
    )


def _folding() -> LibraryList:
    first = ListEntry(paper="paper-1", note="The *idea*.", start=True, minutes=80)
    section = ListSection(title="Ideas", papers=(first, ListEntry(paper="paper-2")))
    text = "One vector.\n\nMany sizes."
    said = ReadingList(title="Folding: start here", description=text, sections=(section,))
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
