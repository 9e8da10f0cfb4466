"""Cuts long lists into pages that link to each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from papershelf.site.pages.addresses import numbered

PAGE_SIZE = 50
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Pagination:
    """One page of a long list: its number from 1, and the files of all its pages."""

    number: int
    addresses: tuple[str, ...]

    @property
    def path(self) -> str:
        """The file of this page."""
        return self.addresses[self.number - 1]


def paginated(first: str, items: Sequence[Item]) -> Iterator[tuple[Pagination, Sequence[Item]]]:
    """Yield the pages that a list of any length takes, at least one, each with its part."""
    total = max(1, -(-len(items) // PAGE_SIZE))
    addresses = tuple(numbered(first, number) for number in range(1, total + 1))
    for number in range(1, total + 1):
        yield Pagination(number, addresses), items[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
