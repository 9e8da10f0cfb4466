"""The stage's entry: papers in, ranked keywords and vectors out."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from generator.keywords.candidates import PaperCandidates, PaperText, find_candidates
from generator.keywords.ranker import Ranker
from generator.keywords.scoring import embed, encodable, score_phrases
from generator.keywords.tagging import Tagger
from generator.progress import Progress, silent
from generator.shapes import Encoder, Keyword

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeywordOptions:
    """How many keywords a paper gets, and how many phrases are worth a vector."""

    top: int = 15
    shortlist: int = 22


@dataclass(frozen=True, slots=True, eq=False)
class PaperKeywords:
    """What extraction computes of one paper: keywords, best first, and its vector (float32, length 1)."""

    paper_id: str
    keywords: tuple[Keyword, ...]
    vector: npt.NDArray[np.float32]


def find_all(papers: Sequence[PaperText]) -> tuple[PaperCandidates, ...]:
    """Return the candidates of a batch of papers; needs nothing else, so that any process can do it."""
    tagger = Tagger()
    return tuple(find_candidates(paper, tagger) for paper in papers)


def extract_keywords(  # noqa: PLR0913 - each has its default
    papers: Sequence[PaperText],
    encoder: Encoder,
    *,
    options: KeywordOptions | None = None,
    wanted: Set[str] | None = None,
    candidates: Sequence[PaperCandidates] | None = None,
    progress: Progress | None = None,
) -> tuple[PaperKeywords, ...]:
    """Return keywords and vector of each wanted paper, in the papers' order, ranked against all of them.

    Args:
        papers: the whole corpus; the statistics come from it.
        encoder: embeds the wanted papers and their likeliest phrases, and nothing else.
        options: numbers to change.
        wanted: ids of the papers to extract; None for all.
        candidates: of all papers, in their order, where the caller found them (in several processes,
            or in a cache); None finds them here.
        progress: told what is done so far.
    """
    options = options or KeywordOptions()
    tell = progress or silent
    found = find_all(papers) if candidates is None else candidates
    tell("candidates", len(papers), len(papers))
    ranker = Ranker.of(found)
    chosen = [index for index, paper in enumerate(papers) if wanted is None or paper.id in wanted]
    vectors = paper_vectors([papers[index] for index in chosen], encoder, tell)
    texts = [ranker.shortlist(index, options.shortlist) for index in chosen]
    cosines = score_phrases([list(row.values()) for row in texts], vectors, encoder, tell)
    return tuple(
        PaperKeywords(papers[index].id, ranker.keywords(papers[index], index, row, options.top), vector)
        for index, row, vector in zip(chosen, _by_key(texts, cosines), vectors, strict=True)
    )


def paper_vectors(
    papers: Sequence[PaperText], encoder: Encoder, progress: Progress = silent
) -> npt.NDArray[np.float32]:
    """Return a row a paper; a paper without any text gets a row of zeros, and a warning."""
    texts = [encodable(f"{paper.title}\n{paper.abstract}".strip()) for paper in papers]
    for paper, text in zip(papers, texts, strict=True):
        if not text:
            _log.warning("paper %s has neither title nor abstract: no keywords", paper.id)
    readable = [text for text in texts if text]
    rows = embed(readable, encoder, 64, lambda done: progress("papers", done, len(readable)))
    vectors = np.zeros((len(texts), rows.shape[1] if rows.ndim == 2 else 0), dtype=np.float32)
    vectors[[index for index, text in enumerate(texts) if text]] = rows
    return vectors


def _by_key(
    texts: Sequence[Mapping[str, str]], cosines: Sequence[Mapping[str, float]]
) -> Iterator[dict[str, float]]:
    """Yield each paper's cosines by phrase key instead of by phrase text."""
    for row, scores in zip(texts, cosines, strict=True):
        yield {key: scores[text] for key, text in row.items()}
