"""Suggestions for curators: what looks worth deciding, why, and the edit that would decide it.

They are made for being read one by one, so precision comes first: a kind of evidence that often errs is left
out, and what was declined once is not made again.
"""

from __future__ import annotations

from collections.abc import Container

from generator.shapes import Catalogue, Curation, Vectors
from generator.suggest.broad import suggest_splits
from generator.suggest.declined import DECLINED, declines, parse_declined, with_declined
from generator.suggest.duplicates import suggest_duplicates
from generator.suggest.keywords import suggest_aliases
from generator.suggest.lists import suggest_entries
from generator.suggest.nearness import space_of
from generator.suggest.render import command_of, render_json, render_summary, render_text, render_unsorted
from generator.suggest.suggestion import (
    KINDS,
    AliasKeyword,
    Edit,
    Kind,
    ListPaper,
    MergeTopics,
    PlacePaper,
    SamePaper,
    SplitTopic,
    Suggestion,
    in_order,
)
from generator.suggest.topics import suggest_merges, suggest_thin
from generator.suggest.unsorted import suggest_places

__all__ = [
    "DECLINED",
    "KINDS",
    "AliasKeyword",
    "Edit",
    "Kind",
    "ListPaper",
    "MergeTopics",
    "PlacePaper",
    "SamePaper",
    "SplitTopic",
    "Suggestion",
    "command_of",
    "declines",
    "parse_declined",
    "render_json",
    "render_summary",
    "render_text",
    "render_unsorted",
    "suggest",
    "with_declined",
]


def suggest(
    catalogue: Catalogue, vectors: Vectors, curation: Curation, declined: Container[str] = ()
) -> tuple[Suggestion, ...]:
    """Return what curators could decide, largest effect first, without what `declined` names by id."""
    space = space_of(vectors)
    every = (
        *suggest_duplicates(catalogue, space),
        *suggest_merges(catalogue),
        *suggest_splits(catalogue, space),
        *suggest_aliases(catalogue, curation),
        *suggest_thin(catalogue, space),
        *suggest_places(catalogue, space),
        *suggest_entries(catalogue, space),
    )
    return in_order(suggestion for suggestion in every if suggestion.id not in declined)
