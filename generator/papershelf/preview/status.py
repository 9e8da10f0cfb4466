"""What the browsers are told: how the last build went, and which pages changed since they were loaded."""

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
        self.run = secrets.token_hex(8)  # so that a page of an earlier run knows that versions began anew
        self._version = 1
        self._changed: dict[str, int] = {}
        self._all_changed = 0
        self._problems: tuple[Problem, ...] = ()
        self._condition = Condition()

    @property
    def version(self) -> int:
        """The site's version; grows with everything that is published."""
        with self._condition:
            return self._version

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong now."""
        with self._condition:
            return self._problems

    def publish(self, addresses: Iterable[str] | None, problems: tuple[Problem, ...]) -> None:
        """Tell what changed (None: everything) and what is wrong; nothing happens where that is no news."""
        changed = None if addresses is None else frozenset(addresses)
        with self._condition:
            if changed == frozenset() and problems == self._problems:
                return
            self._version += 1
            self._problems = problems
            if changed is None:
                self._all_changed = self._version
            else:
                self._changed.update(dict.fromkeys(changed, self._version))
            self._condition.notify_all()

    def wait(self, since: int, timeout: float) -> News | None:
        """Block until there is news after the version `since`; None after `timeout` seconds without."""
        with self._condition:
            if not self._condition.wait_for(lambda: self._version > since, timeout):
                return None
            return News(self._version, self._changed_after(since), self._problems)

    def _changed_after(self, since: int) -> frozenset[str] | None:
        if self._all_changed > since:
            return None
        return frozenset(address for address, version in self._changed.items() if version > since)
