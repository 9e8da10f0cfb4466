"""Lines and paragraphs: wrapped lines are joined, paragraphs stay apart by an empty line."""

from __future__ import annotations

import re

_PARAGRAPHS = re.compile(r"\n\s*\n")
_BROKEN_WORD = re.compile(r"([^\W_]+)-\n([^\W_]+)")
_SUSPENDED = frozenset({"and", "or", "to", "nor", "versus", "vs"})  # pre- and post-training


def join_lines(text: str) -> str:
    """Return `text` with one line a paragraph, single blanks, and one empty line between paragraphs."""
    paragraphs = (_join(paragraph) for paragraph in _PARAGRAPHS.split(text))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _join(paragraph: str) -> str:
    if "\n" not in paragraph:
        return " ".join(paragraph.split())
    lines = "\n".join(" ".join(line.split()) for line in paragraph.split("\n"))
    return _BROKEN_WORD.sub(lambda match: _mended(match, lines), lines).replace("\n", " ").strip()


def _mended(match: re.Match[str], paragraph: str) -> str:
    """Join a word that was broken at a hyphen.

    The hyphen stays, as most are the word's own (self-supervised); it goes where the same paragraph has the
    word without it.
    """
    before, after = match[1], match[2]
    if after in _SUSPENDED:
        return match[0]
    is_one_word = re.search(rf"\b{re.escape(before + after)}\b", paragraph) and after.islower()
    return before + after if is_one_word else f"{before}-{after}"
