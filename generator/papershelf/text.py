"""Small functions of text that every stage shares: slugs, keys, hashes, addresses."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

from slugify import slugify

ID_LENGTH = 60
HASH_LENGTH = 8
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n\s*\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|cf|vs|al|Fig|Sec|Eq|Tab|resp|approx|w\.r\.t|Dr|Prof|St)|\b[A-Z])\.$"
)
_JOINTS = re.compile(r"[-\u2010-\u2015\u2212_/]+")


def slug(text: str, limit: int = ID_LENGTH) -> str:
    """Return an ASCII slug of `text`, cut at a word's end within `limit`; "" if nothing is left."""
    return slugify(text, max_length=limit, word_boundary=True, save_order=True)


def count(number: int, one: str, many: str = "") -> str:
    """Return "1 paper", "2 papers", "1,024 papers"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def title_key(title: str) -> str:
    """Return what makes two titles the same paper: NFKC, case-folded, letters and digits only."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return "".join(char for char in unicodedata.normalize("NFKC", folded) if char.isalnum())


def short_hash(text: str, length: int = HASH_LENGTH) -> str:
    """Return the first `length` hex digits of the text's sha256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


@lru_cache(maxsize=100_000)  # forms recur: a quarter of the time it takes to make a library
def phrase_key(phrase: str) -> str:
    """Return what makes two forms of a phrase one: NFKC, case-folded, hyphens and slashes as blanks."""
    folded = unicodedata.normalize("NFKC", phrase).casefold()
    return " ".join(_JOINTS.sub(" ", folded).split())


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return where each sentence starts and ends in the text."""
    found, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        if "\n\n" not in end.group() and _ABBREVIATION.search(text[start : end.start()].rstrip("\"'”’)]")):
            continue
        found.append((start, end.start() + len(end.group().rstrip())))
        start = end.end()
    found.append((start, len(text.rstrip())))
    return tuple(span for span in found if span[0] < span[1])


def is_web_address(url: str) -> bool:
    """Whether `url` is one complete http or https address, without blanks or controls."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and url.isprintable() and " " not in url
