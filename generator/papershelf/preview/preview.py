"""The live preview as a whole: what a saved file changes is rendered, told to the browsers, and built."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from threading import Event, Lock, Thread

from papershelf.errors import Problem
from papershelf.preview.messages import CONFIG, problems_of
from papershelf.preview.site import PreviewSite
from papershelf.preview.snapshot import Changes
from papershelf.preview.status import Status
from papershelf.preview.watch import Watch
from papershelf.text import count

INPUTS = ("curation", "sources", "lock", "templates")
WATCHED = (*INPUTS, "docs", CONFIG)
THEME = "templates/theme"
SEARCH_INDEX = "search/search_index.json"
INDEX_TIMEOUT = 60.0  # seconds that a browser waits for the first search index, at most
STOP_WITHIN = 0.5  # seconds; Ctrl-C does not wait for it
BUILD_DELAY = 0.4  # seconds in which the browsers fetch what they show, before the rest is built


@dataclass(frozen=True, slots=True)
class Rendered:
    """What writing docs/ led to: warnings, and the names of the generated files, from docs/ on."""

    problems: tuple[Problem, ...] = ()
    generated: frozenset[str] = frozenset()


Render = Callable[[frozenset[str]], Rendered]  # takes the paths that changed; none of them: everything is new


@dataclass(frozen=True, slots=True)
class Terminal:
    """How the preview speaks in the terminal."""

    say: Callable[[str], None]
    show: Callable[[Sequence[Problem]], None]


@dataclass(slots=True)
class _Problems:
    """What is wrong now, by what will tell that it is mended."""

    inputs: tuple[Problem, ...] = ()  # the next rendering
    site: tuple[Problem, ...] = ()  # the next time that mkdocs.yml is read
    pages: dict[str, tuple[Problem, ...]] = field(default_factory=dict)  # the page's next build

    def all(self) -> tuple[Problem, ...]:
        return (*self.inputs, *self.site, *chain.from_iterable(list(self.pages.values())))


class Preview:
    """Keeps docs/ and the built site up with what is saved.

    The caller's thread reacts to changes, a second one builds what no browser has asked for, and the server's
    threads build what one has.
    """

    def __init__(self, project: Path, site: PreviewSite, render: Render, terminal: Terminal) -> None:
        self.status = Status()
        self.site = site
        self._project = project
        self._render = render
        self._terminal = terminal
        self._problems = _Problems()
        self._generated: frozenset[str] = frozenset()
        self._must_reopen = False
        self._is_reacting = True
        self._work = Event()  # there may be something to build
        self._indexed = Event()  # the first search index is made, or can't be for now
        self._is_stopped = False
        self._publishing = Lock()

    @property
    def mount(self) -> str:
        """The path below which the site lives, with a slash at both ends."""
        return self.site.mount

    def start(self) -> None:
        """Render everything, open the site, and begin to build it beside."""
        self._write_pages(frozenset())
        self._publish(self._update_site(Changes(), Changes()))
        self._is_reacting = False
        self._work.set()
        Thread(target=self._build_rest, name="preview-builder", daemon=True).start()

    def stop(self) -> None:
        """Let the builder end after the page that it is at."""
        self._is_stopped = True
        self._work.set()

    def follow(self, watch: Watch) -> None:
        """React to every change, until `stop`."""
        while not self._is_stopped:
            if changes := watch.wait(STOP_WITHIN):
                self._is_reacting = True
                self._react(changes, watch)
                self._is_reacting = False
                self._work.set()

    def content(self, dest: str) -> bytes | None:
        """Return a file of the site, built now if need be, or as it was before it broke."""
        if dest == SEARCH_INDEX:
            self._indexed.wait(INDEX_TIMEOUT)
        self._build(self.site.source_of(dest))
        return self.site.content(dest)

    def _react(self, changes: Changes, watch: Watch) -> None:
        """Bring docs/ and the site up to a change, and tell the browsers."""
        start = time.perf_counter()
        docs = changes.under("docs")
        if self._concerns_pages(changes):
            self._write_pages(changes.paths)
            docs = watch.changes_in("docs")
        self._must_reopen = self._must_reopen or CONFIG in changes.paths
        touched = self._update_site(docs, changes.under(THEME))
        self._publish(touched)
        self._terminal.say(_summary(changes, touched, time.perf_counter() - start))

    def _concerns_pages(self, changes: Changes) -> bool:
        """Tell whether pages are to be rendered: their inputs changed, or a generated page did."""
        inputs = any(changes.under(folder) for folder in INPUTS)
        return inputs or CONFIG in changes.paths or bool(changes.under("docs").paths & self._generated)

    def _write_pages(self, changed: frozenset[str]) -> None:
        try:
            rendered = self._render(changed)
        except Exception as error:  # noqa: BLE001 - the preview outlives any input, and says what is wrong
            self._problems.inputs = problems_of(error, self._project)
        else:
            self._generated = rendered.generated
            self._problems.inputs = rendered.problems

    def _update_site(self, docs: Changes, theme: Changes) -> frozenset[str] | None:
        """Tell the site what changed; where it can't be opened, it stays as it was until it can."""
        try:
            touched = self.site.update(docs, theme, reopen=self._must_reopen)
        except Exception as error:  # noqa: BLE001 - mkdocs.yml and its plugins may raise anything
            self._must_reopen = True
            # MkDocs logs what is wrong in mkdocs.yml, and raises that something is.
            self._problems.site = self.site.logged() or problems_of(error, self._project)
            return frozenset()
        self._must_reopen = False
        self._problems.site = ()
        return touched

    def _build_rest(self) -> None:
        while not self._is_stopped:
            self._work.wait()
            self._work.clear()
            time.sleep(BUILD_DELAY)
            for page in self.site.pending():
                if self._is_reacting or self._is_stopped:
                    break
                if any(problem.path != f"docs/{page}" for problem in self._build(page)):
                    break  # a template is broken: the other pages would fail as well
            else:
                self._finish()
            if not self._is_reacting:
                self._indexed.set()

    def _build(self, page: str) -> tuple[Problem, ...]:
        """Build a page, if it is to be built; returns what is wrong with it."""
        try:
            self.site.build(page)
        except Exception as error:  # noqa: BLE001 - whatever a template or an extension raised
            problems = self._problems.pages[page] = problems_of(error, self._project, page=page)
            self._publish(frozenset())
            return problems
        if self._problems.pages.pop(page, ()):
            self._publish(frozenset())
        return ()

    def _finish(self) -> None:
        try:
            if self.site.finish():
                self._problems.pages.clear()
        except Exception as error:  # noqa: BLE001 - as in `_build`
            self._problems.pages[""] = problems_of(error, self._project)
        self._publish(frozenset())

    def _publish(self, touched: frozenset[str] | None) -> None:
        with self._publishing:
            before, now = (
                self.status.problems,
                tuple(dict.fromkeys((*self._problems.all(), *self.site.warnings()))),
            )
            self.status.publish(touched, now)
            if fresh := [problem for problem in now if problem not in before]:
                self._terminal.show(fresh)
            if before and not now:
                self._terminal.say("All problems are fixed.")


def _summary(changes: Changes, touched: frozenset[str] | None, seconds: float) -> str:
    paths = sorted(changes.paths)
    named = ", ".join(paths[:3]) + (f" and {len(paths) - 3} more" if len(paths) > 3 else "")
    effect = "all pages are rebuilt" if touched is None else f"{count(len(touched), 'page')} changed"
    return f"{named}: {effect} ({seconds:.2f} s)"
