"""Names topics: the keyword that both tells a topic's papers and covers them, in sentence case."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.shapes import Extraction, TopicKeyword
from generator.text import short_hash, slug

SHORT = 4  # letters; a single word that short says little, unless it is an acronym
# Words that say nothing about what papers are about; a label needs one beside them.
_GENERIC = """
accuracy agent agents algorithm algorithms analysis application applications approach approaches
architecture architectures benchmark benchmarks capabilities capability case challenge challenges code
complexity component components computation computational concept content context cost costs data dataset
datasets deep deep-learning design diversity domain domains downstream effectiveness efficiency efficient
environment environments error errors evaluation experiment experiments feature features field framework
frameworks function functions generation image images implementation improvement information input inputs
insight insights knowledge language layer layers learning learning-based level library loss machine
machine-learning mechanism memory method methods metric metrics model models module modules network
networks neural-network neural-networks number object objective objectives objects optimization output
outputs paper parameter parameters pattern patterns performance perspective pipeline policy practice
prediction predictions problem problems procedure process property quality question questions
representation representations resource resources result results robustness sample samples scale scenario
scenarios score scores sequence sequences setting settings signal size solution solutions source space
speed stage state state-of-the-art step steps strategies strategy structure structures study survey
system systems task tasks technique techniques text theory time token tokens tool tools topic training
understanding user users video videos view views weight weights word words work
"""
GENERIC = frozenset(_GENERIC.split())
_ACRONYM = re.compile(r"[A-Z].*[A-Z0-9]")


@dataclass(frozen=True, slots=True)
class Named:
    """What a group of papers is called."""

    id: str
    label: str


def label_topics(
    groups: Sequence[tuple[Sequence[Extraction], Sequence[TopicKeyword]]], taken: Iterable[str] = ()
) -> tuple[Named, ...]:
    """Return a distinct id and label for each group, in order; earlier groups choose first.

    Args:
        groups: each group's papers and weighted keywords.
        taken: ids that are in use already.
    """
    ids, keys, named = set(taken), {_key(id_) for id_ in taken}, []
    for members, keywords in groups:
        phrase = next((p for p in _candidates(members, keywords) if _key(slug(p)) not in keys), None)
        label = sentence_case(phrase) if phrase else _fallback(members)
        id_ = _free(slug(label) or short_hash(label), ids)
        ids.add(id_)
        keys.add(_key(id_))
        named.append(Named(id_, label))
    return tuple(named)


def sentence_case(phrase: str) -> str:
    """Return the phrase with a capital first letter, unless its first word has its own ("k-NN")."""
    first = phrase.split(" ", 1)[0]
    return phrase if any(char.isupper() for char in first) else phrase[:1].upper() + phrase[1:]


def is_generic(phrase: str) -> bool:
    """Say whether every word of the phrase is one that fits any topic."""
    words = re.split(r"[\s/]+", phrase.lower())
    return phrase.lower().replace(" ", "-") in GENERIC or all(word in GENERIC for word in words)


def _candidates(members: Sequence[Extraction], keywords: Sequence[TopicKeyword]) -> list[str]:
    """Return the phrases that may name the group, best first."""
    phrases, names = _phrases(members)
    strength = _strengths(members)
    size = max(1, len(members))
    ranked = []
    for keyword in keywords:
        phrase = phrases.get(keyword.keyword_id)
        if phrase is None or keyword.keyword_id in names or is_generic(phrase):
            continue
        cover = strength[keyword.keyword_id] / size
        merit = keyword.weight**2 * cover**0.5 * _form(phrase)
        ranked.append((-round(merit, 6), phrase.lower(), phrase))
    return [phrase for _, _, phrase in sorted(ranked)]


def _form(phrase: str) -> float:
    """Return how well a phrase reads as a name: two or three words best, a short bare word worst."""
    words = phrase.split()
    if len(words) > 1:
        return 1.0 if len(words) <= 3 else 0.8
    return 0.85 if _ACRONYM.match(phrase) or "-" in phrase else 0.6 if len(phrase) > SHORT else 0.3


def _strengths(members: Sequence[Extraction]) -> defaultdict[str, float]:
    """Return how strongly the papers have each keyword: the sum of scores relative to the paper's best."""
    found: defaultdict[str, float] = defaultdict(float)
    for extraction in members:
        best = max((keyword.score for keyword in extraction.keywords), default=0.0) or 1.0
        for keyword in extraction.keywords:
            found[keyword.id] += keyword.score / best
    return found


def _phrases(members: Sequence[Extraction]) -> tuple[Mapping[str, str], frozenset[str]]:
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    names = set()
    for extraction in members:
        for keyword in extraction.keywords:
            forms[keyword.id][keyword.phrase] += 1
            if keyword.is_name:
                names.add(keyword.id)
    best = {key: min(counts, key=lambda form: (-counts[form], form)) for key, counts in forms.items()}
    return best, frozenset(names)


def _key(id_: str) -> str:
    """Return what makes two labels too alike to tell topics apart: plurals and order of words do not."""
    return " ".join(sorted(word.removesuffix("s") for word in id_.split("-")))


def _free(id_: str, taken: set[str]) -> str:
    number = 2
    free = id_
    while free in taken:
        free = f"{id_}-{number}"
        number += 1
    return free


def _fallback(members: Sequence[Extraction]) -> str:
    """Name a group that no keyword names by its most central paper's title (the first by id)."""
    return min((extraction.paper_id, extraction.title) for extraction in members)[1] or "Untitled"
