"""What changed between two states of a reading list, in the words of a reading list."""

from papershelf.review.diff.compare import compare_libraries
from papershelf.review.diff.difference import Difference
from papershelf.review.diff.formats import render_json, render_markdown, render_text
from papershelf.review.diff.revision import RevisionError, export_revision

__all__ = [
    "Difference",
    "RevisionError",
    "compare_libraries",
    "export_revision",
    "render_json",
    "render_markdown",
    "render_text",
]
