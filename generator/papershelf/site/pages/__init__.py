"""Pages: the catalogue as Markdown files in docs/."""

from papershelf.site.pages.layout import Sheet, lay_out
from papershelf.site.pages.render import Page, page_environment, render_pages, render_sheets
from papershelf.site.writing import WriteReport, write_pages

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
