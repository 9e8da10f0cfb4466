"""Waiting for the next change of the watched files, without missing one.

What changed is always found by comparing snapshots; the operating system's events only say when to look. So
an event that was lost, doubled or came from a network folder costs at most the time until the next look.
"""

from __future__ import annotations

import logging
import os
import time
import warnings
from collections.abc import Sequence
from pathlib import Path
from threading import Event
from typing import Self

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from papershelf.preview.snapshot import Changes, Snapshot, differences, is_scratch, take_snapshot

_LOGGER = logging.getLogger(__name__)
_READ_ONLY = {"opened", "closed_no_write"}  # events of files that were looked at

QUIET = 0.04  # seconds without a change after which a burst of saves counts as over
LONGEST_BURST = 1.0  # seconds after which a burst that goes on is taken as it stands
LOOK_WITH_EVENTS = 1.0  # seconds between looks where events say when something changes
LOOK_WITHOUT = 0.25  # and where they do not
SHARE = 25  # looking takes at most one part in so many of the time, however many files there are


class Watch:
    """Knows the watched files as they were last seen; `wait` returns what has changed since."""

    def __init__(self, project: Path, watched: Sequence[str]) -> None:
        self._project = project
        self._watched = tuple(watched)
        self._events = _Events(project, watched)
        self._seen: Snapshot = take_snapshot(project, self._watched)
        self._before = self._seen  # as seen before the last change
        self._next_look = 0.0  # by the monotonic clock

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._events.stop()

    def wait(self, timeout: float) -> Changes:
        """Block until watched files changed and came to rest; empty after `timeout` seconds without."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < self._next_look or self._look() == self._seen:
            now = time.monotonic()
            if now >= deadline:
                return Changes()
            if self._events.wait(max(0.0, min(self._next_look, deadline) - now)):
                self._next_look = 0.0
        self._before, self._seen = self._seen, self._look_when_quiet()
        return differences(self._before, self._seen)

    def changes_in(self, folder: str) -> Changes:
        """Return what changed in one watched folder from before the last `wait` until now, named from there.

        What changed elsewhere in the meantime is left for the next `wait`.
        """
        elsewhere = {path: state for path, state in self._seen.items() if not path.startswith(f"{folder}/")}
        self._seen = {**elsewhere, **take_snapshot(self._project, (folder,))}
        return differences(self._before, self._seen).under(folder)

    def _look_when_quiet(self) -> Snapshot:
        end = time.monotonic() + LONGEST_BURST
        before, now = None, self._look()
        while now != before and time.monotonic() < end:
            time.sleep(QUIET)
            before, now = now, self._look()
        return now

    def _look(self) -> Snapshot:
        start = time.monotonic()
        snapshot = take_snapshot(self._project, self._watched)
        end = time.monotonic()
        usual = LOOK_WITH_EVENTS if self._events.work else LOOK_WITHOUT
        self._next_look = end + max(usual, (end - start) * SHARE)
        return snapshot


class _Events(FileSystemEventHandler):
    """Knows when the operating system reports a change below the watched folders."""

    def __init__(self, project: Path, watched: Sequence[str]) -> None:
        self.work = True  # whether the operating system reports what changes
        self._happened = Event()
        self._outdated = False  # a watched folder came or went
        self._folders = {project: False} | {project / name: True for name in watched}
        # On Linux, watchdog warns at length when a new folder was reported to it twice, which does no harm.
        warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
        self._observer = Observer()
        self._observer.start()
        self._listen()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Remember the event, unless a file was only read or is none of ours."""
        paths = {Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path}
        if event.event_type in _READ_ONLY or all(is_scratch(path.name) for path in paths):
            return
        if event.is_directory and event.event_type != "modified" and self._folders.keys() & paths:
            self._outdated = True
        self._happened.set()

    def wait(self, seconds: float) -> bool:
        """Wait for an event, at most so long; tell whether there was one."""
        happened = self._happened.wait(seconds)
        self._happened.clear()
        if self._outdated:
            self._listen()
        return happened

    def stop(self) -> None:
        """End the observer and its thread."""
        self._observer.stop()
        self._observer.join()

    def _listen(self) -> None:
        """Listen in each watched folder that is there; one that was deleted and made again is another."""
        self._outdated = False
        self._observer.unschedule_all()
        for folder in filter(Path.is_dir, self._folders):
            try:
                self._observer.schedule(self, str(folder), recursive=self._folders[folder])
            except OSError as error:
                self.work = False
                _LOGGER.debug(
                    "No events from the operating system (%s): looking at the files instead.", error
                )
