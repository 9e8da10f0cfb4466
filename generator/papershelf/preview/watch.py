"""Waiting for the next change of the watched files, without missing one.

What changed is always found by comparing snapshots; the operating system's events only say when to look. So
an event that was lost, doubled or came from a network folder costs at most the time until the next look.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from typing import Self

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from papershelf.preview.snapshot import Changes, Snapshot, differences, is_scratch, take_snapshot

_LOGGER = logging.getLogger(__name__)
_READ_ONLY = {"opened", "closed_no_write"}  # events of files that were looked at

QUIET = 0.04  # seconds without a change after which a burst of saves counts as over
PATIENCE = 1.0  # seconds after which a burst that never ends is taken as it stands
LOOK_WITH_EVENTS = 1.0  # seconds between looks where events say when something changes
LOOK_WITHOUT = 0.25  # and where they do not
SHARE = 25  # looking takes at most one part in so many of the time, however many files there are


class Watch:
    """Knows the watched files as they were last seen; `wait` returns what has changed since."""

    def __init__(self, project: Path, watched: Sequence[str], *, events: bool = True) -> None:
        self._project = project
        self._watched = tuple(watched)
        self._alarm = _Alarm(project, watched) if events else None
        self._seen: Snapshot = take_snapshot(project, self._watched)
        self._due = 0.0  # when to look again, by the monotonic clock

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Stop listening for events; safe to call twice."""
        if self._alarm:
            self._alarm.stop()

    def wait(self, timeout: float | None = None) -> Changes:
        """Block until watched files changed and came to rest; empty after `timeout` seconds without."""
        deadline = None if timeout is None else time.monotonic() + timeout
        while True:
            if time.monotonic() >= self._due and self._look() != self._seen:
                return self._settled()
            if deadline is not None and time.monotonic() >= deadline:
                return Changes()
            self._sleep(deadline)

    def changes_in(self, folder: str) -> Changes:
        """Return at once what changed in one watched folder; what changed elsewhere is left for `wait`."""
        elsewhere = {path: stamp for path, stamp in self._seen.items() if not path.startswith(f"{folder}/")}
        now = {**elsewhere, **take_snapshot(self._project, (folder,))}
        changes = differences(self._seen, now)
        self._seen = now
        return changes

    def _settled(self) -> Changes:
        give_up = time.monotonic() + PATIENCE
        now, before = self._look(), self._seen
        while time.monotonic() < give_up:
            time.sleep(QUIET)
            before, now = now, self._look()
            if now == before:
                break
        changes = differences(self._seen, now)
        self._seen = now
        return changes

    def _look(self) -> Snapshot:
        start = time.monotonic()
        snapshot = take_snapshot(self._project, self._watched)
        usual = LOOK_WITH_EVENTS if self._alarm and self._alarm.works else LOOK_WITHOUT
        end = time.monotonic()
        self._due = end + max(usual, (end - start) * SHARE)
        return snapshot

    def _sleep(self, deadline: float | None) -> None:
        until = self._due if deadline is None else min(self._due, deadline)
        seconds = max(0.0, until - time.monotonic())
        if self._alarm is None:
            time.sleep(seconds)
        elif self._alarm.sleep(seconds):
            self._due = 0.0


class _Alarm(FileSystemEventHandler):
    """Rings when the operating system reports an event below the watched folders."""

    def __init__(self, project: Path, watched: Sequence[str]) -> None:
        self.works = True
        self._rung = Event()
        self._observer: BaseObserver = Observer()
        self._folders = {project / name: True for name in watched} | {project: False}
        self._watches: dict[Path, ObservedWatch] = {}
        self._replaced: set[Path] = set()
        self._observer.start()
        self._listen()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Ring, unless a file was only read or is none of ours."""
        paths = [Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path]
        if event.event_type in _READ_ONLY or all(is_scratch(path.name) for path in paths):
            return
        if event.is_directory and event.event_type != "modified":
            self._replaced.update(self._folders.keys() & set(paths))
        self._rung.set()

    def sleep(self, seconds: float) -> bool:
        """Sleep until it rings, at most `seconds`; tell whether it rang."""
        rang = self._rung.wait(seconds)
        self._rung.clear()
        self._listen()
        return rang

    def stop(self) -> None:
        """Let go of the observer and its thread."""
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()

    def _listen(self) -> None:
        """Listen in each watched folder that is there; one that was deleted and made again is another."""
        for folder, recursive in self._folders.items():
            if folder in self._replaced:
                self._replaced.discard(folder)
                self._attempt(self._forget, folder)
            if folder not in self._watches and folder.is_dir():
                self._attempt(self._hear, folder, recursive)

    def _hear(self, folder: Path, recursive: bool) -> None:
        self._watches[folder] = self._observer.schedule(self, str(folder), recursive=recursive)

    def _forget(self, folder: Path) -> None:
        if watch := self._watches.pop(folder, None):
            self._observer.unschedule(watch)

    def _attempt(self, act: Callable[..., object], *arguments: object) -> None:
        try:
            act(*arguments)
        except OSError as error:
            self.works = False
            _LOGGER.debug("No events from the operating system (%s): looking at the files instead.", error)
