"""A project of six papers with a lock made by hand: two topics, two forms of a keyword."""

from pathlib import Path

import numpy as np

from papershelf import pipeline
from papershelf.lock import Lock, expected_header, read_lock, write_lock
from papershelf.model import Extraction, Keyword, Topic, TopicKeyword, Vectors
from papershelf.text import slug

PAPERS = {
    "Replay for Streams of Data": (
        "We study replay in streams of data and show that a small memory of surprising examples keeps nearly "
        "all of the accuracy that full retraining would have, at a hundredth of its cost, on five streams."
    ),
    "Forgetting by Replay": (
        "Catastrophic forgetting is measured under replay, layer by layer, and most of it happens "
        "in the last one, which a cheap correction mends without any further memory of earlier examples."
    ),
    "What Continual Learners Keep": (
        "Replay and fine-tuning are compared on forty benchmarks of forgetting, and what a learner keeps is "
        "predicted by how often an example was seen, not by how long ago that was, whatever the method."
    ),
    "Filters on Graphs": (
        "Graph networks pass messages along edges, which blurs distant nodes; we measure the blur by the "
        "spectrum of the propagation and remove it with filters learned for each layer after finetuning."
    ),
    "Deep Graph Networks": (
        "Sixty layers of a graph network train as stably as six do once node features are normalised "
        "by degree before each propagation, and node classification gains four points on average."
    ),
    "Graphs without Labels": (
        "Node features of graphs are learned without labels by predicting which of two corrupted "
        "neighbourhoods is the real one, and the graph networks that result need a tenth of the labels."
    ),
}
KEYWORDS = {
    "replay": ("Replay for Streams of Data", "Forgetting by Replay", "What Continual Learners Keep"),
    "forgetting": ("Forgetting by Replay", "What Continual Learners Keep"),
    "graph networks": ("Filters on Graphs", "Deep Graph Networks", "Graphs without Labels"),
    "node features": ("Deep Graph Networks", "Graphs without Labels"),
    "fine-tuning": ("What Continual Learners Keep",),
    "finetuning": ("Filters on Graphs",),
}
TOPICS = (
    Topic("replay", "Replay", (TopicKeyword("replay", 1.0), TopicKeyword("forgetting", 0.8))),
    Topic(
        "graph-networks",
        "Graph networks",
        (TopicKeyword("graph-networks", 1.0), TopicKeyword("node-features", 0.8)),
    ),
)


def make_project(root: Path) -> Path:
    """Write sources/ and lock/ and return the project's folder."""
    (root / "sources").mkdir(parents=True)
    listing = "\n\n".join(f"{title}\n\n{abstract}" for title, abstract in PAPERS.items())
    (root / "sources" / "listing.txt").write_text(f"new\n\nSubscribe\n\n{listing}\n")
    relock(root)
    return root


def relock(root: Path) -> None:
    """Write the lock that the papers now in sources/ have."""
    project = pipeline.Project(root)
    corpus = pipeline.read_corpus(pipeline.source_files(project), root, Lock())
    lines = [
        Extraction(paper.id, paper.title, paper.fingerprint, "2026-11-21", _keywords(paper.title))
        for paper in sorted(corpus.papers, key=lambda paper: paper.id)
    ]
    rows = [[100, 20] if "replay" in [word.phrase for word in line.keywords] else [20, 100] for line in lines]
    vectors = Vectors(tuple(line.paper_id for line in lines), np.array(rows, dtype=np.int8))
    header = expected_header()
    write_lock(
        project.lock, Lock(header, tuple(lines), vectors, TOPICS, retired=read_lock(project.lock).retired)
    )


def _keywords(title: str) -> tuple[Keyword, ...]:
    return tuple(
        Keyword(slug(phrase), phrase, 0.9 - 0.1 * at, (phrase,))
        for at, (phrase, titles) in enumerate(KEYWORDS.items())
        if title in titles
    )
