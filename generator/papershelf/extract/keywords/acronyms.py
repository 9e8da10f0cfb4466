"""Acronyms that a text defines, after Schwartz and Hearst (2003): "large language models (LLMs)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_IN_BRACKETS = re.compile(r"\(([^()\[\]]{2,90})\)")
_SHORT = re.compile(r"[^\W_](?:[\w&/+.\-]{0,10}[\w+])")
_LIMIT_BEFORE = 140  # characters before the bracket that can hold a definition


@dataclass(frozen=True, slots=True)
class Acronym:
    """A short form and its long form as written, with the long form's place in the text."""

    short: str
    long: str
    start: int
    end: int


def find_acronyms(text: str) -> tuple[Acronym, ...]:
    """Return the acronyms that `text` defines, in order; "long form (SF)" and "SF (long form)" alike."""
    found = []
    for match in _IN_BRACKETS.finditer(text):
        inside = re.split(r"[,;]", match.group(1))[0].strip()
        if _is_short(inside):
            found.append(_long_before(inside, text, match.start()))
        elif len(inside.split()) > 1:
            found.append(_long_inside(inside, text, match))
    return tuple(acronym for acronym in found if acronym)


def _is_short(text: str) -> bool:
    """Whether a text looks like an acronym: one or two words, 2 to 10 characters, a capital in it."""
    return (
        2 <= len(text) <= 12
        and _SHORT.fullmatch(text) is not None
        and sum(char.isupper() for char in text) >= min(2, len(text) - 1)
    )


def _long_before(short: str, text: str, bracket: int) -> Acronym | None:
    start = max(0, bracket - _LIMIT_BEFORE)
    before = text[start:bracket].rstrip()
    letters = _letters(short)
    limit = min(len(letters) + 5, len(letters) * 2)
    words = list(re.finditer(r"\S+", before))[-limit:]
    if not words:
        return None
    window = before[words[0].start() :]
    begin = _match_long(letters, window)
    if begin is None:
        return None
    long = window[begin:]
    offset = start + words[0].start() + begin
    return _accept(short, letters, long, offset)


def _long_inside(inside: str, text: str, match: re.Match[str]) -> Acronym | None:
    """Read "SF (long form)"."""
    word = re.search(r"(\S+)\s*$", text[max(0, match.start() - 16) : match.start()])
    if word is None or not _is_short(word.group(1)):
        return None
    letters = _letters(word.group(1))
    if _match_long(letters, inside) != 0:
        return None
    return _accept(word.group(1), letters, inside, match.start(1))


def _letters(short: str) -> str:
    """Return an acronym without the s of its plural: "LLMs" -> "LLM"."""
    return short[:-1] if len(short) > 2 and short.endswith("s") and short[-2].isupper() else short


def _match_long(letters: str, window: str) -> int | None:
    """Return where the shortest long form starts in `window`, read from its end; None if there is none."""
    position = len(window)
    for index in range(len(letters) - 1, -1, -1):
        char = letters[index].lower()
        if not char.isalnum():
            continue
        position -= 1
        while position >= 0 and not _fits(window, position, char, at_word=index == 0):
            position -= 1
        if position < 0:
            return None
    return position


def _fits(window: str, position: int, char: str, *, at_word: bool) -> bool:
    """Whether a letter of the acronym can stand here; its first one only where a word starts."""
    starts_word = position == 0 or window[position - 1].isspace() or window[position - 1] in "\"'“‘/"
    return window[position].lower() == char and (starts_word or not at_word)


def _accept(short: str, letters: str, long: str, offset: int) -> Acronym | None:
    """Refuse long forms that are no phrase: too short, too long, with the acronym itself inside."""
    words = re.split(r"[\s\-]+", long)
    if len(long) <= len(short) or len(words) > len(letters) + 4 or short in words:
        return None
    if re.search(r"[^\w\s'’/&+\-\u2010-\u2013]", long):
        return None
    return Acronym(short, long, offset, offset + len(long))
