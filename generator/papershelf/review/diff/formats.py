"""A difference as text for a terminal, as Markdown for a pull request, and as JSON."""

from __future__ import annotations

import json
import re
from dataclasses import asdict

from papershelf.review.diff.difference import Difference
from papershelf.review.diff.sections import Section, sections_of

FORMAT = 1
NOTHING = "Nothing that readers see has changed."
_MARKS = re.compile(r"[\\`*_{}\[\]]|^[-+!#]|#(?=\w)|(?<=-)-|(?<=www)\.", re.IGNORECASE)
_NUMBERED = re.compile(r"^(\d+)([.)])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "~": "&#126;", "$": "&#36;", ":": "&#58;"}
_ENTITY = re.compile(r"[&<>|~$]|:(?=\S)")  # a colon in "https://" and ":name:"
_JOINER = "\u2060"  # without width: keeps "@name" and "#12" from becoming a mention, a reference
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_TURNING = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # would turn around the rest of the line


def render_text(difference: Difference, most: int | None = None) -> str:
    """Return the difference for a terminal; at most `most` lines a section."""
    sections = sections_of(difference, _quoted)
    return "\n\n".join(_text(section, most) for section in sections) or NOTHING


def render_markdown(difference: Difference, most: int | None = None) -> str:
    """Return the difference as Markdown; titles and labels show as they are, whatever they hold."""
    sections = sections_of(difference, escape_markdown)
    return "\n\n".join(_markdown(section, most) for section in sections) or NOTHING


def render_json(difference: Difference) -> str:
    """Return all of it: {"format": 1, "papers", "topics", "lists", "keywords"}, as `Difference` has them."""
    return json.dumps({"format": FORMAT} | asdict(difference), ensure_ascii=False, indent=1)


def escape_markdown(text: str) -> str:
    """Return text that Markdown, on a code host as in Python, shows as it is, on one line."""
    line = _NUMBERED.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", _one_line(text)))
    line = _ENTITY.sub(lambda match: _ENTITIES[match.group()], line)
    return re.sub(r"(?:@|\\#)(?=\w)", rf"\g<0>{_JOINER}", line)


def _quoted(text: str) -> str:
    return f"“{_one_line(text)}”"


def _one_line(text: str) -> str:
    return _BLANKS.sub(" ", _TURNING.sub("", text)).strip()


def _text(section: Section, most: int | None) -> str:
    lines = [f"  {section.sign} {line}" for line in section.lines[:most]]
    return "\n".join([section.heading, *lines, *(f"  {rest}" for rest in _rest(section, most))])


def _markdown(section: Section, most: int | None) -> str:
    lines = [f"- {line}" for line in (*section.lines[:most], *_rest(section, most))]
    return "\n".join([f"### {section.heading}", "", *lines])


def _rest(section: Section, most: int | None) -> list[str]:
    more = len(section.lines) - most if most is not None else 0
    return [f"… and {more} more"] if more > 0 else []
