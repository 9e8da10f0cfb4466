"""From an edit to the pages in docs/: only the stages and the pages that it concerns."""

from __future__ import annotations

from papershelf import pipeline
from papershelf.errors import InputError, Problem
from papershelf.memo import Recall
from papershelf.model import Catalogue
from papershelf.preview.preview import Rendered
from papershelf.site.pages import Page, Sheet, lay_out, page_environment, render_sheets, write_pages
from papershelf.site.templates import template_folders

TEMPLATES = "templates/pages/"


class Renderer:
    """Writes docs/ after a change, and remembers what it made for the next one."""

    def __init__(self, project: pipeline.Project) -> None:
        self._project = project
        self._recall = Recall()
        self._done: dict[str, tuple[Sheet, Page]] = {}

    def __call__(self, changed: frozenset[str]) -> Rendered:
        """Bring docs/ up to what changed; nothing is written where anything is wrong.

        Raises:
            InputError: with all problems, where one is an error.
            SiteError: where a template is wrong, or a page can't be written.
        """
        if any(path.startswith(TEMPLATES) for path in changed):
            self._done.clear()
        inputs = pipeline.read_inputs(self._project, self._recall)
        if any(problem.severity == "error" for problem in inputs.problems):
            raise InputError(inputs.problems)
        if not inputs.corpus.papers:
            raise InputError([*inputs.problems, pipeline.no_sources(self._project)])
        catalogue = pipeline.make_catalogue(inputs, self._recall)
        self._render(tuple(self._recall(_sheets, catalogue)))
        write_pages((page for _, page in self._done.values()), self._project.docs)
        return Rendered((*inputs.problems, *_unsorted(inputs)), frozenset(self._done))

    def _render(self, sheets: tuple[Sheet, ...]) -> None:
        """Render the sheets that differ from those rendered before."""
        fresh = [sheet for sheet in sheets if not self._knows(sheet)]
        pages = render_sheets(fresh, page_environment(template_folders(self._project.root)))
        made = {page.path: page for page in pages}
        self._done = {
            sheet.path: (sheet, made.get(sheet.path) or self._done[sheet.path][1]) for sheet in sheets
        }

    def _knows(self, sheet: Sheet) -> bool:
        known = self._done.get(sheet.path)
        return known is not None and known[0] == sheet


def _sheets(catalogue: Catalogue) -> tuple[Sheet, ...]:
    return tuple(lay_out(catalogue))


def _unsorted(inputs: pipeline.Inputs) -> tuple[Problem, ...]:
    """Warn of papers that the lock does not know yet, or knows otherwise."""
    staleness = pipeline.stale(inputs)
    if staleness.is_current:
        return ()
    message = f"does not match the sources: {staleness}; `papershelf lock` sorts what is new"
    return (Problem("lock", 0, 0, message, "warning"),)
