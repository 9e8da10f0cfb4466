"""Small functions of text that every stage shares: slugs, keys, hashes, web addresses."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from slugify import slugify

ID_LENGTH = 60
HASH_LENGTH = 8
_JOINTS = re.compile(r"[-\u2010-\u2015\u2212_/]+")

_BODY = r"""(?:(?![,;|]https?://)[^\s<>"“”‘’`{}\\^|\u3000-\u303f\uff00-\uffef\ufdd0])"""
_TOP_LEVEL = "com|org|net|io|ai|edu|gov|dev|co|me|ml|app|page|info|cc|xyz|site|space|de|uk|fr|ch|cn|jp|kr|eu"
_LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_ADDRESS = re.compile(
    rf"(?:[Hh][Tt][Tt][Pp][Ss]?://|(?<![\w@./:~+-])(?:(?=www\.)|(?=(?:{_LABEL}\.)+(?:{_TOP_LEVEL})/[\w~])))"
    rf"{_BODY}+"
)
_ADDRESS_HINT = re.compile(r"://|www\.|\.[a-z]{2,5}/")  # what every address has, and few texts
_HOST = re.compile(r"[^\W_](?:[\w-]*\w)?(?:\.[\w-]*[^\W_])+")
_PAIRS = {")": "(", "]": "["}


def slug(text: str, limit: int = ID_LENGTH) -> str:
    """Return an ASCII slug of `text`, cut at a word's end within `limit`; "" if nothing is left."""
    return slugify(text, max_length=limit, word_boundary=True, save_order=True)


def title_key(title: str) -> str:
    """Return what makes two titles the same paper: NFKC, case-folded, letters and digits only."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return "".join(char for char in unicodedata.normalize("NFKC", folded) if char.isalnum())


def count(number: int, one: str, many: str = "") -> str:
    """Return "1 paper", "2 papers", "1,024 papers"; `many` where the plural is not `one` and an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def short_hash(text: str, length: int = HASH_LENGTH) -> str:
    """Return the first `length` hex digits of the text's sha256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


@lru_cache(maxsize=100_000)  # forms recur: a quarter of the time it takes to make a catalogue
def phrase_key(phrase: str) -> str:
    """Return what makes two forms of a phrase one: NFKC, case-folded, hyphens and slashes as blanks."""
    folded = unicodedata.normalize("NFKC", phrase).casefold()
    return " ".join(_JOINTS.sub(" ", folded).split())


class Address(NamedTuple):
    """A web address in a text: code-point offsets [start, end), and the address with its scheme."""

    start: int
    end: int
    url: str


def find_addresses(text: str) -> tuple[Address, ...]:
    """Return the http and https addresses in `text`, in order, without the sentence's punctuation.

    An address without scheme (github.com/owner/name, www.example.org) counts as https.
    """
    if not _ADDRESS_HINT.search(text):
        return ()
    found = (_address(match.start(), match[0]) for match in _ADDRESS.finditer(text))
    return tuple(address for address in found if address)


def _address(start: int, raw: str) -> Address | None:
    shown = _without_punctuation(raw)
    scheme, separator, rest = shown.partition("://")
    url = (
        f"{scheme.lower()}://{rest}"
        if separator and scheme.lower() in ("http", "https")
        else f"https://{shown}"
    )
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    return Address(start, start + len(shown), url) if _HOST.fullmatch(host) else None


def _without_punctuation(raw: str) -> str:
    while raw and (raw[-1] in ".,;:!?'…*" or raw.count(_PAIRS.get(raw[-1], raw[-1])) < raw.count(raw[-1])):
        raw = raw[:-1]
    return raw
