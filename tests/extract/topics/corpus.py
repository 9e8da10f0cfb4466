"""Made-up papers of a few fields, for tests of grouping and placing."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from papershelf.library.occurrences import find_places
from papershelf.library.placing import place_papers
from papershelf.model import Extraction, Keyword, Paper, Topic, Vectors
from papershelf.text import slug

FIELDS: Mapping[str, tuple[str, ...]] = {
    "continual": ("continual learning", "catastrophic forgetting", "experience replay", "class increments"),
    "diffusion": ("diffusion models", "score matching", "text-to-image synthesis", "noise schedules"),
    "quantize": ("post-training quantization", "low-bit weights", "activation outliers", "integer kernels"),
    "agents": ("reinforcement learning", "policy gradients", "reward shaping", "value functions"),
    "graphs": ("graph neural networks", "message passing", "node classification", "over-smoothing"),
}
COMMON = ("benchmarks", "ablation studies")


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    papers: tuple[Paper, ...]
    extractions: tuple[Extraction, ...]
    vectors: Vectors
    fields: Mapping[str, str]

    @property
    def keywords(self) -> dict[str, tuple[Keyword, ...]]:
        return {extraction.paper_id: extraction.keywords for extraction in self.extractions}

    def only(self, ids: Sequence[str]) -> "Corpus":
        """Return the papers of these ids, in this order."""
        rows = [self.vectors.paper_ids.index(id_) for id_ in ids]
        papers, lines = tuple(self.papers[row] for row in rows), tuple(self.extractions[row] for row in rows)
        return Corpus(papers, lines, Vectors(tuple(ids), self.vectors.values[rows]), self.fields)

    def primaries(self, topics: Sequence[Topic]) -> dict[str, str | None]:
        """Return the first topic of each paper, None where it has none."""
        placed = place_papers(self.papers, self.keywords, topics, self.vectors)
        return {paper_id: found[0].topic_id if found else None for paper_id, found in placed.items()}


def paper_of(
    id_: str, title: str, sentences: Sequence[str], phrases: Sequence[str]
) -> tuple[Paper, Extraction]:
    """Return a paper and its keywords, each with its places, the earlier the better."""
    paper = Paper(id_, title, " ".join(sentences))
    keywords = tuple(
        Keyword(slug(phrase), phrase, round(0.9 - 0.1 * rank, 2), (phrase,), find_places(paper, [phrase]))
        for rank, phrase in enumerate(phrases)
    )
    return paper, Extraction(id_, title, paper.fingerprint, "2026-01-01", keywords)


def corpus_of(each: int, seed: int = 0, fields: Sequence[str] = tuple(FIELDS)) -> Corpus:
    """Return `each` papers of every field, with vectors that lie near their field's direction."""
    chance = random.Random(seed)
    numbers = np.random.default_rng(seed)
    directions = numbers.normal(size=(len(FIELDS), 32))
    made, rows, belongs = [], [], {}
    for place, field in enumerate(FIELDS):
        for number in range(each if field in fields else 0):
            id_ = f"{field}-{number:03d}"
            phrases = [*chance.sample(FIELDS[field], 3), chance.choice(COMMON)]
            title = f"On {phrases[0]} {number}"
            sentences = [
                f"We look at {phrases[0]} again.",
                f"It needs {phrases[1]} and {phrases[2]}, e.g. here.",
                f"We report {phrases[3]} number {number}.",
            ]
            made.append(paper_of(id_, title, sentences, phrases))
            vector = directions[place] + 0.6 * numbers.normal(size=32)
            rows.append(np.rint(vector * 127 / np.abs(vector).max()).astype(np.int8))
            belongs[id_] = field
    values = np.stack(rows) if rows else np.zeros((0, 32), dtype=np.int8)
    papers = tuple(paper for paper, _ in made)
    lines = tuple(line for _, line in made)
    return Corpus(papers, lines, Vectors(tuple(belongs), values), belongs)
