"""What a single paper can't know: how the corpus uses each phrase. The reduce over all papers' candidates."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from papershelf.extract.keywords.candidates import Mention, PaperCandidates
from papershelf.extract.keywords.forms import fold_phrase

_TYPICAL_COHESION = 0.5  # where there is nothing to compare
_ONE_FIELD = 0.75
_SELDOM_ALONE, _MOSTLY_INSIDE = 0.1, 0.7  # shares of the papers that have a phrase
_DOMINANT = 0.6  # share of the defining papers that must agree on an acronym's expansion


@dataclass(frozen=True, slots=True)
class CorpusStatistics:
    """Counts over the papers of a corpus, by phrase key.

    Args:
        size: papers.
        papers: papers that have the phrase.
        whole_papers: papers where it is all of a noun phrase somewhere.
        title_papers: papers that have it in the title.
        words: papers that have the word in some phrase.
        fragments: phrases that stand for a longer one of which they are a part ("large language").
        expansions: short key -> long key, for acronyms on whose expansion the corpus agrees.
        cohesion: ten times the share of a paper's words that another paper has too, on average; 0.3 for
            abstracts from all over, 0.75 (the most) for those of one field. It does not depend on the size.
    """

    size: int
    papers: Counter[str]
    whole_papers: Counter[str]
    title_papers: Counter[str]
    words: Counter[str]
    fragments: frozenset[str]
    expansions: Mapping[str, str]
    cohesion: float

    def rarity(self, word: str) -> float:
        """Return the inverse document frequency of a word, in nats."""
        return math.log((self.size + 1) / (self.words[word] or 1))


def count_corpus(candidates: Sequence[PaperCandidates]) -> CorpusStatistics:
    """Return the statistics of a corpus; the order of its papers does not matter."""
    expansions = _dominant_expansions(candidates)
    papers, whole, title, words = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for paper in candidates:
        phrases = canonical_mentions(paper, expansions)
        papers.update(phrases.keys())
        whole.update(key for key, found in phrases.items() if any(one.whole for one in found))
        title.update(key for key, found in phrases.items() if found[0].field == "title")
        words.update({word for key in phrases for word in key.split()})
    size = len(candidates)
    fragments = _fragments(papers, whole)
    return CorpusStatistics(size, papers, whole, title, words, fragments, expansions, _cohesion(words, size))


def _fragments(papers: Counter[str], whole: Counter[str]) -> frozenset[str]:
    """Return the phrases that seldom stand alone, and mostly inside one and the same longer phrase."""
    inside = Counter[str]()
    for key, count in papers.items():
        words = key.split()
        spans = ((start, end) for start in range(len(words)) for end in range(start + 1, len(words) + 1))
        for inner in {" ".join(words[start:end]) for start, end in spans} - {key}:
            inside[inner] = max(inside[inner], count)
    return frozenset(
        key
        for key, count in papers.items()
        if whole[key] <= _SELDOM_ALONE * count and inside[key] >= _MOSTLY_INSIDE * count
    )


def _cohesion(words: Counter[str], size: int) -> float:
    """Return ten times the chance that a word of one paper is a word of another given one."""
    if size < 2 or not words:
        return _TYPICAL_COHESION
    pairs = sum(count * (count - 1) for count in words.values())
    return min(_ONE_FIELD, 10 * pairs / ((size - 1) * words.total()))


def canonical_mentions(paper: PaperCandidates, expansions: Mapping[str, str]) -> dict[str, list[Mention]]:
    """Return a paper's mentions by canonical key: its own acronyms resolved first, then the corpus'."""
    own = own_expansions(paper)
    phrases: dict[str, list[Mention]] = defaultdict(list)
    for mention in paper.mentions:
        phrases[own.get(mention.key) or expansions.get(mention.key) or mention.key].append(mention)
    return dict(phrases)


def own_expansions(paper: PaperCandidates) -> dict[str, str]:
    """Return short key -> long key as the paper itself defines them; the first definition counts."""
    expansions: dict[str, str] = {}
    for acronym in paper.acronyms:
        short, long = fold_phrase(acronym.short), fold_phrase(acronym.long)
        if short and long and short != long:
            expansions.setdefault(short, long)
    return expansions


def _dominant_expansions(candidates: Iterable[PaperCandidates]) -> dict[str, str]:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for paper in candidates:
        for short, long in own_expansions(paper).items():
            votes[short][long] += 1
    dominant = {}
    for short, counts in votes.items():
        long, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
        if count >= 2 and count >= _DOMINANT * counts.total():
            dominant[short] = long
    return dominant
