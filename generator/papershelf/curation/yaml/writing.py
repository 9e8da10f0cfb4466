"""Writes values as YAML the way a curator would: plain where that is safe, else in quotes."""

from __future__ import annotations

import json
import re
from typing import TypeAlias

import yaml

from papershelf.curation.yaml.nodes import Items, Node, texts
from papershelf.curation.yaml.parsing import parse_yaml
from papershelf.curation.yaml.source import Source

Value: TypeAlias = "str | bool | int | list[Value] | dict[str, Value]"
_STEP = 2
_RESOLVER = yaml.resolver.Resolver()
_OCTAL = re.compile(r"0o[0-7]+")  # a number to YAML 1.2, a text to YAML 1.1
_PRINTABLE = r"\x20-\x7e\xa1-\u2027\u2030-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
_UNPRINTABLE = re.compile(f"[^{_PRINTABLE}]")


def block_lines(value: Value, indent: int) -> list[str]:
    """Return a list or mapping as lines of the block form, each indented."""
    blank = " " * indent
    if isinstance(value, dict):
        return [line for key, below in value.items() for line in entry_lines(key, below, indent)]
    if not isinstance(value, list):
        return [f"{blank}{flow(value)}"]
    lines = []
    for item in value:
        first, *rest = block_lines(item, indent + _STEP)
        lines += [f"{blank}- {first.lstrip()}", *rest]
    return lines


def entry_lines(key: str, value: Value, indent: int) -> list[str]:
    """Return `key: value` as lines; a list of texts stands in brackets, a text of several lines below `|`."""
    head = f"{' ' * indent}{scalar(key, in_flow=False)}:"
    if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value)):
        return [head, *block_lines(value, indent + _STEP)]
    if isinstance(value, str) and "\n" in value:
        blank = " " * (indent + _STEP)
        return [f"{head} |", *(f"{blank}{line}".rstrip() for line in value.strip().split("\n"))]
    return [f"{head} {scalar(value, in_flow=False) if isinstance(value, str) else flow(value)}"]


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
    if not text or _UNPRINTABLE.search(text) or _OCTAL.fullmatch(text):
        return False
    if _is_typed(text):
        return False
    written = f"[{text}]" if in_flow else f"{text}: {text}"
    root, problems = parse_yaml(Source("", written))
    if problems or root is None:
        return False
    return written == _as_written(root) and all((one.text, one.style) == (text, "") for one in texts(root))


def _as_written(root: Node) -> str:
    """Return the one text of a list, or the key and value of a mapping, as they were written."""
    found = [one.text for one in texts(root)]
    if isinstance(root, Items):
        return f"[{', '.join(found)}]"
    return ": ".join(found)


def _is_typed(text: str) -> bool:
    """Say whether other readers of YAML 1.1 take the text for a number, a date, true, null and so on."""
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return bool(tag != "tag:yaml.org,2002:str")
