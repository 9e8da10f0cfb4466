"""Which keyword each form means after curation, and how each keyword is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from papershelf.curation.models import KeywordDecisions
from papershelf.model import Extraction, Keyword
from papershelf.text import phrase_key, short_hash, slug

_Pairs = Counter[tuple[str, str]]  # how many papers have a name for a key


@dataclass(frozen=True, slots=True)
class Rules:
    """The decisions, ready to look up: key of a form → display form → id; keys of stop phrases."""

    display: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)
    stop: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The corpus' keywords after curation.

    Args:
        phrases: keyword id → display form.
        ids: key of a form → keyword id.
        current: computed keyword id → the id it has now; without those that were stopped.
        rules: curators' aliases and stop phrases.
        seeds: keyword id → the forms that make it a keyword wherever they occur.
    """

    phrases: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)
    current: Mapping[str, str] = field(default_factory=dict)
    rules: Rules = field(default_factory=Rules)
    seeds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def find(self, form: str) -> str | None:
        """Return the id of the keyword that a form (or an id) means, None for none."""
        return self.ids.get(phrase_key(form))


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
    shown_as, forms, own, current = _counts(extractions, rules)
    ids = _most_common(forms) | _most_common(own)
    ids |= {key: rules.ids[phrase] for key, phrase in rules.display.items()}
    shown = _most_common(shown_as) | {id_: phrase for phrase, id_ in rules.ids.items()}
    unseen = {phrase_key(seed): seed for seed in decisions.seeds if phrase_key(seed) not in ids}
    ids |= {key: keyword_id(seed) for key, seed in unseen.items()}
    phrases = {keyword_id(seed): seed for seed in unseen.values()} | shown
    return Vocabulary(phrases, ids, _most_common(current), rules, _seeds(decisions, ids))


def _seeds(decisions: KeywordDecisions, ids: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the forms of each seed: as curators wrote it, and those that an alias makes the same keyword."""
    found: dict[str, dict[str, None]] = {}
    for phrase in decisions.seeds:
        found.setdefault(ids[phrase_key(phrase)], {})[phrase] = None
    for display, forms in decisions.aliases.items():
        if (id_ := ids.get(phrase_key(display), "")) in found:
            found[id_] |= dict.fromkeys((display, *forms))
    return {id_: tuple(forms) for id_, forms in found.items()}


def _rules(decisions: KeywordDecisions, extractions: Sequence[Extraction]) -> Rules:
    """Return aliases (followed to their ends) and stop phrases, ready to look up.

    A computed keyword that is only shown differently keeps its id, and so its address.
    """
    direct = {
        phrase_key(form): display
        for display, forms in decisions.aliases.items()
        for form in forms
        if phrase_key(form) != phrase_key(display)
    }
    display = {key: _last(key, direct) for key in direct}
    for phrase in decisions.aliases:
        display.setdefault(phrase_key(phrase), phrase)
    own = _own_ids(extractions, set(map(phrase_key, display.values())))
    ids = {phrase: own.get(phrase_key(phrase)) or keyword_id(phrase) for phrase in display.values()}
    return Rules(display, ids, frozenset(map(phrase_key, decisions.stop)))


def renamed(keyword: Keyword, rules: Rules) -> Keyword | None:
    """Return the keyword under its curated name; None for a stop phrase."""
    keys = {phrase_key(keyword.phrase), phrase_key(keyword.id)}
    forms = {phrase_key(form) for form in keyword.forms}
    if keys & rules.stop or (forms and forms <= rules.stop):
        return None
    phrase = _display(keys, forms, rules.display)
    return keyword if phrase is None else replace(keyword, id=rules.ids[phrase], phrase=phrase)


def _display(keys: set[str], forms: set[str], display: Mapping[str, str]) -> str | None:
    """Return the alias for a keyword's own phrase, or for all the forms that its paper uses."""
    if display.keys().isdisjoint(keys | forms):
        return None
    own = sorted({display[key] for key in keys if key in display})
    if own:
        return own[0]
    by_form = {display.get(form) for form in forms}
    return by_form.pop() if len(by_form) == 1 else None


def _last(key: str, direct: Mapping[str, str]) -> str:
    """Follow an alias of an alias to its end (the reader of curation/ refuses circles)."""
    seen: set[str] = set()
    phrase = direct[key]
    while (key := phrase_key(phrase)) in direct and key not in seen:
        seen.add(key)
        phrase = direct[key]
    return phrase


def _own_ids(extractions: Sequence[Extraction], wanted: set[str]) -> dict[str, str]:
    """Return the computed keyword that each of these keys is the own name of."""
    pairs: _Pairs = Counter()
    if wanted:
        for keyword in (keyword for extraction in extractions for keyword in extraction.keywords):
            for key in wanted & {phrase_key(keyword.id), phrase_key(keyword.phrase)}:
                pairs[key, keyword.id] += 1
    return _most_common(pairs)


def _counts(extractions: Sequence[Extraction], rules: Rules) -> tuple[_Pairs, _Pairs, _Pairs, _Pairs]:
    """Count display forms of keywords, then the keywords that forms, own names and computed ids lead to."""
    phrases: _Pairs = Counter()
    forms: _Pairs = Counter()
    own: _Pairs = Counter()
    current: _Pairs = Counter()
    for before in (keyword for extraction in extractions for keyword in extraction.keywords):
        after = renamed(before, rules)
        if after is None:
            continue
        current[before.id, after.id] += 1
        phrases[after.id, after.phrase] += 1
        for key in {phrase_key(before.id), phrase_key(before.phrase)}:
            own[key, after.id] += 1
        for form in before.forms:
            forms[phrase_key(form), after.id] += 1
    return phrases, forms, own, current


def _most_common(pairs: _Pairs) -> dict[str, str]:
    """Return the most frequent name of each key, the first by alphabet among equals."""
    by_name = sorted(pairs.items(), key=lambda pair: pair[0][1], reverse=True)
    return {key: name for (key, name), _ in sorted(by_name, key=lambda pair: pair[1])}
