"""Quotes, dashes and ties as TeX writes them."""

from __future__ import annotations

import re

_DOUBLE = re.compile("``|''|[\"“”]")
_SINGLE = re.compile(r"(?<![\w`])`(?=[^\s`])([^`\n]{1,80}?)(?<=[^\s`'])'(?![\w'])")
_DASHES = re.compile(r"(?<![-<!])--(-?)(?![->])")
_TIES = re.compile(r"(?<=[\w)\]}.,;%'\"”’])~+(?=[^\s~])")
_RANGE_BELOW = re.compile(r"\d[^\W\d_]{0,3}%?$")
_VARIABLE = re.compile(r"(?:^|[^\w])[^\W\d_]$")
_DISTRIBUTION = re.compile(r"[^\W\d_]+\(")


def read_typography(text: str) -> str:
    """Return `text` (without web addresses) with the signs that TeX's ``, '', `, --, --- and ~ stand for."""
    if "`" in text or "''" in text:
        text = "\n\n".join(map(_with_quotes, _SINGLE.sub(r"‘\1’", text).split("\n\n")))
    if "--" in text:
        text = _DASHES.sub(lambda match: "—" if match[1] else "–", text)
    return _TIES.sub(_untied, text) if "~" in text else text


def _with_quotes(paragraph: str) -> str:
    """Pair the double quotes of a paragraph; authors close with `"` what they opened with two backticks."""
    parts, position, is_open, is_straight_open = [], 0, False, False
    for match in _DOUBLE.finditer(paragraph):
        sign, before = match[0], paragraph[: match.start()]
        opens = paragraph[match.end() : match.end() + 1].isalnum() and not before[-1:].isalnum()
        if sign == '"':
            shown = "”" if is_open and not is_straight_open and not opens else '"'
            is_straight_open = opens if shown == '"' else False
        elif sign in ("``", "“"):
            shown = "“"
        elif sign == "''" and _VARIABLE.search(before) and not is_open:
            shown = sign  # a second derivative
        else:
            shown = "“" if sign == "''" and opens and not is_open else "”"
        is_open = shown == "“" or (is_open and shown != "”")
        parts += [paragraph[position : match.start()], shown]
        position = match.end()
    return "".join([*parts, paragraph[position:]])


def _untied(match: re.Match[str]) -> str:
    """Return a blank for a tie; `~` itself in a range (10X~20X) and in a distribution (x~N(0, 1))."""
    text, start, end = match.string, *match.span()
    is_range = text[end].isdigit() and _RANGE_BELOW.search(text, max(0, start - 8), start)
    is_distribution = _VARIABLE.search(text, max(0, start - 2), start) and _DISTRIBUTION.match(text, end)
    return match[0] if is_range or is_distribution else " "
