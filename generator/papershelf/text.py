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
_JOINTS = re.compile(r"[-\u2010-\u2015\u2212_/]+")


def slug(text: str, limit: int = ID_LENGTH) -> str:
    """Return an ASCII slug of `text`, cut at a word's end within `limit`; "" if nothing is left."""
    return slugify(text, max_length=limit, word_boundary=True, save_order=True)


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


def is_web_address(url: str) -> bool:
    """Whether `url` is one complete http or https address, without blanks or controls."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and url.isprintable() and " " not in url
