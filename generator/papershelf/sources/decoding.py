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
# C0 and C1 controls, but for those that str.isspace() knows as blanks or line ends.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f]")


def decode(data: bytes, source: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text with one kind of line end, and a warning for what was odd.

    Args:
        data: UTF-8, or UTF-16 with a byte order mark; stray bytes are read as Windows-1252.
        source: the file's name, for the warnings.
    """
    text, stray_line = _decode_bytes(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    odd = [(stray_line, "bytes that are not UTF-8; they were read as Windows-1252")] if stray_line else []
    if control := _CONTROLS.search(text):
        odd.append((text.count("\n", 0, control.start()) + 1, "control characters; they were left out"))
        text = _CONTROLS.sub("", text)
    return text, tuple(Problem(source, line, 0, message, "warning") for line, message in odd)


def is_binary(data: bytes) -> bool:
    """Whether `data` is no text at all: of its beginning, one character in thirty is a control."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    head = data[:4096].decode("latin-1")
    return 30 * len(re.findall(r"[\x00-\x08\x0e-\x1b\x7f]", head)) > len(head)


def _decode_bytes(data: bytes) -> tuple[str, int]:
    bom, encoding = next((known for known in _BOMS if data.startswith(known[0])), (b"", "utf-8"))
    body = data[len(bom) :]
    try:
        return body.decode(encoding), 0
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            return body.decode(encoding, "replace"), 1
        return body.decode("utf-8", "papershelf-cp1252"), 1 + _line_ends(body[: error.start])


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("papershelf-cp1252", _as_windows_1252)


def _line_ends(data: bytes) -> int:
    return data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n")
