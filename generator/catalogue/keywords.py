"""Keywords after curation: aliases, stop phrases, seeds, and one display form a keyword."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from generator.catalogue.occurrences import find_places, written
from generator.shapes import Extraction, Keyword, KeywordDecisions, Paper, Place
from generator.text import phrase_key, short_hash, slug

SEED_SCORE = 0.5  # of a seed in a paper that has no computed keyword to compare with


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The corpus' keywords after curation.

    Args:
        phrases: keyword id → display form.
        ids: key of a form → keyword id.
        current: computed keyword id → the id it has now; without those that were stopped.
    """

    phrases: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)
    current: Mapping[str, str] = field(default_factory=dict)

    def find(self, form: str) -> str | None:
        """Return the id of the keyword that a form (or an id) means, None for none."""
        return self.ids.get(phrase_key(form))


@dataclass(frozen=True, slots=True)
class _Rules:
    """The decisions, ready to look up: key of a form → display form → id; keys of stop phrases."""

    display: Mapping[str, str]
    ids: Mapping[str, str]
    stop: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Seed:
    """A phrase that is a keyword wherever one of its forms occurs."""

    id: str
    phrase: str
    forms: tuple[str, ...]


def _counters() -> defaultdict[str, Counter[str]]:
    return defaultdict(Counter)


@dataclass(frozen=True, slots=True)
class _Counts:
    """How many papers use what: a keyword's display forms; the ids a form, a phrase, an old id lead to."""

    phrases: defaultdict[str, Counter[str]] = field(default_factory=_counters)
    forms: defaultdict[str, Counter[str]] = field(default_factory=_counters)
    own: defaultdict[str, Counter[str]] = field(default_factory=_counters)
    current: defaultdict[str, Counter[str]] = field(default_factory=_counters)


def keyword_id(phrase: str) -> str:
    """Return the id of a keyword by its display form."""
    return slug(phrase) or short_hash(phrase)


def keyword_vocabulary(
    extractions: Sequence[Extraction], decisions: KeywordDecisions | None = None
) -> Vocabulary:
    """Return the display form of every keyword, and which keyword each form seen in the corpus means.

    A keyword's display form is the alias' where there is one, else the most common over the corpus. A form
    means the keyword whose own phrase it is; else the one that most papers use it for.
    """
    decisions = decisions or KeywordDecisions()
    rules = _rules(decisions, extractions)
    counts = _counts(extractions, rules)
    ids = _most_common(counts.forms) | _most_common(counts.own)
    ids |= {key: rules.ids[phrase] for key, phrase in rules.display.items()}
    shown = _most_common(counts.phrases) | {id_: phrase for phrase, id_ in rules.ids.items()}
    seeds = {phrase_key(seed): seed for seed in decisions.seeds if phrase_key(seed) not in ids}
    ids |= {key: keyword_id(seed) for key, seed in seeds.items()}
    unseen = {keyword_id(seed): seed for seed in seeds.values()}
    return Vocabulary(unseen | shown, ids, _most_common(counts.current))


def curated_keywords(
    papers: Sequence[Paper], extractions: Sequence[Extraction], decisions: KeywordDecisions
) -> dict[str, tuple[Keyword, ...]]:
    """Return each paper's keywords as curators want them, best first; seeds are found in the text here.

    Where a paper's text is not the one extracted (a correction, a stale lock), places are found again.
    """
    rules = _rules(decisions, extractions)
    vocabulary = keyword_vocabulary(extractions, decisions)
    seeds = _seeds(decisions, vocabulary)
    extracted = {extraction.paper_id: extraction for extraction in extractions}
    return {
        paper.id: _paper_keywords(paper, _computed(paper, extracted.get(paper.id)), rules, seeds, vocabulary)
        for paper in papers
    }


