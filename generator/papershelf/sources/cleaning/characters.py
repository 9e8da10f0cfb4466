"""Characters that do no good in a text: controls, invisible ones, odd blanks, halves of characters."""

from __future__ import annotations

import re
import unicodedata

# Unicode's controls (Cc), formats (Cf: zero widths, directions, soft hyphens, tags), surrogates and
# noncharacters. Line ends and other blanks are not among them.
_HARMFUL = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
_BLANK = re.compile(r"[^\S\n ]")
_LINE_END = re.compile(r"\r\n?|\u2028")
_PARAGRAPH_END = re.compile("[\u2029\f]")


def read_characters(text: str) -> str:
    """Return `text` in composed form, without harmful characters, with one kind of blank and line end."""
    if text.replace("\n", "").isprintable():  # no control, nothing invisible, no blank but " "
        return unicodedata.normalize("NFC", text)
    text = _PARAGRAPH_END.sub("\n\n", _LINE_END.sub("\n", text))
    return unicodedata.normalize("NFC", _HARMFUL.sub("", _BLANK.sub(" ", text)))
