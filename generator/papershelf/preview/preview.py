"""The live preview as a whole: what is saved gets rendered, told to the browsers, and built."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread

from papershelf.errors import Problem
from papershelf.preview.messages import CONFIG, problems_of
from papershelf.preview.site import PreviewSite
from papershelf.preview.snapshot import Changes
from papershelf.preview.status import Status
from papershelf.preview.watch import Watch

INPUTS = ("curation", "sources", "lock", "templates")
WATCHED = (*INPUTS, "docs", CONFIG)
THEME = "templates/theme"
SEARCH_INDEX = "search/search_index.json"
PATIENCE = 60.0  # seconds that a browser waits for the first search index, at most
STOP_WITHIN = 0.5  # seconds; Ctrl-C does not wait for it
HEAD_START = 0.4  # seconds in which the browsers fetch what they show, before the rest is built


@dataclass(frozen=True, slots=True)
class Rendered:
    """What writing docs/ anew led to: warnings, and the names of the generated files, from docs/ on."""

    problems: tuple[Problem, ...] = ()
    generated: frozenset[str] = frozenset()


Render = Callable[[frozenset[str]], Rendered]  # takes the paths that changed; none of them: everything is new


@dataclass(slots=True)
class Terminal:
    """How the preview speaks in the terminal."""

    say: Callable[[str], None]
    show: Callable[[Sequence[Problem]], None]


@dataclass(slots=True)
class _Troubles:
    """What is wrong now, by what will tell that it is mended."""

    inputs: tuple[Problem, ...] = ()  # the next rendering
    site: tuple[Problem, ...] = ()  # the next time that mkdocs.yml is read
    pages: dict[str, tuple[Problem, ...]] = field(default_factory=dict)  # the page's next build


class Preview:
    """Keeps docs/ and the built site up with what is saved."""

    def __init__(self, project: Path, site: PreviewSite, render: Render, terminal: Terminal) -> None:
        self.status = Status()
        self.site = site
        self._project = project
        self._render = render
        self._terminal = terminal
        self._troubles = _Troubles()
        self._generated: frozenset[str] = frozenset()
        self._must_open = True
        self._reacting = False
        self._work = Event()
        self._indexed = Event()  # the first search index is made, or can't be for now
        self._stopped = False
        self._publishing = Lock()

    @property
    def mount(self) -> str:
        """The path below which the site lives, with a slash at both ends."""
        return self.site.mount

    def start(self) -> None:
        """Render everything, open the site, and begin to build it beside."""
        self._reacting = True
        self._write_pages(frozenset())
        self._note(Changes(), Changes())
        self._publish(frozenset())
        self._reacting = False
        Thread(target=self._build_what_is_left, name="preview-builder", daemon=True).start()
        self._work.set()

    def stop(self) -> None:
        """Let the builder end after the page that it is at."""
        self._stopped = True
        self._work.set()

    def follow(self, watch: Watch) -> None:
        """React to every change, until `stop`."""
        while not self._stopped:
            changes = watch.wait(STOP_WITHIN)
            if not changes:
                continue
            self._reacting = True
            self.react(changes, watch)
            self._reacting = False
            self._work.set()

    def react(self, changes: Changes, watch: Watch) -> None:
        """Bring docs/ and the site up to a change, and tell the browsers."""
        start = time.perf_counter()
        docs = changes.under("docs")
        if self._concerns_pages(changes):
            self._write_pages(changes.paths)
            docs = docs.then(watch.changes_in("docs").under("docs"))
        self._must_open = self._must_open or CONFIG in changes.paths
        touched = self._note(docs, changes.under(THEME))
        self._publish(touched)
        self._terminal.say(_summary(changes, touched, time.perf_counter() - start))

    def content(self, dest: str) -> bytes | None:
        """Return a file of the site, built now if need be, or as it was before it broke."""
        if dest == SEARCH_INDEX:
            self._indexed.wait(PATIENCE)
        page = self.site.page_at(dest)
        try:
            content = self.site.read(dest)
        except Exception as error:  # noqa: BLE001 - whatever a template or an extension raised
            self._troubles.pages[page or dest] = problems_of(error, self._project, page=page or "")
            self._publish(frozenset())
            return self.site.last_good(dest)
        if self._troubles.pages.pop(page or dest, None):
            self._publish(frozenset())
        return content

    def _concerns_pages(self, changes: Changes) -> bool:
        """Tell whether pages are to be rendered: their inputs changed, or a generated page did."""
        inputs = any(changes.under(folder) for folder in INPUTS)
        return inputs or CONFIG in changes.paths or bool(changes.under("docs").paths & self._generated)

    def _write_pages(self, changed: frozenset[str]) -> None:
        try:
            rendered = self._render(changed)
        except Exception as error:  # noqa: BLE001 - the preview outlives any input, and says what is wrong
            self._troubles.inputs = problems_of(error, self._project)
        else:
            self._generated = rendered.generated
            self._troubles.inputs = rendered.problems

    def _note(self, docs: Changes, theme: Changes) -> frozenset[str] | None:
        """Tell the site what changed; where it can't be opened, it stays as it was until it can."""
        try:
            if self._must_open:
                self.site.open()
                touched = None
            else:
                touched = self.site.update(docs, theme)
        except Exception as error:  # noqa: BLE001 - mkdocs.yml and its plugins may raise anything
            self._must_open = True
            # MkDocs logs what is wrong in mkdocs.yml, and raises that something is.
            self._troubles.site = self.site.heard() or problems_of(error, self._project)
            return frozenset()
        self._must_open = False
        self._troubles.site = ()
        return touched

    def _build_what_is_left(self) -> None:
        while not self._stopped:
            self._work.wait()
            self._work.clear()
            time.sleep(HEAD_START)
            for page in self.site.pending():
                if self._reacting or self._stopped or not self._build(page):
                    break
            else:
                self._finish()
            if not self._reacting:
                self._indexed.set()

    def _build(self, page: str) -> bool:
        """Build a page; tell whether the next one is worth trying."""
        try:
            self.site.build(page)
        except Exception as error:  # noqa: BLE001 - as in `content`
            problems = problems_of(error, self._project, page=page)
            self._troubles.pages[page] = problems
            self._publish(frozenset())
            return all(problem.path == f"docs/{page}" for problem in problems)
        self._troubles.pages.pop(page, None)
        return True

    def _finish(self) -> None:
        try:
            if self.site.finish():
                self._troubles.pages.clear()
        except Exception as error:  # noqa: BLE001 - as in `content`
            self._troubles.pages[""] = problems_of(error, self._project)
        self._publish(frozenset())

    def _publish(self, touched: frozenset[str] | None) -> None:
        with self._publishing:
            before, now = self.status.problems, self._problems()
            self.status.publish(touched, now)
            if fresh := [problem for problem in now if problem not in before]:
                self._terminal.show(fresh)
            if before and not now:
                self._terminal.say("Everything is in order again.")

    def _problems(self) -> tuple[Problem, ...]:
        troubles = self._troubles
        pages = [problem for problems in list(troubles.pages.values()) for problem in problems]
        found = (*troubles.inputs, *troubles.site, *pages, *self.site.warnings())
        return tuple(dict.fromkeys(found))


def _summary(changes: Changes, touched: frozenset[str] | None, seconds: float) -> str:
    paths = sorted(changes.paths)
    named = ", ".join(paths[:3]) + (f" and {len(paths) - 3} more" if len(paths) > 3 else "")
    if touched is None:
        effect = "all pages are made anew"
    else:
        effect = f"{len(touched)} page{'' if len(touched) == 1 else 's'} changed"
    return f"{named}: {effect} ({seconds:.2f} s)"
