"""Suggestions for curators: what looks worth deciding, why, and the edit that would decide it.

They are made for being read one by one, so precision comes first: a kind of evidence that often errs is left
out, and what was declined once is not made again.
"""

from __future__ import annotations

from collections.abc import Container

from papershelf.curation.models import Curation
from papershelf.library import Library
from papershelf.library.vectors import Directions
from papershelf.model import Vectors
from papershelf.review.suggest.aliases import suggest_aliases
from papershelf.review.suggest.broad import suggest_splits
from papershelf.review.suggest.declined import read_declined
from papershelf.review.suggest.duplicates import suggest_duplicates
from papershelf.review.suggest.entries import suggest_entries
from papershelf.review.suggest.formats import (
    command_of,
    render_json,
    render_summary,
    render_text,
    render_unsorted,
)
from papershelf.review.suggest.overlaps import suggest_merges, suggest_thin
from papershelf.review.suggest.suggestion import KINDS, Kind, Suggestion, in_order
from papershelf.review.suggest.unsorted import suggest_places

__all__ = [
    "KINDS",
    "Kind",
    "Suggestion",
    "command_of",
    "read_declined",
    "render_json",
    "render_summary",
    "render_text",
    "render_unsorted",
    "suggest",
]


def suggest(
    library: Library, vectors: Vectors, curation: Curation, declined: Container[str] = ()
) -> tuple[Suggestion, ...]:
    """Return what curators could decide, largest effect first, without what `declined` names by id."""
    space = Directions.of_all(vectors)
    every = (
        *suggest_duplicates(library, space),
        *suggest_merges(library),
        *suggest_splits(library, space),
        *suggest_aliases(library, curation),
        *suggest_thin(library, space),
        *suggest_places(library, space),
        *suggest_entries(library, space),
    )
    return in_order(suggestion for suggestion in every if suggestion.id not in declined)
