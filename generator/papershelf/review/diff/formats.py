"""A difference as text for a terminal, as Markdown for a pull request, and as JSON."""

from __future__ import annotations

import json
import re
from dataclasses import asdict

from papershelf.markdown import markdown, reference, visible
from papershelf.review.diff.difference import Difference
from papershelf.review.diff.sections import Section, sections_of

FORMAT = 1
NOTHING = "Nothing that readers see has changed."
_LINKED = re.compile(r":(?=//)|(?<=www)\.|(?<=\w)@(?=\w)", re.IGNORECASE)  # what a code host makes a link of
_JOINER = "\u2060"  # without width: keeps "@name" and "#12" from becoming a mention, a reference
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
    line = _LINKED.sub(lambda match: reference(match.group()), markdown(_one_line(text)))
    return re.sub(r"(?:@|\\#)(?=\w)", rf"\g<0>{_JOINER}", line)


def _quoted(text: str) -> str:
    return f"“{_one_line(text)}”"


def _one_line(text: str) -> str:
    return visible(_TURNING.sub("", text))


def _text(section: Section, most: int | None) -> str:
    lines = [f"  {section.sign} {line}" for line in section.lines[:most]]
    return "\n".join([section.heading, *lines, *(f"  {rest}" for rest in _rest(section, most))])


def _markdown(section: Section, most: int | None) -> str:
    lines = [f"- {line}" for line in (*section.lines[:most], *_rest(section, most))]
    return "\n".join([f"### {section.heading}", "", *lines])


def _rest(section: Section, most: int | None) -> list[str]:
    more = len(section.lines) - most if most is not None else 0
    return [f"… and {more} more"] if more > 0 else []
