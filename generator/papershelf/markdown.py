"""Escaping: text from strangers, so that Markdown, front matter and addresses show it as it is.

`Markup` here means finished Markdown, as it means finished HTML elsewhere: the environment escapes
whatever a template prints unless it is `Markup`.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from html import escape as html_escape
from urllib.parse import quote

from markupsafe import Markup

from papershelf.text import is_web_address

# What nobody can see and YAML or Python-Markdown can't carry: controls other than blanks, halves of
# surrogate pairs, code points that are no characters.
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff]")
_UNFIT = re.compile(r"[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

# A backslash where Python-Markdown knows the escape, a character reference where it does not (a site may
# switch on more extensions than ours: `~`, `^`, `==`, `:smile:`, `$` and `|` mean something in several).
_SPECIAL = re.compile(r"[\\`*_{}\[\]#<>&|~^$]|=(?==)|(?<==)=|:(?=:|[\w+-]+:)|(?<=:):")
_BACKSLASHED = frozenset("*_{}#>")  # not brackets: "\\]:" still ends the name of a link definition
_LINE_START = re.compile(r"(?:(?P<number>\d+)(?P<dot>[.)])|(?P<mark>[-+!?=:/%]))")


def visible(text: str) -> str:
    """Return `text` as one line that can be shown: blanks collapsed, unseen characters dropped."""
    if not text.isprintable():
        text = _UNFIT.sub("\ufffd", _UNSEEN.sub("", text))
    return " ".join(text.split())


@lru_cache(maxsize=1 << 14)  # titles and keywords come again and again: a third of the rendering time
def markdown(text: str) -> Markup:
    """Return Markdown that shows `text` as it is, wherever in a paragraph, heading or link it stands."""
    line = _SPECIAL.sub(_special, visible(text))
    start = _LINE_START.match(line)
    if start is None:
        return Markup(line)  # noqa: S704  # this function is what makes it safe
    cut = start.start("dot") if start["dot"] else 0
    return Markup(line[:cut] + _at_line_start(line[cut]) + line[cut + 1 :])  # noqa: S704


def _special(match: re.Match[str]) -> str:
    char = match.group()
    return f"\\{char}" if char in _BACKSLASHED else reference(char)


def _at_line_start(char: str) -> str:
    return f"\\{char}" if char in ".)-+!" else reference(char)


def reference(char: str) -> str:
    """Return the character reference that stands for one character in HTML and Markdown."""
    return {"<": "&lt;", "&": "&amp;"}.get(char, f"&#{ord(char)};")


def yaml_string(text: str) -> Markup:
    """Return `text` as a YAML scalar on one line, in double quotes."""
    return Markup(json.dumps(visible(text), ensure_ascii=False))  # noqa: S704


def yaml_html(text: str) -> Markup:
    """Return `text` as a YAML scalar of HTML: MkDocs and its themes print front matter as they find it."""
    return yaml_string(html_escape(visible(text)))


def destination(url: str) -> Markup:
    """Return an http(s) address as the destination of a Markdown link.

    Raises:
        ValueError: for any other address.
    """
    if not is_web_address(url):
        raise ValueError(f"not an http or https address: {url!r}")
    safe = quote(visible(url).encode("utf-8"), safe=":/?#@!$&+,;=%~-._")
    return Markup(safe.replace("&", "&amp;"))  # noqa: S704
