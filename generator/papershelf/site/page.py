"""The two shapes of the site room: a page before it is rendered, and a finished file of any kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is rendered: its file relative to docs/, its template, what that may show.

    Pages with equal values look the same: the live preview renders only those that differ.
    """

    path: str
    template: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A finished file: its path relative to docs/, its content, and the template or function that made it."""

    path: str
    content: bytes
    made_by: str
