"""Names topics: the keyword that both tells a topic's papers and covers them, in sentence case."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from papershelf.model import Extraction, TopicKeyword
from papershelf.text import short_hash, slug
from papershelf.words import fold_word

TELLS = 0.85  # the weight from which a wide word names a topic all the same: "Video" where nobody else has it
SHORT = 4  # letters; a single word that short says little, unless it is an acronym
# Words that say nothing about what papers are about; a label needs one beside them.
_FILLER = """
abilities ability accuracy algorithm algorithms analysis application applications approach approaches
architecture architectures art artificial aspect aspects attention baseline baselines benchmark
benchmarks block blocks building capabilities capability case challenge challenges class classes
component components computational contribution contributions cost costs deep deep-learning design
downstream effectiveness efficient error errors evaluation existing-methods experiment experiments factor
factors field framework frameworks function functions high-quality implementation improvement independent
information input inputs insight insights intelligence interest key large-scale learning learning-based
level library loss machine machine-learning main means mechanism method methods metric metrics model
models module modules neural-network neural-networks novel number numerical objective objectives output
outputs paper pattern patterns performance perspective pipeline popular practical practice predictions
problem problems procedure process promising property publicly-available quality question questions
real-world recent research researchers resource resources result results scale scenario scenarios score
scores setting settings simple size solution solutions source source-code speed stage state-of-the-art
step steps strategies strategy structure structures study survey system systems task tasks technique
techniques time tool tools topic training understanding various way ways work
"""
# Words too wide to name a topic alone, or with nothing but fillers ("language modeling" may, "language" not).
_WIDE = """
agent agents code complexity computation concept content context data dataset datasets diversity domain
domains efficiency environment environments feature features generation image images knowledge language
layer layers memory network networks object objects optimization parameter parameters policy prediction
representation representations robustness sample samples sequence sequences signal space state text
theory token tokens user users video videos view views weight weights word words
"""
FILLER, WIDE = frozenset(_FILLER.split()), frozenset(_WIDE.split())
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


def is_generic(phrase: str, weight: float = 0.0) -> bool:
    """Say whether the phrase fits any topic: fillers alone, or a wide word that tells too little."""
    words = re.split(r"[\s/]+", phrase.lower())
    return all(word in FILLER for word in words) or (weight < TELLS and len(words) == 1 and words[0] in WIDE)


def _candidates(members: Sequence[Extraction], keywords: Sequence[TopicKeyword]) -> list[str]:
    """Return the phrases that may name the group, best first."""
    phrases, names = _phrases(members)
    strength = _strengths(members)
    size = max(1, len(members))
    ranked = []
    for keyword in keywords:
        phrase = phrases.get(keyword.keyword_id)
        if phrase is None or keyword.keyword_id in names or is_generic(phrase, keyword.weight):
            continue
        cover = strength[keyword.keyword_id] / size
        merit = keyword.weight * cover**0.5 * _form(phrase)
        ranked.append((-round(merit, 6), phrase.lower(), phrase))
    return [phrase for _, _, phrase in sorted(ranked)]


def _form(phrase: str) -> float:
    """Return how well a phrase reads as a name: two or three words best, a short bare word worst."""
    words = phrase.split()
    if len(words) > 1:
        return 1.0 if len(words) <= 3 else 0.8
    return 0.85 if _ACRONYM.match(phrase) or "-" in phrase else 0.7 if len(phrase) > SHORT else 0.3


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
    return " ".join(sorted(map(fold_word, id_.split("-"))))


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
