"""Curators' Markdown: paragraphs, emphasis, links, code and lists stay; all else shows as text.

The result may stand anywhere between blank lines of a page: it can open no HTML, heading, table, image or
attribute list, and leave no code block open that would swallow what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from papershelf.markdown import reference

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})[ ]*(?P<language>[\w+-]*)[ ]*")
_TOKENS = re.compile(
    r"""(?P<escaped>\\[\\`*_{}\[\]()>#+\-.!])
      | (?P<ticks>`+)(?P<code>(?:(?!\n[ ]*\n).)+?)(?<!`)(?P=ticks)(?!`)
      | (?P<autolink><https?://[^\s<>"`\\{}]+>)
      | (?P<bad_link>\]\((?![ ]*https?://))
      | (?P<definition>\](?=:))
      | (?P<image>!\[)
      | (?P<special>[<|{}^~$\\`])""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_LINE_STARTS = re.compile(
    r"""^(?P<indent>[ ]*)
        (?: (?P<toc>\[(?=TOC\]))
          | (?P<block>[#>]) | (?P<rule>[-=*_](?=[-=*_ ]*$)) | (?P<other>[:?!=/](?=[:?!=/ ])) )""",
    re.VERBOSE | re.MULTILINE,
)


def curated(text: str) -> Markup:
    """Return a curator's Markdown as Markdown that is safe on any page; "" for blank text."""
    lines = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)).strip("\n")
    if not lines.strip():
        return Markup("")
    return Markup("\n\n".join(_blocks(lines.split("\n"))))  # noqa: S704  # made safe here


def _blocks(lines: list[str]) -> Iterator[str]:
    """Yield fenced code as it is, and the prose between made safe."""
    prose: list[str] = []
    at = 0
    while at < len(lines):
        end = _fence_end(lines, at)
        if end is None:
            prose.append(lines[at])
            at += 1
            continue
        yield from _prose(prose)
        prose = []
        yield "\n".join(lines[at : end + 1])
        at = end + 1
    yield from _prose(prose)


def _fence_end(lines: list[str], at: int) -> int | None:
    opening = _FENCE.fullmatch(lines[at])
    if opening is None:
        return None
    return next((i for i in range(at + 1, len(lines)) if lines[i].rstrip(" ") == opening["fence"]), None)


def _prose(lines: list[str]) -> Iterator[str]:
    text = "\n".join(lines).strip("\n")
    if text.strip():
        yield _LINE_STARTS.sub(_line_start, _TOKENS.sub(_token, text))


def _token(match: re.Match[str]) -> str:
    if match["escaped"] or match["autolink"]:
        return match.group()
    if match["code"]:
        return match["ticks"] + " ".join(match["code"].split("\n")) + match["ticks"]
    if match["bad_link"]:
        return r"]\("
    if match["image"]:
        return r"!\["
    return reference(match["definition"] or match["special"])


def _line_start(match: re.Match[str]) -> str:
    char = match.group()[-1]
    return match["indent"] + (f"\\{char}" if char in "[#>-*_!" else reference(char))
