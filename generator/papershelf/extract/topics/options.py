"""The numbers that grouping depends on, each with its meaning."""

from __future__ import annotations

import math
from dataclasses import dataclass

from papershelf.library.placing import DEFAULT_OPTIONS as DEFAULT_PLACING
from papershelf.library.placing import PlacingOptions


@dataclass(frozen=True, slots=True)
class View:
    """What counts in one way of seeing likeness.

    Args:
        words: the weight of the cosine of TF-IDF over words and word pairs, reduced to few dimensions.
        vectors: of the cosine of the papers' vectors, less the corpus' mean.
        keywords: of the cosine of the keywords, by score and idf.
    """

    words: float
    vectors: float
    keywords: float


WORDS, VECTORS = View(1.0, 0.0, 0.0), View(0.0, 1.0, 0.0)
# Keywords alone leave papers with rare ones apart; a little of the rest leads those to their like.
KEYWORDS = View(0.33, 0.2, 1.0)
ALL = View(1.0, 0.8, 1.0)
VIEWS = (WORDS, VECTORS, KEYWORDS, ALL, ALL)  # what all say together counts twice


@dataclass(frozen=True, slots=True)
class TopicOptions:
    """How papers are grouped at lock time.

    Args:
        views: the ways of seeing likeness that vote on which papers belong together.
        base: topics wanted of any large list, and
        per_root: how many more for each unit of the square root of its papers.
        papers_each: papers that a short list must have for each topic wanted; of a list so short that its
            square root is more, that many topics are wanted.
        least_papers: a smaller group is no topic; in such a short list, one paper fewer is enough.
        largest_share: a topic with a larger share of the papers is split into subtopics.
        splits_from: no topic of fewer papers is split, whatever its share.
        shrinkage: how many papers' weight the prior has in a keyword's share of a topic.
        least_weight: a keyword below it does not belong to a topic.
        enough: unsorted papers that make a new topic when they belong together.
        together: the mean cosine from which they do.
        placing: how papers are placed in what was found.
    """

    views: tuple[View, ...] = VIEWS
    base: float = 15.0
    per_root: float = 0.45
    papers_each: int = 8
    least_papers: int = 4
    largest_share: float = 0.12
    splits_from: int = 24
    shrinkage: float = 3.0
    least_weight: float = 0.3
    enough: int = 5
    together: float = 0.2
    placing: PlacingOptions = DEFAULT_PLACING

    def wanted(self, papers: int) -> int:
        """Return how many topics so many papers should have."""
        return max(1, round(min(self._of_many(papers), self._of_few(papers))))

    def least(self, papers: int) -> int:
        """Return how many papers make a topic among so many."""
        return self.least_papers - (papers / self.papers_each < math.sqrt(papers))

    def _of_many(self, papers: int) -> float:
        return self.base + self.per_root * math.sqrt(papers)

    def _of_few(self, papers: int) -> float:
        return max(papers / self.papers_each, math.sqrt(papers))


DEFAULT_OPTIONS = TopicOptions()
