"""Pages: the catalogue as Markdown files in docs/."""

from generator.pages.layout import Sheet, lay_out
from generator.pages.render import Page, page_environment, render_pages, render_sheets
from generator.pages.writing import WriteReport, write_pages

__all__ = [
    "Page",
    "Sheet",
    "WriteReport",
    "lay_out",
    "page_environment",
    "render_pages",
    "render_sheets",
    "write_pages",
]
