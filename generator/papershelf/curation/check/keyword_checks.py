"""Checks keywords.yml: aliases that go in a circle, claim one form twice, or meet a stop phrase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from papershelf.curation.check.context import circle
from papershelf.curation.models import KeywordDecisions
from papershelf.curation.typed import FileReading
from papershelf.curation.yaml.nodes import Loc
from papershelf.errors import Problem
from papershelf.text import phrase_key, slug


def check_keywords(reading: FileReading[KeywordDecisions]) -> Iterator[Problem]:
    """Yield what is wrong with aliases, stop phrases and seeds."""
    yield from _check_forms(reading)
    yield from _check_circles(reading)
    yield from _check_ids(reading)
    yield from _check_stops(reading)
    for key, phrases in (("stop", reading.model.stop), ("seeds", reading.model.seeds)):
        yield from _check_repeats(reading, key, phrases)


def _check_forms(reading: FileReading[KeywordDecisions]) -> Iterator[Problem]:
    """One form can't become two keywords."""
    owners: dict[str, str] = {}
    for display, index, form in _forms(reading.model):
        owner = owners.setdefault(phrase_key(form), display)
        if owner != display:
            message = f'"{form}" is already an alias of "{owner}", so it can\'t be one of "{display}"'
            yield reading.problem(("aliases", display, index), message)


def _check_circles(reading: FileReading[KeywordDecisions]) -> Iterator[Problem]:
    leads_to = {
        phrase_key(form): phrase_key(display)
        for display, _, form in _forms(reading.model)
        if phrase_key(form) != phrase_key(display)
    }
    shown = {phrase_key(display): display for display in reading.model.aliases}
    for key, display in shown.items():
        way = circle(key, leads_to)
        if way:
            named = " → ".join(shown.get(step, step) for step in way)
            yield reading.problem(("aliases", display), f"this alias goes in a circle: {named}", key=True)


def _check_ids(reading: FileReading[KeywordDecisions]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for display in reading.model.aliases:
        first = seen.setdefault(slug(display) or display, display)
        if first != display:
            message = f'"{display}" and "{first}" are the same keyword; keep one of them'
            yield reading.problem(("aliases", display), message, key=True)


def _check_stops(reading: FileReading[KeywordDecisions]) -> Iterator[Problem]:
    model = reading.model
    lines = {phrase_key(phrase): reading.line(("stop", index)) for index, phrase in enumerate(model.stop)}
    for display in model.aliases:
        if phrase_key(display) in lines:
            line = lines[phrase_key(display)]
            message = f'"{display}" is a stop phrase (line {line}), so it has no use for aliases'
            yield reading.problem(("aliases", display), message, key=True)
    claims: list[tuple[Loc, str]] = [(("aliases", d, index), form) for d, index, form in _forms(model)]
    claims += [(("seeds", index), phrase) for index, phrase in enumerate(model.seeds)]
    for loc, phrase in claims:
        if phrase_key(phrase) in lines:
            yield reading.problem(loc, f'"{phrase}" is a stop phrase too (line {lines[phrase_key(phrase)]})')


def _check_repeats(
    reading: FileReading[KeywordDecisions], key: str, phrases: Sequence[str]
) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, phrase in enumerate(phrases):
        if phrase_key(phrase) in seen:
            yield reading.problem((key, index), f'"{phrase}" is listed twice', "warning")
        seen.add(phrase_key(phrase))


def _forms(model: KeywordDecisions) -> Iterator[tuple[str, int, str]]:
    for display, forms in model.aliases.items():
        for index, form in enumerate(forms):
            yield display, index, form
