"""Words for readers: gists, dates, counts, and where a paper was seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath

from papershelf.model import Link, LinkKind, Provenance
from papershelf.text import sentences

GIST_LENGTH = 220
_WHO = r"\b(?:we|this\s(?:paper|work|article|study|survey|report))\s+(?:\w+ly\s+|also\s+|here\s+|thus\s+)?"
_DOES = r"""(?:propose|introduce|present|study|develop|describe|investigate|explore|design|evaluate|compare
    |review|examine|analy[sz]e|address|offer|provide|formulate|revisit|tackle|survey|build|create|extend|unveil
    |devise)s?\b"""
_FINDS = r"(?:show|demonstrate|find|prove|argue|aim|ask|consider|establish|report)s?\b"
_TELLING = tuple(re.compile(_WHO + verbs, re.IGNORECASE | re.VERBOSE) for verbs in (_DOES, _FINDS))
_LEAD_IN = re.compile(r"In this (?:paper|work|article|study|survey|report|manuscript),\s+(?=we\b)")
_LINK_WORDS: dict[LinkKind, str] = {
    "paper": "Paper",
    "code": "Code",
    "project": "Project page",
    "video": "Video",
    "slides": "Slides",
    "data": "Data",
    "other": "Link",
}


@lru_cache(maxsize=1 << 14)  # a paper stands in a dozen lists
def gist(abstract: str, limit: int = GIST_LENGTH) -> str:
    """Return the sentence that says what the paper does, or what it finds, or its first, within `limit`."""
    parts = [" ".join(abstract[start:end].split()) for start, end in sentences(abstract)]
    said = (part for pattern in _TELLING for part in parts if pattern.search(part))
    telling = next(said, parts[0] if parts else "")
    direct = _LEAD_IN.sub("", telling)
    return shortened(direct[:1].upper() + direct[1:] if direct != telling else telling, limit)


def shortened(text: str, limit: int) -> str:
    """Return `text` within `limit` characters, cut at a word's end and marked with an ellipsis."""
    if len(text) <= limit:
        return text
    head, _, _ = text[:limit].rpartition(" ")
    return (head or text[: limit - 1]).rstrip(" ,;:–—-") + "…"


def day(iso: str) -> str:
    """Return an ISO date as a reader writes it: "2026-11-21" is "21 November 2026"."""
    try:
        when = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{when.day} {when:%B} {when.year}"


def minutes(number: int) -> str:
    """Return a reading time: "45 min", "3 h", "3 h 20 min"."""
    hours, rest = divmod(number, 60)
    return " ".join([f"{hours} h"] * (hours > 0) + [f"{rest} min"] * (rest > 0 or hours == 0))


def ordinal(number: int) -> str:
    """Return "1st", "2nd", "3rd", "11th"."""
    teens = 10 <= number % 100 <= 20
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def together(words: Sequence[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    *head, last = words or ("",)
    return f"{', '.join(head)} and {last}" if head else last


def seen(places: Iterable[Provenance]) -> str:
    """Return where a paper was seen, as a sentence; "" where nobody knows."""
    words = [_place(place) for place in places]
    return f"Seen {together(words)}." if words else ""


def _place(place: Provenance) -> str:
    listing = PurePosixPath(place.source).name
    dated = f" (dated {place.date})" if place.date else ""
    return f"{ordinal(place.position)} in the listing {listing}{dated}, line {place.line:,}"


def link_label(link: Link) -> str:
    """Return what a link says: what stands behind it, and its host and path in short."""
    address = re.sub(r"^https?://(?:www\.)?", "", link.url).rstrip("/")
    return f"{_LINK_WORDS[link.kind]}: {shortened_address(address)}"


def shortened_address(address: str, limit: int = 48) -> str:
    """Return an address within `limit` characters; addresses have no words to cut at."""
    return address if len(address) <= limit else address[: limit - 1] + "…"
