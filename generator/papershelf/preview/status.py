"""What the browsers are told: what is wrong now, and which pages changed since they were loaded."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Condition

from papershelf.errors import Problem


@dataclass(frozen=True, slots=True)
class News:
    """What happened after a version of the site.

    Args:
        version: the site's version now.
        addresses: pages and files that changed, relative to the site's root; None for all of them.
        problems: what is wrong now; () once it is mended.
    """

    version: int
    addresses: frozenset[str] | None
    problems: tuple[Problem, ...]


class Status:
    """The site's version, what changed when, and its problems; every change wakes those who wait."""

    def __init__(self) -> None:
        self.run = secrets.token_hex(8)  # tells a page of an earlier run, whose versions mean nothing here
        self.version = 1  # grows with everything that is published
        self.problems: tuple[Problem, ...] = ()
        self._changed: dict[str, int] = {}
        self._all_changed = 0
        self._condition = Condition()

    def publish(self, addresses: Iterable[str] | None, problems: tuple[Problem, ...]) -> None:
        """Tell what changed (None: everything) and what is wrong; nothing happens where that is no news."""
        changed = None if addresses is None else frozenset(addresses)
        with self._condition:
            if changed == frozenset() and problems == self.problems:
                return
            self.version += 1
            self.problems = problems
            if changed is None:
                self._all_changed = self.version
            else:
                self._changed.update(dict.fromkeys(changed, self.version))
            self._condition.notify_all()

    def wait(self, since: int, timeout: float) -> News | None:
        """Block until there is news after the version `since`; None after `timeout` seconds without."""
        with self._condition:
            if not self._condition.wait_for(lambda: self.version > since, timeout):
                return None
            changed = frozenset(address for address, version in self._changed.items() if version > since)
            return News(self.version, None if self._all_changed > since else changed, self.problems)
