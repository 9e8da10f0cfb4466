"""Keywords after curation: aliases, stop phrases, seeds, and one display form a keyword."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from papershelf.library.occurrences import find_places, written
from papershelf.library.vocabulary import (
    Rules,
    Vocabulary,
    curation_rules,
    keyword_id,
    keyword_vocabulary,
    renamed,
)
from papershelf.model import Extraction, Keyword, KeywordDecisions, Paper, Place

_WORD = re.compile(r"\w+")
SEED_SCORE = 0.5  # of a seed in a paper that has no computed keyword to compare with


@dataclass(frozen=True, slots=True)
class _Seed:
    """A phrase that is a keyword wherever one of its forms occurs."""

    id: str
    phrase: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Wishes:
    """What curators want of keywords, as each paper is asked about it."""

    rules: Rules
    seeds: tuple[_Seed, ...]
    vocabulary: Vocabulary


def curated_keywords(
    papers: Sequence[Paper], extractions: Sequence[Extraction], decisions: KeywordDecisions
) -> dict[str, tuple[Keyword, ...]]:
    """Return each paper's keywords as curators want them, best first; seeds are found in the text here.

    Where a paper's text is not the one extracted (a correction, a stale lock), places are found again.
    """
    vocabulary = keyword_vocabulary(extractions, decisions)
    rules = curation_rules(decisions, extractions)
    wishes = _Wishes(rules, _seeds(decisions, vocabulary), vocabulary)
    extracted = {extraction.paper_id: extraction for extraction in extractions}
    return {paper.id: _curated(paper, _computed(paper, extracted.get(paper.id)), wishes) for paper in papers}


def seed_ids(decisions: KeywordDecisions, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the ids of the keywords that curators seeded."""
    return frozenset(seed.id for seed in _seeds(decisions, vocabulary))


def _curated(paper: Paper, computed: Iterable[Keyword], wishes: _Wishes) -> tuple[Keyword, ...]:
    """Return a paper's keywords in their computed order, each seed where its score puts it."""
    kept: dict[str, Keyword] = {}
    for keyword in computed:
        shown = _shown(keyword, wishes)
        if shown is not None:
            kept[shown.id] = _merged(kept[shown.id], shown, paper) if shown.id in kept else shown
    found = list(kept.values())
    score = median(keyword.score for keyword in found) if found else SEED_SCORE
    at = next((rank for rank, keyword in enumerate(found) if keyword.score < score), len(found))
    text = f"{paper.title}\n{paper.abstract}".lower() if wishes.seeds else ""
    seeds = [seed for seed in wishes.seeds if seed.id not in kept and _may_stand_in(text, seed)]
    found[at:at] = [one for seed in seeds if (one := _found(seed, paper, score)) is not None]
    return tuple(found)


def _shown(keyword: Keyword, wishes: _Wishes) -> Keyword | None:
    named = renamed(keyword, wishes.rules)
    if named is None:
        return None
    phrase = wishes.vocabulary.phrases.get(named.id, named.phrase)
    return named if phrase == named.phrase else replace(named, phrase=phrase)


def _may_stand_in(text: str, seed: _Seed) -> bool:
    """Ask for one word of a form first: ten times faster than the search that honours its joints."""
    return any(words[0].lower() in text for form in seed.forms if (words := _WORD.findall(form)))


def _found(seed: _Seed, paper: Paper, score: float) -> Keyword | None:
    places = find_places(paper, seed.forms)
    return Keyword(seed.id, seed.phrase, score, _forms(paper, places), places) if places else None


def _computed(paper: Paper, extraction: Extraction | None) -> tuple[Keyword, ...]:
    if extraction is None:
        return ()
    if extraction.fingerprint == paper.fingerprint:
        return extraction.keywords
    return tuple(_replaced(keyword, paper) for keyword in extraction.keywords)


def _replaced(keyword: Keyword, paper: Paper) -> Keyword:
    return replace(keyword, places=find_places(paper, keyword.forms or (keyword.phrase,)))


def _merged(one: Keyword, other: Keyword, paper: Paper) -> Keyword:
    """Two keywords of a paper that an alias made one: the better score, all forms and places."""
    places = _apart((*one.places, *other.places))
    forms = tuple(dict.fromkeys((*_forms(paper, places), *one.forms, *other.forms)))
    return replace(
        one,
        score=max(one.score, other.score),
        forms=forms,
        places=places,
        is_name=one.is_name and other.is_name,
    )


def _apart(places: Iterable[Place]) -> tuple[Place, ...]:
    """Return places in reading order, of two that overlap the one that begins first (the longer, if both)."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda place: (place.field != "title", place.start, -place.end)):
        if not kept or kept[-1].field != place.field or kept[-1].end <= place.start:
            kept.append(place)
    return tuple(kept)


def _forms(paper: Paper, places: Iterable[Place]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(written(paper, place) for place in places))


def _seeds(decisions: KeywordDecisions, vocabulary: Vocabulary) -> tuple[_Seed, ...]:
    by_id: dict[str, list[str]] = defaultdict(list)
    for phrase in decisions.seeds:
        by_id[vocabulary.find(phrase) or keyword_id(phrase)].append(phrase)
    for display, forms in decisions.aliases.items():
        id_ = vocabulary.find(display)
        if id_ in by_id:
            by_id[id_] += [display, *forms]
    return tuple(
        _Seed(id_, vocabulary.phrases.get(id_, forms[0]), tuple(dict.fromkeys(forms)))
        for id_, forms in by_id.items()
    )
