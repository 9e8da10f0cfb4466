"""Duplicates that merging by title missed: near titles, or one abstract under two titles.

Pairs come from shared keys, so the work grows with the words, not with the pairs of papers. The guards are
strict, for a wrong merge costs a paper: numbers, parts, versions and negations must agree.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from papershelf.curation import decide_paper
from papershelf.library import Library, LibraryPaper
from papershelf.library.vectors import Directions
from papershelf.review.suggest.shingles import Hashes, groups_sharing, overlap, shingles_of
from papershelf.review.suggest.suggestion import Suggestion, suggestion_id
from papershelf.review.suggest.words import content, guards, is_slip

TitleRelation = Literal["same words", "one slip", "one word more", "other words"]

_FEWEST_SHINGLES = 12
_COMMON = 8  # a shingle or title that more papers share is boilerplate
_MOST_ABSTRACT = 0.7
_SOME_ABSTRACT = 0.1
_NEAR = 0.75
_ALIKE = 0.25
_FEWEST_WORDS = 4
_IN_WORDS = {
    "same words": "the titles have the same words",
    "one slip": "the titles differ by one letter",
    "one word more": "one title has a word more",
    "other words": "the titles differ",
}


@dataclass(frozen=True, slots=True)
class _Text:
    """What is compared of a paper."""

    paper: LibraryPaper
    bag: tuple[str, ...]
    guards: Counter[str]
    shingles: Hashes


def suggest_duplicates(library: Library, space: Directions) -> Iterator[Suggestion]:
    """Yield each pair of papers that looks like one paper twice."""
    texts = _texts(tuple(library.papers.values()))
    for one, other in sorted(_pairs(texts)):
        suggestion = _judge(texts[one], texts[other], space)
        if suggestion:
            yield suggestion


def _texts(papers: Sequence[LibraryPaper]) -> list[_Text]:
    shingles = shingles_of([each.paper.abstract for each in papers])
    return [
        _Text(each, tuple(sorted(content(each.name))), guards(each.name), own)
        for each, own in zip(papers, shingles, strict=True)
    ]


def _pairs(texts: Sequence[_Text]) -> set[tuple[int, int]]:
    """Return the pairs worth a look: titles of the same words, or all but one; abstracts that share runs."""
    shared: Counter[tuple[int, int]] = Counter()
    for members in groups_sharing([text.shingles for text in texts], _COMMON):
        shared.update(combinations(members, 2))
    pairs = {pair for pair, times in shared.items() if times >= 2}
    for members in _sharing_titles(texts):
        pairs.update(combinations(members, 2))
    return pairs


def _sharing_titles(texts: Sequence[_Text]) -> Iterator[tuple[int, ...]]:
    groups: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for key in _title_keys(text.bag):
            groups[key].append(number)
    return (tuple(members) for members in groups.values() if 1 < len(members) <= _COMMON)


def _title_keys(bag: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Return the title's words, and, of a title long enough, the words but one, for each of them."""
    shorter = (bag[:left] + bag[left + 1 :] for left in range(len(bag)))
    return {bag, *shorter} if len(bag) >= _FEWEST_WORDS else {bag} - {()}


def _judge(one: _Text, other: _Text, space: Directions) -> Suggestion | None:
    if one.guards != other.guards and _alike(one.bag, other.bag):
        return None
    relation = _relation(one.bag, other.bag)
    shared = overlap(one.shingles, other.shingles, _FEWEST_SHINGLES)
    cosine = space.cosine(one.paper.id, other.paper.id) or 0.0
    if not _is_same(relation, shared, cosine):
        return None
    kept, gone = sorted((one.paper, other.paper), key=_worth)
    return Suggestion(
        id=suggestion_id("same", (kept.paper.id, gone.paper.id)),
        kind="same",
        effect=2,
        confidence=_confidence(relation, shared),
        what=f"“{gone.paper.title}” is the same paper as “{kept.paper.title}”",
        evidence=_evidence(relation, shared, cosine),
        edit=decide_paper(gone.paper.id, "same_as", kept.paper.id),
    )


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two titles are alike enough for a number or a "not" to set the papers apart."""
    return len({*one} & {*other}) >= _ALIKE * len({*one} | {*other})


def _relation(one: tuple[str, ...], other: tuple[str, ...]) -> TitleRelation:
    left, right = Counter(one) - Counter(other), Counter(other) - Counter(one)
    if not left and not right:
        return "same words"
    if left.total() == right.total() == 1 and is_slip(*left, *right):
        return "one slip"
    return "one word more" if left.total() + right.total() == 1 else "other words"


def _is_same(relation: TitleRelation, shared: float | None, cosine: float) -> bool:
    if shared is None:  # at least one has no abstract to speak of: the titles must do
        return relation in {"same words", "one slip"}
    if shared >= _MOST_ABSTRACT:
        return True
    if relation == "same words" and cosine >= _NEAR:
        return True
    return relation != "other words" and shared >= _SOME_ABSTRACT


def _confidence(relation: TitleRelation, shared: float | None) -> float:
    by_title = {"same words": 1.0, "one slip": 0.9, "one word more": 0.7, "other words": 0.5}[relation]
    return by_title * (0.6 if shared is None else 0.5 + 0.5 * shared)


def _worth(each: LibraryPaper) -> tuple[bool, int, int, str]:
    """The one to keep comes first: known to curators, then the longer abstract, as merging does."""
    known = bool(each.list_ids) or each.is_curated
    return (not known, -len(each.paper.abstract), -len(each.paper.provenance), each.id)


def _evidence(relation: TitleRelation, shared: float | None, cosine: float) -> str:
    if shared is None:
        return f"{_IN_WORDS[relation]}, and one of them has no abstract to compare"
    if shared >= _SOME_ABSTRACT:
        return f"{_IN_WORDS[relation]}; {shared:.0%} of the shorter abstract is in the other, word for word"
    return f"{_IN_WORDS[relation]}, and the abstracts are near (cosine {cosine:.2f})"
