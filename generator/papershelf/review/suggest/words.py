"""When two wordings say the same: plain forms, slips of the keyboard, and what forbids it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise

from papershelf.words import fold_word

_WORD = re.compile(r"[^\W_]+(?:[.][^\W_]+)*")
_FUNCTION = frozenset(
    "a an and at based by for from in into of on or over the through to towards toward under upon using via "
    "with".split()
)
_ARTICLES = frozenset("a an the".split())
_NEGATIONS = frozenset(
    "no non not none never without anti against beyond cannot isn aren doesn don free less un".split()
)
_NUMBERS = frozenset(
    "zero one two three four five six seven eight nine ten first second third single dual double triple few "
    "many multi bi uni i ii iii iv v vi vii viii ix x".split()
)
_PARTS = frozenset("part volume vol chapter section version episode".split())
_PREFIXES = tuple(
    "a anti counter de dis hyper hypo il im in inter intra ir micro mis multi non over post pre semi sub "
    "super un under".split()
)
_DERIVED = re.compile(r"(?<=[a-z]{5})(?:ational|ation|ional|ion|ating|ing)$")
_SHORTEST_SLIP = 7  # in shorter words one letter makes another word: "Mamba", "Samba"
_ENDING = 3  # letters at a word's end, where one letter makes another form: "learner", "learned"


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, case-folded, without accents; "GPT-3.5" is "gpt" and "3.5"."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return tuple(_WORD.findall("".join(char for char in letters if not unicodedata.combining(char))))


def content(text: str) -> tuple[str, ...]:
    """Return its words in their plain form, without articles and prepositions that stand by themselves."""
    return _without(text, _FUNCTION)


def wording(text: str) -> tuple[str, ...]:
    """Return its words in their plain form, all but articles: "learning for systems" says "for"."""
    return _without(text, _ARTICLES)


def _without(text: str, left_out: frozenset[str]) -> tuple[str, ...]:
    kept = (chunk for chunk in text.split() if chunk.casefold() not in left_out)
    return tuple(fold_word(word) for word in words(" ".join(kept)))


def derived(word: str) -> str:
    """Return a key in which "computing", "computation", "computational" are the same, but not "compute"."""
    return _DERIVED.sub("-", word)


def guards(text: str) -> Counter[str]:
    """Return what must be the same in two wordings of one thing: numbers, parts, versions, negations."""
    found = words(text)
    told = Counter(
        word for word in found if any(map(str.isdigit, word)) or word in _NUMBERS or word in _NEGATIONS
    )
    told.update(after for before, after in pairwise(found) if before in _PARTS)
    return told


def is_slip(one: str, other: str) -> bool:
    """Tell whether two words differ by one slip of the keyboard: a letter more, less, other or swapped."""
    if min(len(one), len(other)) < _SHORTEST_SLIP or one[0] != other[0]:
        return False
    if any(map(str.isdigit, one + other)) or _differ_by_prefix(one, other):
        return False
    return one[-_ENDING:] == other[-_ENDING:] and _one_edit(one, other)


def _differ_by_prefix(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return any(longer == prefix + shorter for prefix in _PREFIXES)


def _one_edit(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    shorter, longer = sorted((one, other), key=len)
    at = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    if len(shorter) < len(longer):
        return shorter[at:] == longer[at + 1 :]
    swapped = shorter[at + 1 : at + 2] + shorter[at : at + 1]
    return shorter[at + 1 :] == longer[at + 1 :] or swapped + shorter[at + 2 :] == longer[at:]
