"""Finds the paper or topic that somebody names by its id, its title, a part of it, or nearly so."""

from __future__ import annotations

from collections.abc import Mapping

from papershelf.curation.nearest import Names
from papershelf.text import title_key

MOST = 9  # that are offered for choosing
_CLEAR = 0.12  # by how much the best must lead the next to be the one that was meant


def fitting(wanted: str, names: Mapping[str, str]) -> list[str]:
    """Return the ids that somebody may mean, best first: one where it is clear, none where nothing is near.

    Args:
        wanted: an id, a title, words of it, or either with mistakes.
        names: id → title or label.
    """
    if wanted in names:
        return [wanted]
    key = title_key(wanted)
    exact = [id_ for id_, name in names.items() if key and key in _called(id_, name)]
    if exact:
        return exact
    parts = [id_ for id_, name in names.items() if key and key in title_key(name)]
    if parts:
        return sorted(parts, key=lambda id_: (len(names[id_]), id_))[:MOST]
    ranked = Names(names).ranked(wanted)[:MOST]
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] >= _CLEAR:
        return [ranked[0][1]]
    return [id_ for _, id_ in ranked]


def _called(id_: str, name: str) -> set[str]:
    """Return what a paper is called: its id, its title, and the name before the title's colon."""
    return {title_key(id_), title_key(name), title_key(name.partition(":")[0])}
