"""Bytes to text, whatever an editor or a download did to them."""

from __future__ import annotations

import codecs
import re

from papershelf.errors import Problem

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_UTF8 = re.compile("[\udc80-\udcff]+")  # what "surrogateescape" makes of stray bytes
_NOT_UTF16 = re.compile("\ufffd")  # what "replace" makes of them
# C0 and C1 controls, but for those that str.isspace() knows as blanks or line ends.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f]")


def decode(data: bytes, source: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text with one kind of line end, and a warning for what was odd.

    Args:
        data: UTF-8, or UTF-16 with a byte order mark; stray bytes are read as Windows-1252.
        source: the file's name, for the warnings.
    """
    bom, encoding = next((known for known in _BOMS if data.startswith(known[0])), (b"", "utf-8"))
    text = data[len(bom) :].decode(encoding, "surrogateescape" if encoding == "utf-8" else "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    stray = (_NOT_UTF8, "bytes that are not UTF-8; they were read as Windows-1252")
    if encoding != "utf-8":
        stray = (_NOT_UTF16, "bytes that are not UTF-16; they were left out")
    warnings = []
    for odd, message in (stray, (_CONTROLS, "control characters; they were left out")):
        if found := odd.search(text):
            line = text.count("\n", 0, found.start()) + 1
            warnings.append(Problem(source, line, 0, message, "warning"))
            text = odd.sub(_as_windows_1252 if odd is _NOT_UTF8 else "", text)
    return text, tuple(warnings)


def is_binary(data: bytes) -> bool:
    """Whether `data` is no text at all: of its beginning, one character in thirty is a control."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    head = data[:4096].decode("latin-1")
    return 30 * len(re.findall(r"[\x00-\x08\x0e-\x1b\x7f]", head)) > len(head)


def _as_windows_1252(stray: re.Match[str]) -> str:
    return stray[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace")
