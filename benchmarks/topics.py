"""How right topics are against labels that people gave, beside BERTopic, and how they stay.

    python -m benchmarks.topics --data FOLDER

A line of a file in FOLDER is {"id", "title", "abstract", "label"}. BERTopic gets the same vectors and its
default settings. Needs bertopic.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

import numpy as np

from benchmarks.tables import Benchmark, Options, Row, labelled, run
from papershelf.extract.encoder import open_encoder
from papershelf.extract.keywords import CorpusExtractor
from papershelf.extract.topics import TopicOptions, group_topics, regroup_topics, update_topics
from papershelf.extract.topics.options import DEFAULT_OPTIONS, VIEWS
from papershelf.library.placing import PlacingOptions, place_papers
from papershelf.library.vectors import directions
from papershelf.lock import quantized
from papershelf.model import Extraction, Paper, Topic, Vectors
from papershelf.sources.cleaning import clean_records
from papershelf.sources.jsonl import parse_papers

Groups = Mapping[str, str]  # paper id → topic id, or something of its own


@dataclass(frozen=True, slots=True, eq=False)
class Labelled:
    """Papers as extraction leaves them, and their labels."""

    papers: tuple[Paper, ...]
    extractions: tuple[Extraction, ...]
    vectors: Vectors
    labels: Mapping[str, str]

    def only(self, ids: set[str]) -> Labelled:
        """Return some of them."""
        rows = [row for row, id_ in enumerate(self.vectors.paper_ids) if id_ in ids]
        return replace(
            self,
            papers=tuple(paper for paper in self.papers if paper.id in ids),
            extractions=tuple(line for line in self.extractions if line.paper_id in ids),
            vectors=Vectors(tuple(self.vectors.paper_ids[row] for row in rows), self.vectors.values[rows]),
        )

    def topics(self, options: TopicOptions = DEFAULT_OPTIONS) -> tuple[Topic, ...]:
        """Group them."""
        return group_topics(self.papers, self.extractions, self.vectors, options)

    def placed(self, topics: Sequence[Topic], options: TopicOptions = DEFAULT_OPTIONS) -> Groups:
        """Return each paper's primary topic."""
        keywords = {line.paper_id: line.keywords for line in self.extractions}
        found = place_papers(self.papers, keywords, topics, self.vectors, options.placing)
        return {id_: places[0].topic_id if places else f"none:{id_}" for id_, places in found.items()}

    def grouped_and_placed(self, options: TopicOptions = DEFAULT_OPTIONS) -> Groups:
        """Group and place them with the same settings."""
        return self.placed(self.topics(options), options)


def agreement(options: Options) -> Iterator[Row]:
    """Group by each method, and by ours with each part changed."""
    yield "", "AMI", "ARI", "covered", "topics", "CPU seconds"
    for path in labelled(options.data, "label"):
        data = _extracted(path)
        yield _scored(f"Papershelf, {len(data.papers):,} papers", data, data.grouped_and_placed)
        for name, peer in PEERS.items():
            yield _scored(name, data, partial(peer, data))
        for name, changed in PARTS.items():
            yield _scored(name, data, partial(data.grouped_and_placed, changed))


def stability(options: Options) -> Iterator[Row]:
    """Drop a random tenth of the papers and add it again."""
    yield "a tenth comes back", "`papershelf lock`", "`papershelf lock --regroup`"
    for path in labelled(options.data, "label"):
        data = _extracted(path)
        ids = sorted(paper.id for paper in data.papers)
        for seed in range(3):
            kept = set(random.Random(seed).sample(ids, round(0.9 * len(ids))))  # noqa: S311 - a sample
            yield f"sample {seed + 1}", *_kept(data, kept)


def _kept(data: Labelled, kept: set[str]) -> Row:
    part = data.only(kept)
    old = part.topics()
    before = part.placed(old)
    whole = (data.papers, data.extractions, data.vectors)
    after = (data.placed(update_topics(old, *whole).topics), data.placed(regroup_topics(old, *whole).topics))
    return [f"{100 * sum(before[id_] == now[id_] for id_ in kept) / len(kept):.1f} %" for now in after]


