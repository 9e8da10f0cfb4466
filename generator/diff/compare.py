"""Compares two catalogues: the list as it was, and as it is."""

from __future__ import annotations

from generator.diff.difference import Difference
from generator.diff.keywords import keyword_changes
from generator.diff.lists import list_changes
from generator.diff.papers import paper_changes
from generator.diff.topics import topic_changes
from generator.shapes import Catalogue


def compare_catalogues(before: Catalogue, after: Catalogue) -> Difference:
    """Return what happened between two states of the reading list, which may come from anywhere."""
    return Difference(
        papers=paper_changes(before, after),
        topics=topic_changes(before, after),
        lists=list_changes(before, after),
        keywords=keyword_changes(before, after),
    )
