"""What a person probably did where YAML's parser gives up, and how to mend it."""

from __future__ import annotations

import re

import yaml

from papershelf.curation.yaml.nodes import Span
from papershelf.curation.yaml.source import Source

TAB = "there is a tab here: use spaces"
_MISFIT = "this line does not fit the lines above it: look at the indentation and at quotes"
_COLON = 'a text with ": " in it needs quotes'
_HINTS = {
    "could not find expected ':'": 'a key ends in ":", and a text of several lines is indented',
    "block sequence entries are not allowed": 'a list begins below its key; a text with "- " needs quotes',
    "did not find expected key": _MISFIT,
    "expected <block end>": _MISFIT,
    "did not find expected '-' indicator": _MISFIT,
}
_OPENING = "*&!%@`[{|>#"
_QUOTES = "\"'"
_TIGHT = re.compile(r"\s*(?:- )?[\w-]+:[^\s/]")


def hint_for(
    source: Source, error: yaml.MarkedYAMLError, at: tuple[int, int], long_quote: Span | None
) -> str:
    """Return how to mend a syntax error, "" where nothing helpful can be said.

    Args:
        source: the file.
        error: PyYAML's.
        at: its line and column, from 1.
        long_quote: the last quoted text that went over several lines.
    """
    line, column = at
    text = source.line(line)
    problem = error.problem or ""
    if text[column - 1 : column] == "\t":
        return TAB
    opened = _opened(error)
    if opened:
        return opened
    if long_quote is not None and source.position(max(0, long_quote.end - 1))[0] == line:
        return f"the quote opened in line {long_quote.line} is closed only in this line"
    if "mapping values are not allowed" in problem:
        return _second_colon(source, line, column)
    return _opening_hint(text) or next((hint for said, hint in _HINTS.items() if said in problem), "")


def _opened(error: yaml.MarkedYAMLError) -> str:
    context, mark = error.context or "", error.context_mark
    if mark is not None and "quoted scalar" in context:
        return f"the quote opened in line {mark.line + 1} is not closed before here"
    if mark is not None and "flow" in context:
        return f"the bracket opened in line {mark.line + 1} is not closed before here"
    return ""


def _second_colon(source: Source, line: int, column: int) -> str:
    """Say why a colon can't stand where it does: in a text, or below a text that goes on."""
    if ": " in source.line(line)[: column - 1]:
        return _COLON
    above = next((number for number in range(line - 1, 0, -1) if source.line(number).strip()), 0)
    if above and _TIGHT.match(source.line(above)):
        return f'a space is missing after ":" in line {above}'
    return f"this continues line {above}: is a colon missing there, or is this line indented too far?"


def _opening_hint(line: str) -> str:
    """Say what the first character of the line's value means to YAML, if it means something."""
    value = line.strip().removeprefix("- ").lstrip()
    key, colon, rest = value.partition(": ")
    if colon and key and key[0] not in _OPENING + _QUOTES:
        value = rest.lstrip()
    if value and value[0] in _QUOTES:
        return f"the text ends at the second {value[0]}; write \\\" inside \"…\", or '' inside '…'"
    return (
        f"a text that begins with {value[0]} needs quotes around all of it"
        if value and value[0] in _OPENING
        else ""
    )
