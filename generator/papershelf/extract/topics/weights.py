"""What each keyword says about each topic: the weights that stand in the lock.

A keyword's weight in a topic is `log(p / prior) / log(1 / prior)`: p is the share of its papers that stand in
the topic, shrunk towards the topic's share of all papers (the prior). 0 says nothing, 1 says that only this
topic has it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from papershelf.extract.topics.options import TopicOptions
from papershelf.model import Extraction, TopicKeyword

Counts = Mapping[str, int]


def frequencies(extractions: Sequence[Extraction]) -> Counter[str]:
    """Return how many papers have each keyword; names of one method are left out."""
    return Counter(key for extraction in extractions for key in _keys(extraction))


def topic_keywords(
    members: Sequence[Extraction], papers: int, frequency: Counts, options: TopicOptions
) -> tuple[TopicKeyword, ...]:
    """Return the keywords that tell a topic's papers from the others, most telling first.

    Args:
        members: the topic's papers.
        papers: how many papers there are in all.
        frequency: in how many of them each keyword stands.
        options: how far shares are shrunk, and which weight is too little.
    """
    here = Counter(key for extraction in members for key in _keys(extraction))
    prior = len(members) / papers if papers else 0.0
    found = [
        TopicKeyword(key, weight(count, frequency[key], prior, options.shrinkage))
        for key, count in here.items()
        if frequency[key] > 1
    ]
    kept = [keyword for keyword in found if keyword.weight >= options.least_weight]
    return tuple(
        sorted(kept, key=lambda keyword: (-keyword.weight, -here[keyword.keyword_id], keyword.keyword_id))
    )


def weight(here: int, everywhere: int, prior: float, shrinkage: float) -> float:
    """Return a keyword's weight in a topic, -inf..1, rounded as the lock holds it."""
    if not 0 < prior < 1:
        return 1.0
    share = (here + shrinkage * prior) / (everywhere + shrinkage)
    return round(math.log(share / prior) / -math.log(prior), 3)


def _keys(extraction: Extraction) -> set[str]:
    return {keyword.id for keyword in extraction.keywords if not keyword.is_name}
