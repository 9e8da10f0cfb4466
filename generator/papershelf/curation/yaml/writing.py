"""Writes values as YAML the way a curator would: plain where that is safe, else in quotes."""

from __future__ import annotations

import json
import re
from typing import TypeAlias

import yaml

from papershelf.curation.yaml.nodes import texts
from papershelf.curation.yaml.parsing import parse_yaml
from papershelf.curation.yaml.source import Source

Value: TypeAlias = "str | bool | int | list[Value] | dict[str, Value]"
_STEP = 2
_RESOLVER = yaml.resolver.Resolver()
_TYPED_ELSEWHERE = re.compile(  # yes and no to YAML 1.1, if not to PyYAML; numbers to YAML 1.2
    r"[yYnN]|0o[0-7]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?"
)
_PRINTABLE = r"\x20-\x7e\xa1-\u2027\u2030-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
_UNPRINTABLE = re.compile(f"[^{_PRINTABLE}]")
_QUOTED_ALONE = re.compile(rf"[^\xa0{_PRINTABLE}]|\s$")  # in a line: can't stand in a text below `|`


def block_lines(value: Value, indent: int) -> list[str]:
    """Return a list or mapping as lines of the block form, each indented."""
    blank = " " * indent
    if isinstance(value, dict):
        return [line for key, below in value.items() for line in _entry_lines(key, below, indent)]
    if not isinstance(value, list):
        return [f"{blank}{flow(value)}"]
    lines = []
    for item in value:
        first, *rest = block_lines(item, indent + _STEP)
        lines += [f"{blank}- {first.lstrip()}", *rest]
    return lines


def value_lines(value: Value, indent: int) -> list[str]:
    """Return what stands behind the colon of a key at this indent: the rest of its line, and lines below it.

    A list of texts stands in brackets, a text of several lines below `|` if it reads back from there.
    """
    if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value)):
        return ["", *block_lines(value, indent + _STEP)]
    if not isinstance(value, str):
        return [f" {flow(value)}"]
    lines = value.strip().split("\n")
    if len(lines) > 1 and not any(_QUOTED_ALONE.search(line) for line in lines):
        blank = " " * (indent + _STEP)
        return [" |", *(f"{blank}{line}".rstrip() for line in lines)]
    return [f" {scalar(value, in_flow=False)}"]


def _entry_lines(key: str, value: Value, indent: int) -> list[str]:
    first, *below = value_lines(value, indent)
    return [f"{' ' * indent}{scalar(key, in_flow=False)}:{first}", *below]


def flow(value: Value) -> str:
    """Return a value in one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{scalar(key, in_flow=True)}: {flow(one)}' for key, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    return scalar(value, in_flow=True) if isinstance(value, str) else str(value)


def scalar(text: str, *, in_flow: bool, style: str = "") -> str:
    """Return a text as YAML reads it back; `style` is the one it should have if it can: "", ' or "."""
    if style == "'" and not _UNPRINTABLE.search(text):
        return "'" + text.replace("'", "''") + "'"
    if style == "" and _is_plain(text, in_flow=in_flow):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match.group()):04x}", quoted)


def _is_plain(text: str, *, in_flow: bool) -> bool:
    """Say whether every reader of YAML takes the text for just that text, without quotes."""
    if not text or _UNPRINTABLE.search(text) or _is_typed(text):
        return False
    root, problems = parse_yaml(Source("", f"[{text} ]" if in_flow else f"{text}: {text}"))
    read = [(one.text, one.style) for one in texts(root)] if root is not None else []
    return not problems and read == [(text, "")] * (1 if in_flow else 2)


def _is_typed(text: str) -> bool:
    """Say whether a reader of YAML 1.1 or 1.2 takes the text for a number, a date, true, null and so on."""
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return tag != "tag:yaml.org,2002:str" or bool(_TYPED_ELSEWHERE.fullmatch(text))