def seed_ids(decisions: KeywordDecisions, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the ids of the keywords that curators seeded."""
    return frozenset(seed.id for seed in _seeds(decisions, vocabulary))


def _paper_keywords(
    paper: Paper,
    computed: Iterable[Keyword],
    rules: _Rules,
    seeds: Sequence[_Seed],
    vocabulary: Vocabulary,
) -> tuple[Keyword, ...]:
    merged: dict[str, Keyword] = {}
    for keyword in computed:
        renamed = _renamed(keyword, rules)
        if renamed is not None:
            shown = replace(renamed, phrase=vocabulary.phrases.get(renamed.id, renamed.phrase))
            merged[shown.id] = _merged(merged[shown.id], shown, paper) if shown.id in merged else shown
    score = median(keyword.score for keyword in merged.values()) if merged else SEED_SCORE
    for seed in seeds:
        places = () if seed.id in merged else find_places(paper, seed.forms)
        if places:
            merged[seed.id] = Keyword(seed.id, seed.phrase, score, _forms(paper, places), places)
    return tuple(sorted(merged.values(), key=lambda keyword: (-keyword.score, keyword.phrase, keyword.id)))


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


def _renamed(keyword: Keyword, rules: _Rules) -> Keyword | None:
    """Return the keyword under its curated name; None for a stop phrase."""
    keys = {phrase_key(keyword.phrase), phrase_key(keyword.id)}
    forms = {phrase_key(form) for form in keyword.forms}
    if keys & rules.stop or (forms and forms <= rules.stop):
        return None
    phrase = _display(keys, forms, rules)
    return keyword if phrase is None else replace(keyword, id=rules.ids[phrase], phrase=phrase)


def _display(keys: set[str], forms: set[str], rules: _Rules) -> str | None:
    """Return the alias for a keyword's own phrase, or for all the forms that its paper uses."""
    own = sorted({rules.display[key] for key in keys if key in rules.display})
    if own:
        return own[0]
    by_form = {rules.display.get(form) for form in forms}
    return by_form.pop() if len(by_form) == 1 else None


def _rules(decisions: KeywordDecisions, extractions: Sequence[Extraction]) -> _Rules:
    direct = {
        phrase_key(form): display
        for display, forms in decisions.aliases.items()
        for form in forms
        if phrase_key(form) != phrase_key(display)
    }
    display = {key: _last(key, direct) for key in direct}
    for phrase in decisions.aliases:
        display.setdefault(phrase_key(phrase), phrase)
    own = _own_ids(extractions) if display else {}
    # A computed keyword that is only shown differently keeps its id, and so its address.
    ids = {phrase: own.get(phrase_key(phrase)) or keyword_id(phrase) for phrase in display.values()}
    return _Rules(display, ids, frozenset(map(phrase_key, decisions.stop)))


def _own_ids(extractions: Sequence[Extraction]) -> dict[str, str]:
    counts = _counts(extractions, _Rules({}, {}, frozenset()))
    return _most_common(counts.own)


def _counts(extractions: Sequence[Extraction], rules: _Rules) -> _Counts:
    counts = _Counts()
    for before in (keyword for extraction in extractions for keyword in extraction.keywords):
        after = _renamed(before, rules)
        if after is None:
            continue
        counts.current[before.id][after.id] += 1
        counts.phrases[after.id][after.phrase] += 1
        for key in {phrase_key(before.id), phrase_key(before.phrase)}:
            counts.own[key][after.id] += 1
        for form in before.forms:
            counts.forms[phrase_key(form)][after.id] += 1
    return counts


def _last(key: str, direct: Mapping[str, str]) -> str:
    """Follow an alias of an alias to its end (the reader of curation/ refuses circles)."""
    seen: set[str] = set()
    phrase = direct[key]
    while (key := phrase_key(phrase)) in direct and key not in seen:
        seen.add(key)
        phrase = direct[key]
    return phrase


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


def _most_common(counts: Mapping[str, Counter[str]]) -> dict[str, str]:
    return {key: min(counter, key=lambda name: (-counter[name], name)) for key, counter in counts.items()}
