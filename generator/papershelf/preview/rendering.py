"""From an edit to the files in docs/: only the stages and the pages that it concerns."""

from __future__ import annotations

from papershelf import pipeline
from papershelf.library import Library
from papershelf.memo import Memo
from papershelf.preview.preview import Rendered
from papershelf.site.outputs import data_files
from papershelf.site.page import Page, SiteFile
from papershelf.site.pages import all_pages
from papershelf.site.rendering import render_pages
from papershelf.site.templates import template_folders
from papershelf.site.writing import write_files

TEMPLATES = "templates/pages/"


class Renderer:
    """Writes docs/ after a change, and remembers what it made for the next one."""

    def __init__(self, project: pipeline.Project) -> None:
        self._project = project
        self._memo = Memo()
        self._done: dict[str, tuple[Page, SiteFile]] = {}

    def __call__(self, changed: frozenset[str]) -> Rendered:
        """Bring docs/ up to what changed; nothing is written where anything is wrong.

        Raises:
            InputError: with all problems, where one is an error.
            SiteError: where a template is wrong, or a file can't be written.
        """
        if any(path.startswith(TEMPLATES) for path in changed):
            self._done.clear()
        inputs = pipeline.checked(self._project, pipeline.read_inputs(self._project, self._memo))
        library = pipeline.make_library(inputs, self._memo)
        self._render(self._memo(_pages, library))
        files = (*(file for _, file in self._done.values()), *self._memo(data_files, library))
        write_files(files, self._project.docs)
        return Rendered(
            (*inputs.problems, *pipeline.stale(inputs).problems), frozenset(file.path for file in files)
        )

    def _render(self, pages: tuple[Page, ...]) -> None:
        """Render the pages that differ from those rendered before."""
        fresh = [page for page in pages if not self._knows(page)]
        made = {file.path: file for file in render_pages(fresh, template_folders(self._project.root))}
        self._done = {page.path: (page, made.get(page.path) or self._done[page.path][1]) for page in pages}

    def _knows(self, page: Page) -> bool:
        known = self._done.get(page.path)
        return known is not None and known[0] == page


def _pages(library: Library) -> tuple[Page, ...]:
    return tuple(all_pages(library))
