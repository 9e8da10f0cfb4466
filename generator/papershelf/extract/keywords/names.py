"""Tells the names that papers coin ("BlockPruner") from the words of a field."""

from __future__ import annotations

import re
from collections.abc import Iterable

from papershelf.extract.keywords.candidates import Mention, PaperText

NAME_PAPERS = 2  # more papers than that use it: a name by birth perhaps, but by now a word of the field

_TITLE_NAME = re.compile(r"^([^:]{2,30}):\s")
_CUE = re.compile(
    r"\b(?:call(?:ed)?|named?|dub(?:bed)?|term(?:ed)?|coin(?:ed)?|propose|introduce|present|develop)s?\W+"
    r"(?:the |an? |it |as )?$",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"[^\W_]*[A-Z][^\W_]*(?:[-+.][^\W_]+)*")


def is_name(key: str, mentions: Iterable[Mention], display: str, paper: PaperText) -> bool:
    """Return whether a paper coins this keyword: it stands before the title's colon, or is introduced so."""
    if display.islower():
        return False
    return any(_is_coined(key, mention, paper) for mention in mentions)


def _is_coined(key: str, mention: Mention, paper: PaperText) -> bool:
    if mention.field == "title":
        before = _TITLE_NAME.match(paper.title)
        return before is not None and before.group(1) == mention.text and _looks_coined(mention.text)
    if mention.key == key and _looks_coined(mention.text):
        return True
    introduced = _CUE.search(paper.abstract[max(0, mention.start - 24) : mention.start]) is not None
    return introduced and mention.cased and _is_capitalised(mention.text)


def _looks_coined(text: str) -> bool:
    """Whether a single word is written as no ordinary word is: BlockPruner, GPT-4, MRL."""
    word = re.sub(r"s$", "", text)
    return (
        " " not in text and any(char.isupper() or char.isdigit() for char in word[1:]) and word[0].isalpha()
    )


def _is_capitalised(text: str) -> bool:
    return all(_NAME_WORD.fullmatch(word) for word in text.split(" ") if len(word) > 3)
