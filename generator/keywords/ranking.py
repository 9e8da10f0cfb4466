"""Orders a paper's phrases: a sum of named terms, each weighed by one number."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass

from generator.keywords.candidates import Mention
from generator.keywords.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Terms:
    """What speaks for or against a phrase; as values of one phrase, or as their weights."""

    constant: float
    cosine: float
    frequency: float
    in_title: float
    position: float
    shared: float
    alone: float
    alone_here: float
    title_rate: float
    longer: float
    one_word: float
    two_words: float
    three_words: float
    rarity: float
    word_length: float
    verbal: float


WEIGHTS = Terms(
    constant=-6.0,
    cosine=2.0,
    frequency=0.45,
    in_title=0.3,
    position=-0.25,
    shared=-1.3,
    alone=1.5,
    alone_here=0.75,
    title_rate=5.0,
    longer=0.3,
    one_word=-1.5,
    two_words=0.7,
    three_words=0.7,
    rarity=0.8,
    word_length=0.15,
    verbal=-1.2,
)


def weigh(terms: Terms, weights: Terms = WEIGHTS) -> float:
    """Return the score of a phrase in 0..1: the logistic function of the weighted sum."""
    total = math.fsum(value * weight for value, weight in zip(astuple(terms), astuple(weights), strict=True))
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, total))))


def terms_of(key: str, mentions: Sequence[Mention], corpus: Corpus, cosine: float = 0.0) -> Terms:
    """Return the terms of one phrase of a paper; mentions in reading order, the title's first."""
    words = key.split()
    papers = corpus.papers[key]
    first = next((one.start for one in mentions if one.field == "abstract"), 2000)
    return Terms(
        constant=1.0,
        cosine=cosine,
        frequency=math.log(len(mentions)),
        in_title=float(mentions[0].field == "title"),
        position=math.log1p(first / 60),
        shared=_log_per_mille(papers, corpus),
        alone=_log_per_mille(corpus.whole_papers[key], corpus),
        alone_here=float(any(one.whole for one in mentions)),
        title_rate=(corpus.title_papers[key] + 0.3) / (papers + 3),
        longer=_log_per_mille(corpus.longer[key], corpus),
        one_word=float(len(words) == 1),
        two_words=float(len(words) == 2),
        three_words=float(len(words) == 3),
        rarity=corpus.rarity(key),
        word_length=sum(map(len, words)) / len(words),
        verbal=float(mentions[0].verbal),
    )


def rank(scores: Mapping[str, float]) -> list[str]:
    """Return keys best first; equal scores in order of the key."""
    return sorted(scores, key=lambda key: (-scores[key], key))


def _log_per_mille(count: int, corpus: Corpus) -> float:
    return math.log1p(1000 * count / corpus.size)
