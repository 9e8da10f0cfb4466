"""Finds what a person may have meant: the nearest names of a collection, by spelling."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import cached_property

from papershelf.text import slug

CUTOFF = 0.6
SHORTLIST = 30  # names compared letter by letter, after a first choice by shared trigrams
_PART = 0.65  # the least score of a name that holds all that was written


class Names:
    """A collection of ids, each with the name that people know it by."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names

    def nearest(self, wanted: str, count: int = 3, cutoff: float = CUTOFF) -> list[str]:
        """Return the ids most like what was written, by id or by name, best first."""
        return [id_ for _, id_ in self.ranked(wanted, cutoff)[:count]]

    def ranked(self, wanted: str, cutoff: float = CUTOFF) -> list[tuple[float, str]]:
        """Return likeness (0..1) and id of each that passes the cutoff, best first."""
        form = _form(wanted)
        scored = ((_likeness(form, id_, _form(self.names[id_])), id_) for id_ in self._shortlist(form))
        return sorted((pair for pair in scored if pair[0] >= cutoff), key=lambda pair: (-pair[0], pair[1]))

    def _shortlist(self, form: str) -> Iterable[str]:
        if len(self.names) <= SHORTLIST:
            return self.names
        shared = Counter(id_ for gram in _trigrams(form) for id_ in self._by_trigram.get(gram, ()))
        return sorted(shared, key=lambda id_: (-shared[id_], len(id_), id_))[:SHORTLIST]

    @cached_property
    def _by_trigram(self) -> dict[str, list[str]]:
        """Built once: 10,000 names would take seconds each time an unknown one is looked for."""
        index: dict[str, list[str]] = defaultdict(list)
        for id_, name in self.names.items():
            for gram in _trigrams(_form(id_)) | _trigrams(_form(name)):
                index[gram].append(id_)
        return index


def did_you_mean(ids: Iterable[str]) -> str:
    """Return ` (did you mean "a", "b" or "c"?)`, or "" for none."""
    quoted = [f'"{id_}"' for id_ in ids]
    if not quoted:
        return ""
    *first, last = quoted
    return f" (did you mean {', '.join(first)} or {last}?)" if first else f" (did you mean {last}?)"


def _form(text: str) -> str:
    return slug(text, 120) or text.casefold()


def _trigrams(form: str) -> set[str]:
    padded = f"  {form} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def _likeness(wanted: str, id_: str, name: str) -> float:
    return max(_like(wanted, id_.casefold()), _like(wanted, name))


def _like(wanted: str, name: str) -> float:
    if not wanted or not name:
        return 0.0
    ratio = SequenceMatcher(None, wanted, name, autojunk=False).ratio()
    if len(wanted) >= 4 and wanted in name:
        return max(ratio, _PART + (1 - _PART) * len(wanted) / len(name))
    return ratio
