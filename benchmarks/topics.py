"""How right topics are against labels that people gave, beside BERTopic; what each part adds; how they stay.

    python -m benchmarks.topics LABELLED.jsonl [--without-bertopic] [--drops 3] [--keep FILE]

A line of LABELLED.jsonl is {"id", "title", "abstract", "label"}. AMI and ARI hold the primary topic against
the label; a paper without a topic counts as a group of its own. BERTopic (`pip install bertopic`) gets the
same vectors and its default settings, and reduces its outliers. Times are CPU seconds of this process.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from papershelf.extract.encoder import open_encoder
from papershelf.extract.keywords import CorpusExtractor
from papershelf.extract.topics import TopicOptions, group_topics, regroup_topics, update_topics
from papershelf.extract.topics.options import DEFAULT_OPTIONS, VIEWS
from papershelf.library.placing import PlacingOptions, place_papers
from papershelf.library.vectors import directions
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


def main() -> None:
    """Print the three tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--without-bertopic", action="store_true")
    parser.add_argument("--drops", type=int, default=3, help="how often a random tenth is dropped")
    parser.add_argument("--keep", type=Path, help="where the extraction is kept for the next run")
    arguments = parser.parse_args()
    data = _kept(arguments.labelled, arguments.keep)
    print(f"{len(data.papers)} papers\n\n{'':34s}   AMI    ARI  covered  topics   CPU s")
    _row("ours", data, data.grouped_and_placed)
    if not arguments.without_bertopic:
        _row("BERTopic, outliers reduced", data, partial(_bertopic, data))
    _row("TF-IDF + SVD + k-means, told 40", data, partial(_kmeans, data))
    print("\nwithout each part")
    _ablation(data)
    print("\nshare of papers that keep their primary topic when a dropped tenth comes back")
    _stability(data, arguments.drops)


def _kept(source: Path, keep: Path | None) -> Labelled:
    if keep and keep.exists():
        found: Labelled = pickle.loads(keep.read_bytes())  # noqa: S301 - this script wrote it
        return found
    started = time.process_time()
    data = _extracted(source)
    print(f"extraction: {time.process_time() - started:.0f} CPU s")
    if keep:
        keep.write_bytes(pickle.dumps(data))
    return data


def _extracted(source: Path) -> Labelled:
    from papershelf.lock.update import quantized

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


def _row(name: str, data: Labelled, run: Callable[[], Groups]) -> None:
    from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

    started = time.process_time()
    groups = run()
    seconds = time.process_time() - started
    ids = [paper.id for paper in data.papers]
    labels, found = [data.labels[id_] for id_ in ids], [groups[id_] for id_ in ids]
    topics = {group for group in found if not group.startswith("none:")}
    covered = sum(group in topics for group in found) / len(found)
    scores = f"{adjusted_mutual_info_score(labels, found):6.3f} {adjusted_rand_score(labels, found):6.3f}"
    print(f"{name:34s} {scores} {covered:8.3f} {len(topics):7d} {seconds:7.1f}", flush=True)


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


def _ablation(data: Labelled) -> None:
    words, vectors, keywords, together, _ = VIEWS
    changed = {
        "words alone": TopicOptions(views=(words,) * 3),
        "vectors alone": TopicOptions(views=(vectors,) * 3),
        "keywords alone": TopicOptions(views=(keywords,) * 3),
        "all in one graph": TopicOptions(views=(together,) * 3),
        "words, vectors, keywords apart": TopicOptions(views=(words, vectors, keywords)),
        "placed without vectors": TopicOptions(placing=PlacingOptions(vector_share=0.0)),
        "placed mostly by vectors": TopicOptions(placing=PlacingOptions(vector_share=5.0)),
    }
    for name, options in changed.items():
        _row(name, data, partial(data.grouped_and_placed, options))


def _stability(data: Labelled, drops: int) -> None:
    for seed in range(drops):
        ids = sorted(paper.id for paper in data.papers)
        kept = set(random.Random(seed).sample(ids, round(0.9 * len(ids))))  # noqa: S311 - a sample
        part = data.only(kept)
        old = part.topics()
        before = part.placed(old)
        whole = (data.papers, data.extractions, data.vectors)
        added = data.placed(update_topics(old, *whole).topics)
        afresh = data.placed(regroup_topics(old, *whole).topics)
        shares = [sum(before[id_] == now[id_] for id_ in kept) / len(kept) for now in (added, afresh)]
        print(
            f"  added by lock {shares[0]:.3f}   all grouped afresh by lock --regroup {shares[1]:.3f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
