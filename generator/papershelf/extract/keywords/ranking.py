"""Orders a paper's phrases: a sum of named terms, each weighed by one number."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter

from papershelf.extract.keywords.candidates import Mention
from papershelf.extract.keywords.corpus_statistics import CorpusStatistics
from papershelf.extract.keywords.stop import is_generic_word

_NO_ABSTRACT = 2000  # the position of a phrase that only the title has: after every other
TYPICAL_COSINE = 0.3  # stands for a cosine that is not known yet


@dataclass(frozen=True, slots=True)
class Terms:
    """What speaks for or against a phrase; as values of one phrase, or as their weights.

    Args:
        constant: moves all scores alike, so that they read as probabilities.
        cosine: of paper and phrase, by KeyBERT.
        cosine_one_word: the same for a phrase of one word, where it has to say more.
        frequency: log of how often the paper has it.
        in_title: the title has it.
        in_title_one_word: the same for one word, which says less there.
        position: log of where the abstract first has it.
        shared: log of how many other papers, in a thousand, have it, times the corpus' cohesion.
        alone_elsewhere: in which part of the other papers that have it, it is all of a noun phrase.
        alone_here: how many of its places in this paper are all of a noun phrase.
        alone_here_in_field: the same, times the corpus' cohesion.
        title_rate: in which part of the other papers that have it, the title has it.
        one_word: it is one word.
        word_length: letters a word.
        rarity: mean inverse document frequency of its words.
        association: how much more often its words stand together than chance would have it.
        verbal: several words, the first a participle.
        generic_head: its last word is one of any paper's ("learning methods").
    """

    constant: float
    cosine: float
    cosine_one_word: float
    frequency: float
    in_title: float
    in_title_one_word: float
    position: float
    shared: float
    alone_elsewhere: float
    alone_here: float
    alone_here_in_field: float
    title_rate: float
    one_word: float
    word_length: float
    rarity: float
    association: float
    verbal: float
    generic_head: float


WEIGHTS = Terms(
    constant=-6.14,
    cosine=3.06,
    cosine_one_word=3.19,
    frequency=0.77,
    in_title=0.69,
    in_title_one_word=-0.99,
    position=-0.22,
    shared=0.37,
    alone_elsewhere=1.29,
    alone_here=4.38,
    alone_here_in_field=-6.2,
    title_rate=2.14,
    one_word=-2.39,
    word_length=0.11,
    rarity=0.25,
    association=-0.08,
    verbal=-1.72,
    generic_head=-0.26,
)


_values = attrgetter(*(field.name for field in fields(Terms)))  # astuple copies deeply: 1.5 s for 627 papers


def weigh(terms: Terms, weights: Terms = WEIGHTS) -> float:
    """Return the score of a phrase in 0..1: the logistic function of the weighted sum."""
    total = math.fsum(value * weight for value, weight in zip(_values(terms), _values(weights), strict=True))
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, total))))


def terms_of(key: str, mentions: Sequence[Mention], corpus: CorpusStatistics, cosine: float) -> Terms:
    """Return the terms of one phrase of a paper; mentions in reading order, the title's first."""
    words = key.split()
    one_word = float(len(words) == 1)
    in_title = float(mentions[0].field == "title")
    whole = sum(one.whole for one in mentions)
    others = corpus.papers[key] - 1
    alone_here = whole / len(mentions)
    rarities = [corpus.rarity(word) for word in words]
    first = next((one.start for one in mentions if one.field == "abstract"), _NO_ABSTRACT)
    return Terms(
        constant=1.0,
        cosine=cosine,
        cosine_one_word=cosine * one_word,
        frequency=math.log(len(mentions)),
        in_title=in_title,
        in_title_one_word=in_title * one_word,
        position=math.log1p(first / 60),
        shared=math.log1p(1000 * others / corpus.size) * corpus.cohesion,
        alone_elsewhere=(corpus.whole_papers[key] - (whole > 0) + 0.5) / (others + 1.5),
        alone_here=alone_here,
        alone_here_in_field=alone_here * corpus.cohesion,
        title_rate=(corpus.title_papers[key] - in_title + 0.3) / (others + 3),
        one_word=one_word,
        word_length=sum(map(len, words)) / len(words),
        rarity=sum(rarities) / len(words),
        association=sum(rarities) - math.log(corpus.size / corpus.papers[key]) if len(words) > 1 else 0.0,
        verbal=float(mentions[0].verbal and len(words) > 1),
        generic_head=float(is_generic_word(words[-1])),
    )


def rank(scores: Mapping[str, float]) -> list[str]:
    """Return keys best first; equal scores in order of the key."""
    return sorted(scores, key=lambda key: (-scores[key], key))
