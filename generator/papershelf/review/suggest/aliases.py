"""Keywords that look like forms of one another, beyond what extraction merges by itself.

Each rule is a key that two wordings of one keyword share; what it lets pass must hold for nearly every pair,
for a curator reads them all. Words that differ in meaning never share one: "pre-training" and "training",
"text-to-image" and "image-to-text", "distributed" and "distributional", "GPT-3" and "GPT-4".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from papershelf.curation import alias_keyword
from papershelf.curation.models import Curation
from papershelf.library import Library, LibraryKeyword
from papershelf.review.suggest.suggestion import Suggestion, suggestion_id
from papershelf.review.suggest.words import derived, guards, is_slip, wording, words
from papershelf.text import count
from papershelf.words import fold_word

_TAILS = frozenset(
    fold_word(word)
    for word in "algorithm approach framework method methodology problem technique task".split()
)
_TURNED = re.compile(r"^(?P<head>.+) of (?:the |a |an )?(?P<rest>.+)$")
_INNER_CAPITAL = re.compile(r"(?<=[a-z])[A-Z]")
_ACRONYM = re.compile(r"^[A-Z][A-Za-z]*[A-Z]s?$")
_MOST_ALIKE = 6  # a key that more keywords share says nothing
_RARE = 2  # a slip is not made in many papers


@dataclass(frozen=True, slots=True)
class _Rule:
    """Why two keywords may be one, in words, and how sure that is."""

    why: str
    confidence: float


_Alike: TypeAlias = tuple[_Rule, LibraryKeyword, LibraryKeyword]
_Several: TypeAlias = tuple[LibraryKeyword, tuple[str, ...]]

_WRITTEN = _Rule("they differ only in how they are written", 0.95)
_ORDER = _Rule("they turn the same words around", 0.9)
_DERIVED = _Rule("they differ only in a word's ending", 0.8)
_SLIP = _Rule("they differ by one letter", 0.8)
_TAIL = _Rule("the longer one only adds a general word", 0.7)
_INITIALS = _Rule("its letters are the initials of the other, and of no other keyword", 0.7)


def suggest_aliases(library: Library, curation: Curation) -> Iterator[Suggestion]:
    """Yield each pair of keywords that may be one; the form in fewer papers would become an alias."""
    seen: set[frozenset[str]] = set()
    for rule, one, other in _alike(tuple(library.keywords.values())):
        pair = frozenset((one.id, other.id))
        if pair in seen or guards(one.phrase) != guards(other.phrase):
            continue
        seen.add(pair)
        ordered = _display_first(one, other, curation, keep=rule in (_TAIL, _INITIALS))
        if ordered and ordered[1].paper_ids:
            yield _suggestion(rule, *ordered, curation)


def _alike(
    keywords: Sequence[LibraryKeyword],
) -> Iterator[_Alike]:
    """Yield pairs with the rule they fall under, the surest rules first; for tails the base comes first."""
    keyed = [(keyword, wording(keyword.phrase)) for keyword in keywords]
    yield from _pairs(_WRITTEN, [(keyword, "".join(parts)) for keyword, parts in keyed])
    several = [(keyword, parts) for keyword, parts in keyed if len(parts) > 1 and not keyword.is_name]
    yield from _pairs(_ORDER, [(keyword, " ".join(_turned(keyword.phrase))) for keyword, _ in several])
    yield from _pairs(
        _DERIVED, [(keyword, " ".join([*map(derived, parts[:-1]), parts[-1]])) for keyword, parts in several]
    )
    yield from _slips(several)
    yield from _tails(several)
    yield from _initials(keywords)


def _pairs(rule: _Rule, keyed: Sequence[tuple[LibraryKeyword, str]]) -> Iterator[_Alike]:
    groups: defaultdict[str, list[LibraryKeyword]] = defaultdict(list)
    for keyword, key in keyed:
        groups[key].append(keyword)
    for key, members in groups.items():
        if key and len(members) <= _MOST_ALIKE:
            yield from ((rule, *pair) for pair in combinations(members, 2))


def _turned(phrase: str) -> tuple[str, ...]:
    """Return the words in the order without "of": "classification of images" as "image classification"."""
    match = _TURNED.match(" ".join(words(phrase)))
    return (*wording(match["rest"]), *wording(match["head"])) if match else wording(phrase)


def _slips(
    several: Sequence[_Several],
) -> Iterator[_Alike]:
    """Yield pairs that agree in all words but one, where that one is a slip of the keyboard."""
    groups: defaultdict[tuple[str, ...], list[tuple[LibraryKeyword, str]]] = defaultdict(list)
    for keyword, parts in several:
        for at, word in enumerate(parts):
            groups[(*parts[:at], "", *parts[at + 1 :])].append((keyword, word))
    for members in groups.values():
        for (one, left), (other, right) in combinations(members, 2):
            rarer, usual = sorted((len(one.paper_ids), len(other.paper_ids)))
            if rarer <= _RARE and rarer < usual and is_slip(left, right):
                yield _SLIP, one, other


def _tails(
    several: Sequence[_Several],
) -> Iterator[_Alike]:
    """Yield pairs such as "layer pruning" and "layer pruning methods"."""
    bases = {parts: keyword for keyword, parts in several}
    for keyword, parts in several:
        base = bases.get(parts[:-1])
        if parts[-1] in _TAILS and base and len(base.paper_ids) >= max(2, len(keyword.paper_ids)):
            yield _TAIL, base, keyword


def _initials(
    keywords: Sequence[LibraryKeyword],
) -> Iterator[_Alike]:
    """Yield pairs such as "mixture of experts" and "MoE", where one expansion alone is among the keywords."""
    expansions: defaultdict[str, list[LibraryKeyword]] = defaultdict(list)
    for keyword in keywords:
        parts = words(keyword.phrase)
        if len(parts) > 1 and len(keyword.paper_ids) > 1:
            expansions["".join(word[0] for word in parts)].append(keyword)
    for keyword in keywords:
        if _ACRONYM.match(keyword.phrase) and " " not in keyword.phrase:
            found = expansions.get(keyword.phrase.removesuffix("s").casefold(), [])
            if len(found) == 1 and set(found[0].paper_ids) & set(keyword.paper_ids):
                yield _INITIALS, found[0], keyword


def _display_first(
    one: LibraryKeyword, other: LibraryKeyword, curation: Curation, *, keep: bool
) -> tuple[LibraryKeyword, LibraryKeyword] | None:
    """Return the keyword to show and the one to fold in; None where curators show both already."""
    curated = curation.keywords.aliases
    if one.phrase in curated and other.phrase in curated:
        return None
    if (one.phrase in curated) != (other.phrase in curated):
        return (one, other) if one.phrase in curated else (other, one)
    if keep:
        return one, other
    first, second = sorted((one, other), key=_more_usual)
    return first, second


def _more_usual(keyword: LibraryKeyword) -> tuple[int, int, int, int, str]:
    """The wording in more papers comes first; then "weight quantization" before "WeightQuantization"."""
    phrase = keyword.phrase
    glued = len(_INNER_CAPITAL.findall(phrase))
    return -len(keyword.paper_ids), glued, phrase.count(" "), -phrase.count("-"), phrase


def _suggestion(rule: _Rule, display: LibraryKeyword, form: LibraryKeyword, curation: Curation) -> Suggestion:
    both = len(set(display.paper_ids) & set(form.paper_ids))
    together = {0: "", 1: "; one has both"}.get(both, f"; {both} have both")
    sizes = f"{count(len(display.paper_ids), 'paper')} and {len(form.paper_ids)}"
    return Suggestion(
        id=suggestion_id("alias", (display.id, form.id)),
        kind="alias",
        effect=len(form.paper_ids),
        confidence=rule.confidence,
        what=f"“{form.phrase}” is a form of “{display.phrase}”",
        evidence=f"{rule.why} ({sizes}{together})",
        edit=alias_keyword(curation.keywords.aliases, display.phrase, form.phrase),
    )
