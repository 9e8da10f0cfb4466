"""Makes raw text what a reader expects, without losing a letter or a digit of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from papershelf.model import Paper, Record
from papershelf.sources.cleaning.characters import read_characters
from papershelf.sources.cleaning.commands import KNOWN_COMMANDS
from papershelf.sources.cleaning.links import find_links
from papershelf.sources.cleaning.tex import read_tex
from papershelf.sources.cleaning.typography import read_typography
from papershelf.sources.cleaning.wraps import join_lines
from papershelf.text import find_addresses

__all__ = ["KNOWN_COMMANDS", "add_links", "clean_papers", "clean_records", "clean_text", "find_links"]

_TORN_ADDRESS = re.compile(r"\b(https?):\s+(?=//[^\s/])|(?<=[^\W\d_])(?=https?://)", re.IGNORECASE)
# Most texts have none of these, and need no cleaning but at their ends.
_SUSPECTS = ("\\", "{", "$", "`", "~", "--", "''", "  ", "//")
_ADDRESS_MARK = "\ufdd0"  # a noncharacter; the text holds none any more
_MOST_PASSES = 8  # one pass is enough for anything but text made to need more


def clean_records(records: Iterable[Record]) -> tuple[Record, ...]:
    """Return the records with readable titles (on one line) and abstracts."""
    return tuple(
        replace(record, title=_clean_title(record.title), abstract=clean_text(record.abstract))
        for record in records
    )


def clean_papers(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """Return papers that came from elsewhere with readable titles and abstracts."""
    return tuple(
        replace(paper, title=_clean_title(paper.title), abstract=clean_text(paper.abstract))
        for paper in papers
    )


def add_links(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """Return the papers with the links that their cleaned abstracts hold."""
    return tuple(replace(paper, links=find_links(paper.abstract)) for paper in papers)


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
