"""Every file that is made from the library: the pages, and what other packages or data functions add.

A data file (JSON, Atom, BibTeX) is one function from the library to a `SiteFile`, found through the
entry-point group `papershelf.outputs`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import entry_points
from pathlib import Path

from papershelf.library import Library
from papershelf.site.page import SiteFile
from papershelf.site.pages import all_pages
from papershelf.site.rendering import render_pages

GROUP = "papershelf.outputs"
Output = Callable[[Library], SiteFile]


def site_files(library: Library, template_folders: Sequence[Path]) -> tuple[SiteFile, ...]:
    """Return every generated file of the site, rendered; nothing is written."""
    return (*render_pages(all_pages(library), template_folders), *data_files(library))


def data_files(library: Library) -> tuple[SiteFile, ...]:
    """Return the files that are not pages."""
    outputs: list[Output] = [entry.load() for entry in sorted(entry_points(group=GROUP))]
    return tuple(output(library) for output in outputs)
