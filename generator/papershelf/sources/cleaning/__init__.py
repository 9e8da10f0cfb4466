"""Makes raw text what a reader expects, without losing a letter or a digit of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from papershelf.model import Paper, Record
from papershelf.sources.cleaning.addresses import find_addresses
from papershelf.sources.cleaning.characters import read_characters
from papershelf.sources.cleaning.commands import KNOWN_COMMANDS
from papershelf.sources.cleaning.links import add_links
from papershelf.sources.cleaning.tex import read_tex
from papershelf.sources.cleaning.typography import read_typography
from papershelf.sources.cleaning.wraps import join_lines

__all__ = ["KNOWN_COMMANDS", "add_links", "clean_records", "clean_text"]

Item = TypeVar("Item", Record, Paper)

_TORN_ADDRESS = re.compile(r"\b(https?):\s+(?=//[^\s/])|(?=https?://)(?<=[^\W\d_])", re.IGNORECASE)
# Most texts have none of these, and need no cleaning but at their ends.
_SUSPECTS = ("\\", "{", "$", "`", "~", "--", "''", "  ", "//")
_ADDRESS_MARK = "\ufdd0"  # a noncharacter; the text holds none any more
_MOST_PASSES = 8  # one pass is enough for anything but text made to need more


def clean_records(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return records, or papers that no source gave, with readable titles (on one line) and abstracts."""
    return tuple(
        replace(item, title=_clean_title(item.title), abstract=clean_text(item.abstract)) for item in items
    )


def clean_text(text: str) -> str:
    """Return `text` as a reader expects it: Unicode instead of TeX, one line a paragraph.

    Paragraphs stay apart by an empty line. Every letter and digit stays, but for the names in KNOWN_COMMANDS.
    Cleaning twice gives the same as cleaning once.
    """
    if text.isascii() and text.isprintable() and not any(sign in text for sign in _SUSPECTS):
        return text.strip()
    for _ in range(_MOST_PASSES):
        before, text = text, _clean_once(text)
        if text == before:
            break
    return text


def _clean_title(title: str) -> str:
    return " ".join(clean_text(title).split()) or title


def _clean_once(text: str) -> str:
    text = read_tex(join_lines(read_characters(text)))
    if "http" in text.lower():
        text = _TORN_ADDRESS.sub(_mended_address, text)
    return join_lines(_outside_addresses(text))


def _mended_address(match: re.Match[str]) -> str:
    return f"{match[1]}:" if match[1] else " "


def _outside_addresses(text: str) -> str:
    """Read the typography of everything but web addresses, whose ~ and -- mean themselves."""
    if not any(sign in text for sign in ("`", "''", "--", "~")):
        return text
    addresses = find_addresses(text)
    parts, position = [], 0
    for address in addresses:
        parts.append(text[position : address.start])
        position = address.end
    masked = read_typography(_ADDRESS_MARK.join([*parts, text[position:]]))
    for address in addresses:
        masked = masked.replace(_ADDRESS_MARK, text[address.start : address.end], 1)
    return masked
