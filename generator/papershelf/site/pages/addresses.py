"""The address of everything that has a page."""

from __future__ import annotations

import re

from papershelf.errors import SiteError
from papershelf.library import LibraryKeyword, LibraryList, LibraryPaper, LibraryTopic

_ADDRESS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SECTIONS = {
    LibraryPaper: "papers",
    LibraryKeyword: "keywords",
    LibraryTopic: "topics",
    LibraryList: "lists",
}


def address(section: str, name: str) -> str:
    """Return the file of a page, relative to docs/: an id is always a folder of its own.

    Raises:
        SiteError: where the name is no slug; nothing else may become part of a path.
    """
    if not _ADDRESS.fullmatch(name):
        raise SiteError(f"{section}: {name!r} can't be an address: small letters, digits and hyphens only")
    return f"{section}/{name}/index.md"


def address_of(thing: LibraryPaper | LibraryKeyword | LibraryTopic | LibraryList) -> str:
    """Return the file of a thing's page; "" for a keyword that is too rare to have one."""
    if isinstance(thing, LibraryKeyword) and not thing.is_shared:
        return ""
    return address(_SECTIONS[type(thing)], thing.id)


def numbered(first: str, number: int) -> str:
    """Return the file of a later page of `first`; ids hold no underscore, so none can meet it."""
    return first if number == 1 else first.replace("index.md", f"page_{number}/index.md")
