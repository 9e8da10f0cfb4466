"""What a single paper can't know: how the corpus uses each phrase. The reduce over all papers' candidates."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.keywords.candidates import Mention, PaperCandidates
from generator.keywords.forms import phrase_key

_DOMINANT = 0.6  # share of the defining papers that must agree on an acronym's expansion


@dataclass(frozen=True, slots=True)
class Corpus:
    """Counts over the papers of a corpus, by phrase key.

    Args:
        size: papers.
        papers: papers that have the phrase.
        whole_papers: papers where it is all of a noun phrase somewhere.
        title_papers: papers that have it in the title.
        longer: how many papers each distinct longer phrase around it has, summed.
        words: papers that have the word in some candidate.
        expansions: short key -> long key, for acronyms on whose expansion the corpus agrees.
    """

    size: int
    papers: Counter[str] = field(default_factory=Counter)
    whole_papers: Counter[str] = field(default_factory=Counter)
    title_papers: Counter[str] = field(default_factory=Counter)
    longer: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    expansions: Mapping[str, str] = field(default_factory=dict)

    def rarity(self, key: str) -> float:
        """Return the mean inverse document frequency of a phrase's words, in nats."""
        words = key.split()
        return sum(math.log((self.size + 1) / (self.words[word] or 1)) for word in words) / len(words)


def count_corpus(candidates: Sequence[PaperCandidates]) -> Corpus:
    """Return the statistics of a corpus; the order of its papers does not matter."""
    corpus = Corpus(len(candidates), expansions=_dominant_expansions(candidates))
    for paper in candidates:
        phrases = canonical_mentions(paper, corpus.expansions)
        corpus.papers.update(phrases.keys())
        corpus.whole_papers.update(key for key, found in phrases.items() if any(one.whole for one in found))
        corpus.title_papers.update(key for key, found in phrases.items() if found[0].field == "title")
        corpus.words.update({word for key in phrases for word in key.split()})
    corpus.longer.update(_count_longer(corpus.papers))
    return corpus


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
        short, long = phrase_key(acronym.short), phrase_key(acronym.long)
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


def _count_longer(papers: Counter[str]) -> Counter[str]:
    """Count, for each phrase, its occurrences inside longer phrases of the corpus."""
    longer: Counter[str] = Counter()
    for key in papers:
        words = key.split()
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                inner = " ".join(words[start:end])
                if inner != key and inner in papers:
                    longer[inner] += 1
    return longer
