"""Small functions of text that every stage shares: slugs, keys, hashes."""

from __future__ import annotations

import hashlib
import re
import unicodedata

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


def phrase_key(phrase: str) -> str:
    """Return what makes two forms of a phrase one: NFKC, case-folded, hyphens and slashes as blanks."""
    folded = unicodedata.normalize("NFKC", phrase).casefold()
    return " ".join(_JOINTS.sub(" ", folded).split())
