"""The stage's entry: papers in, ranked keywords and vectors out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from papershelf.extract.keywords.candidates import PaperCandidates, PaperText, find_candidates
from papershelf.extract.keywords.embedding import Rows, embedding, encodable
from papershelf.extract.keywords.ranker import Ranker
from papershelf.extract.keywords.scoring import Scorer
from papershelf.extract.keywords.tagging import Tagger
from papershelf.extract.parallel import map_batches
from papershelf.lock import KeywordOptions
from papershelf.model import Encoder, Keyword
from papershelf.progress import Progress, silent

BATCH = 64
"""Papers that are embedded before progress shows."""

_log = logging.getLogger(__name__)


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
    jobs: int = 1,
    progress: Progress = silent,
) -> tuple[PaperKeywords, ...]:
    """Return keywords and vector of each wanted paper, in the papers' order, ranked against all of them.

    Args:
        papers: the whole corpus; the statistics come from it.
        encoder: embeds the wanted papers and their likeliest phrases, and nothing else.
        options: numbers to change.
        wanted: ids of the papers to extract; None for all.
        jobs: in how many processes candidates are found.
        progress: shows what is embedded so far.
    """
    options = options or KeywordOptions()
    chosen = [index for index, paper in enumerate(papers) if wanted is None or paper.id in wanted]
    with paper_vectors([papers[index] for index in chosen], encoder, progress) as vectors:
        ranker = Ranker.of(map_batches(find_all, papers, jobs))
        texts = [ranker.shortlist(index, options.shortlist) for index in chosen]
        scorer = Scorer(encoder)
        rows = vectors()
    cosines = scorer.score([list(row.values()) for row in texts], rows, progress)
    return tuple(
        PaperKeywords(papers[index].id, ranker.keywords(papers[index], index, row, options.top), vector)
        for index, row, vector in zip(chosen, _by_key(texts, cosines), rows, strict=True)
    )


@contextmanager
def paper_vectors(
    papers: Sequence[PaperText], encoder: Encoder, progress: Progress = silent
) -> Iterator[Callable[[], Rows]]:
    """Embed papers while the block runs, and yield what waits for them: it returns a row a paper.

    A paper without any text gets a row of zeros, and a warning.
    """
    texts = [encodable(f"{paper.title}\n{paper.abstract}".strip()) for paper in papers]
    for paper, text in zip(papers, texts, strict=True):
        if not text:
            _log.warning("paper %s has neither title nor abstract: no keywords", paper.id)
    readable = [text for text in texts if text]

    batches = [readable[start : start + BATCH] for start in range(0, len(readable), BATCH)]
    with embedding("papers", batches, encoder, progress) as parts:

        def vectors() -> Rows:
            rows = np.concatenate([*parts] or [encoder.encode([])])
            found = np.zeros((len(texts), rows.shape[1]), dtype=np.float32)
            found[[index for index, text in enumerate(texts) if text]] = rows
            return found

        yield vectors


def _by_key(
    texts: Sequence[Mapping[str, str]], cosines: Iterable[Mapping[str, float]]
) -> Iterator[dict[str, float]]:
    """Yield each paper's cosines by phrase key instead of by phrase text."""
    for row, scores in zip(texts, cosines, strict=True):
        yield {key: scores[text] for key, text in row.items()}
