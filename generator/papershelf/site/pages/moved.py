"""A page for each address that moved or went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from papershelf.library import Library, LibraryPaper, LibraryTopic, OldAddress
from papershelf.site.page import Page
from papershelf.site.pages.addresses import address


def pages(library: Library) -> Iterator[Page]:
    """Yield a page that leads on, or says that it is gone; an address in use again needs none."""
    for old in library.old_addresses:
        if old.id not in _living(library, old):
            values = {"old": old, "target": _target(library, old)}
            yield Page(address(f"{old.kind}s", old.id), "moved.md", values)


def _living(library: Library, old: OldAddress) -> Mapping[str, LibraryPaper | LibraryTopic]:
    return library.papers if old.kind == "paper" else library.topics


def _target(library: Library, old: OldAddress) -> LibraryPaper | LibraryTopic | None:
    """Follow old addresses until one that lives; None where they lead nowhere or in a circle."""
    onward = {(way.kind, way.id): way.to for way in library.old_addresses}
    living, at, passed = _living(library, old), old.to, {old.id}
    while at and at not in passed:
        if at in living:
            return living[at]
        passed.add(at)
        at = onward.get((old.kind, at))
    return None