@lru_cache
def _extracted(source: Path) -> Labelled:
    content = source.read_bytes()
    papers = parse_papers(content, source.name)
    found = CorpusExtractor().extract(clean_records(papers), open_encoder())
    values = np.stack([quantized(one.vector) for one in found])
    lines = (Extraction(one.paper_id, "", "", "", one.keywords) for one in found)
    titles = {paper.id: paper.title for paper in papers}
    labels = {row["id"]: row["label"] for row in map(json.loads, content.decode().splitlines())}
    return Labelled(
        papers,
        tuple(replace(line, title=titles[line.paper_id]) for line in lines),
        Vectors(tuple(one.paper_id for one in found), values),
        labels,
    )


def _scored(name: str, data: Labelled, group: Callable[[], Groups]) -> Row:
    from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

    started = time.process_time()
    groups = group()
    seconds = time.process_time() - started
    ids = [paper.id for paper in data.papers]
    labels, found = [data.labels[id_] for id_ in ids], [groups[id_] for id_ in ids]
    topics = {one for one in found if not one.startswith("none:")}
    covered = sum(one in topics for one in found) / len(found)
    scores = (adjusted_mutual_info_score(labels, found), adjusted_rand_score(labels, found), covered)
    return name, *(f"{score:.3f}" for score in scores), str(len(topics)), f"{seconds:.1f}"


def _texts(data: Labelled) -> list[str]:
    return [f"{paper.title}. {paper.abstract}" for paper in data.papers]


def _bertopic(data: Labelled) -> Groups:
    from bertopic import BERTopic

    texts, vectors = _texts(data), directions(data.vectors, data.vectors.paper_ids)
    model = BERTopic()
    topics, _ = model.fit_transform(texts, embeddings=vectors)
    reduced = model.reduce_outliers(texts, topics)
    return {
        paper.id: str(topic) if topic >= 0 else f"none:{paper.id}"
        for paper, topic in zip(data.papers, reduced, strict=True)
    }


def _kmeans(data: Labelled) -> Groups:
    from sklearn.cluster import KMeans
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    words = TfidfVectorizer(stop_words="english", sublinear_tf=True, min_df=2).fit_transform(_texts(data))
    rows = normalize(TruncatedSVD(100, random_state=0).fit_transform(words))
    found = KMeans(40, n_init=3, random_state=0).fit_predict(rows)
    return {paper.id: str(group) for paper, group in zip(data.papers, found, strict=True)}


WORDS, VECTORS, KEYWORDS, TOGETHER, _ = VIEWS
PARTS = {
    "words alone": TopicOptions(views=(WORDS,) * 3),
    "vectors alone": TopicOptions(views=(VECTORS,) * 3),
    "keywords alone": TopicOptions(views=(KEYWORDS,) * 3),
    "all in one graph": TopicOptions(views=(TOGETHER,) * 3),
    "words, vectors, keywords apart": TopicOptions(views=(WORDS, VECTORS, KEYWORDS)),
    "placed without vectors": TopicOptions(placing=PlacingOptions(vector_share=0.0)),
    "placed mostly by vectors": TopicOptions(placing=PlacingOptions(vector_share=5.0)),
}
PEERS: dict[str, Callable[[Labelled], Groups]] = {
    "BERTopic, same vectors, outliers reduced": _bertopic,
    "TF-IDF, SVD and k-means, told 40": _kmeans,
}
BENCHMARKS = (
    Benchmark(
        "Topics against labels that people gave",
        "Adjusted mutual information and adjusted Rand index of each paper's first topic against its label; "
        "a paper without a topic counts as a group of its own. Times leave out keywords and vectors.",
        ("data",),
        agreement,
    ),
    Benchmark(
        "How many papers keep their first topic",
        "A random tenth of the papers is left out, the rest grouped, and the tenth added again.",
        ("data",),
        stability,
    ),
)

if __name__ == "__main__":
    run(*BENCHMARKS)
