"""Compares two libraries: the list as it was, and as it is."""

from __future__ import annotations

from papershelf.library import Library
from papershelf.review.diff.difference import Difference
from papershelf.review.diff.keyword_changes import keyword_changes
from papershelf.review.diff.list_changes import list_changes
from papershelf.review.diff.paper_changes import paper_changes
from papershelf.review.diff.topic_changes import topic_changes


def compare_libraries(before: Library, after: Library) -> Difference:
    """Return what happened between two states of the reading list, which may come from anywhere."""
    return Difference(
        papers=paper_changes(before, after),
        topics=topic_changes(before, after),
        lists=list_changes(before, after),
        keywords=keyword_changes(before, after),
    )
