"""The stage's entry: papers in, ranked keywords and vectors out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from generator.keywords.candidates import Mention, PaperCandidates, PaperText, find_candidates
from generator.keywords.corpus import Corpus, canonical_mentions, count_corpus
from generator.keywords.display import Displays
from generator.keywords.names import is_name
from generator.keywords.ranking import rank, terms_of, weigh
from generator.keywords.scoring import score_phrases
from generator.keywords.tagging import Tagger
from generator.shapes import Encoder, Keyword, Place
from generator.text import slug

Progress = Callable[[str, int, int], None]  # what is done, how many are, how many there are

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeywordOptions:
    """How many keywords a paper gets, and how many phrases are worth a vector."""

    top: int = 15
    shortlist: int = 30


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
    tell = progress or (lambda *_: None)
    found = find_all(papers) if candidates is None else candidates
    tell("candidates", len(papers), len(papers))
    ranker = _Ranker.of(found)
    chosen = [index for index, paper in enumerate(papers) if wanted is None or paper.id in wanted]
    vectors = _paper_vectors([papers[index] for index in chosen], encoder)
    tell("papers", len(chosen), len(chosen))
    texts = [ranker.shortlist(index, options.shortlist) for index in chosen]
    cosines = score_phrases([list(row.values()) for row in texts], vectors, encoder)
    tell("phrases", len(chosen), len(chosen))
    return tuple(
        PaperKeywords(papers[index].id, ranker.keywords(papers[index], index, row, options.top), vector)
        for index, row, vector in zip(chosen, _by_key(texts, cosines), vectors, strict=True)
    )


def _paper_vectors(papers: Sequence[PaperText], encoder: Encoder) -> npt.NDArray[np.float32]:
    """Return a row a paper; a paper without any text gets a row of zeros, and a warning."""
    texts = [_encodable(f"{paper.title}\n{paper.abstract}".strip()) for paper in papers]
    for paper, text in zip(papers, texts, strict=True):
        if not text:
            _log.warning("paper %s has neither title nor abstract: no keywords", paper.id)
    rows = encoder.encode([text for text in texts if text])
    vectors = np.zeros((len(texts), rows.shape[1] if rows.ndim == 2 else 0), dtype=np.float32)
    vectors[[index for index, text in enumerate(texts) if text]] = rows
    return vectors


def _encodable(text: str) -> str:
    """Replace lone surrogates, which no tokenizer takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _by_key(
    texts: Sequence[Mapping[str, str]], cosines: Sequence[Mapping[str, float]]
) -> Iterator[dict[str, float]]:
    """Yield each paper's cosines by phrase key instead of by phrase text."""
    for row, scores in zip(texts, cosines, strict=True):
        yield {key: scores[text] for key, text in row.items()}


@dataclass(frozen=True, slots=True)
class _Ranker:
    """What the reduce leaves for ranking: each paper's phrases by key, the counts, the display forms."""

    phrases: tuple[Mapping[str, Sequence[Mention]], ...]
    corpus: Corpus
    displays: Displays

    @classmethod
    def of(cls, candidates: Sequence[PaperCandidates]) -> _Ranker:
        corpus = count_corpus(candidates)
        phrases = tuple(canonical_mentions(one, corpus.expansions) for one in candidates)
        return cls(phrases, corpus, Displays(phrases))

    def shortlist(self, index: int, size: int) -> dict[str, str]:
        """Return key and text of the phrases that can still become keywords once their cosine is known."""
        scores = {
            key: weigh(terms_of(key, mentions, self.corpus)) for key, mentions in self.phrases[index].items()
        }
        return {key: _encodable(self.displays.form(key)) for key in rank(scores)[:size]}

    def keywords(
        self, paper: PaperText, index: int, cosines: Mapping[str, float], top: int
    ) -> tuple[Keyword, ...]:
        """Return the paper's keywords, best first."""
        phrases = self.phrases[index]
        scores = {
            key: weigh(terms_of(key, phrases[key], self.corpus, cosine)) for key, cosine in cosines.items()
        }
        return tuple(self._keyword(paper, key, phrases[key], scores[key]) for key in rank(scores)[:top])

    def _keyword(self, paper: PaperText, key: str, mentions: Sequence[Mention], score: float) -> Keyword:
        return Keyword(
            id=slug(key),
            phrase=self.displays.form(key),
            score=round(score, 4),
            forms=tuple(dict.fromkeys(one.text for one in mentions)),
            places=_places(mentions),
            is_name=is_name(mentions, self.corpus.papers[key], paper.title, paper.abstract),
        )


def _places(mentions: Sequence[Mention]) -> tuple[Place, ...]:
    """Return where a keyword stands, in reading order, without overlaps."""
    places: list[Place] = []
    for one in mentions:
        if not places or places[-1].field != one.field or places[-1].end <= one.start:
            places.append(Place(one.field, one.start, one.end))
    return tuple(places)
