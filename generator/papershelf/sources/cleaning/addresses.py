"""Where web addresses stand in a text."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

_BODY = r"""(?:(?![,;|]https?://)[^\s<>"“”‘’`{}\\^|\u3000-\u303f\uff00-\uffef\ufdd0])"""
_TOP_LEVEL = "com|org|net|io|ai|edu|gov|dev|co|me|ml|app|page|info|cc|xyz|site|space|de|uk|fr|ch|cn|jp|kr|eu"
_LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_ADDRESS = re.compile(
    rf"(?:([Hh][Tt][Tt][Pp][Ss]?://)|(?<![\w@./:~+-])(?:(?=www\.)|(?=(?:{_LABEL}\.)+(?:{_TOP_LEVEL})/[\w~])))"
    rf"{_BODY}+"
)
_ADDRESS_HINT = re.compile(r"://|www\.|\.[a-z]{2,5}/")  # what every address has, and few texts
_HOST = re.compile(r"[^\W_](?:[\w-]*\w)?(?:\.[\w-]*[^\W_])+")
_PAIRS = {")": "(", "]": "["}


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
    return tuple(address for address in map(_address, _ADDRESS.finditer(text)) if address)


def _address(match: re.Match[str]) -> Address | None:
    shown, scheme = _without_punctuation(match[0]), match[1] or ""
    url = (scheme.lower() or "https://") + shown.removeprefix(scheme)
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    return Address(match.start(), match.start() + len(shown), url) if _HOST.fullmatch(host) else None


def _without_punctuation(raw: str) -> str:
    while raw and (raw[-1] in ".,;:!?'…*" or raw.count(_PAIRS.get(raw[-1], raw[-1])) < raw.count(raw[-1])):
        raw = raw[:-1]
    return raw
