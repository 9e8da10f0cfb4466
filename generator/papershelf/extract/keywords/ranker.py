"""Ranks the phrases of each paper against the whole corpus, and says of each keyword why it is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from papershelf.extract.keywords.candidates import Mention, PaperCandidates, PaperText
from papershelf.extract.keywords.corpus_statistics import (
    CorpusStatistics,
    canonical_mentions,
    count_corpus,
)
from papershelf.extract.keywords.display import Displays
from papershelf.extract.keywords.embedding import encodable
from papershelf.extract.keywords.names import NAME_PAPERS, is_name
from papershelf.extract.keywords.ranking import TYPICAL_COSINE, Terms, rank, terms_of, weigh
from papershelf.extract.keywords.selection import select
from papershelf.model import Keyword, Place
from papershelf.text import slug


@dataclass(frozen=True, slots=True)
class Ranker:
    """What the reduce leaves for ranking: each paper's phrases by key, the counts, the display forms."""

    phrases: tuple[Mapping[str, Sequence[Mention]], ...]
    corpus: CorpusStatistics
    displays: Displays

    @classmethod
    def of(cls, candidates: Sequence[PaperCandidates]) -> Ranker:
        """Count a corpus: the reduce over all papers' candidates."""
        corpus = count_corpus(candidates)
        phrases = tuple(canonical_mentions(one, corpus.expansions) for one in candidates)
        return cls(phrases, corpus, Displays(phrases))

    def shortlist(self, index: int, size: int) -> dict[str, str]:
        """Return key and text of the phrases that can still become keywords once their cosine is known."""
        keys = self.phrases[index].keys() - self.corpus.fragments
        scores = {key: weigh(self.terms(index, key)) for key in keys}
        return {key: encodable(self.displays.form(key)) for key in rank(scores)[:size]}

    def terms(self, index: int, key: str, cosine: float = TYPICAL_COSINE) -> Terms:
        """Return what speaks for and against one phrase of one paper."""
        return terms_of(key, self.phrases[index][key], self.corpus, cosine)

    def keywords(
        self, paper: PaperText, index: int, cosines: Mapping[str, float], top: int
    ) -> tuple[Keyword, ...]:
        """Return the paper's keywords, best first."""
        phrases = self.phrases[index]
        scores = {key: weigh(self.terms(index, key, cosine)) for key, cosine in cosines.items()}
        chosen = islice(select(rank(scores), phrases), top)
        return tuple(self._keyword(paper, key, phrases[key], scores[key]) for key in chosen)

    def _keyword(self, paper: PaperText, key: str, mentions: Sequence[Mention], score: float) -> Keyword:
        phrase = self.displays.form(key)
        rare = self.corpus.papers[key] <= NAME_PAPERS
        return Keyword(
            id=slug(key),
            phrase=phrase,
            score=round(score, 4),
            forms=tuple(dict.fromkeys(one.text for one in mentions)),
            places=_places(mentions),
            is_name=rare and is_name(key, mentions, phrase, paper),
        )


def _places(mentions: Sequence[Mention]) -> tuple[Place, ...]:
    """Return where a keyword stands, in reading order, without overlaps."""
    places: list[Place] = []
    for one in mentions:
        if not places or places[-1].field != one.field or places[-1].end <= one.start:
            places.append(Place(one.field, one.start, one.end))
    return tuple(places)
