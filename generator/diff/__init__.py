"""What changed between two states of a reading list, in the words of a reading list."""

from generator.diff.compare import compare_catalogues
from generator.diff.difference import Difference
from generator.diff.render import render_json, render_markdown, render_text
from generator.diff.revision import RevisionError, export_revision

__all__ = [
    "Difference",
    "RevisionError",
    "compare_catalogues",
    "export_revision",
    "render_json",
    "render_markdown",
    "render_text",
]
