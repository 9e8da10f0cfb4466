"""The problems of a build as HTML, over the page that they keep from changing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

from papershelf.errors import Problem
from papershelf.review.reporting import excerpt, summary

PREFIX = "/-/preview"  # where the preview's own files are served, outside the site
_MANY = 20  # the terminal has them all


def overlay_html(problems: Sequence[Problem]) -> str:
    """Return the problems as a fragment of HTML, errors first; "" where there are none."""
    if not problems:
        return ""
    ordered = sorted(problems, key=lambda problem: problem.severity != "error")
    shown = "".join(map(_problem_html, ordered[:_MANY]))
    more = len(problems) - _MANY
    rest = f"<p>and {more} more: see the terminal</p>" if more > 0 else ""
    kind, state, note = "warnings", "", ""
    if ordered[0].severity == "error":
        kind, state, note = "errors", " open", ": showing the last version that worked"
    return (
        f'<details class="papershelf-preview-{kind}"{state}>'
        f"<summary>{summary(problems)}{note}</summary><ol>{shown}</ol>{rest}</details>"
    )


def with_preview(page: bytes, *, run: str, version: int, problems: Sequence[Problem]) -> bytes:
    """Return an HTML page with the overlay and the script that reloads it, before `</body>`."""
    addition = (
        f'<link rel="stylesheet" href="{PREFIX}.css">'
        f'<div id="papershelf-preview" role="status">{overlay_html(problems)}</div>'
        f'<script src="{PREFIX}.js" data-run="{run}" data-version="{version}" data-events="{PREFIX}/events">'
        "</script>"
    ).encode()
    body_end = page.rfind(b"</body>")
    if body_end < 0:
        return page + addition
    return page[:body_end] + addition + page[body_end:]


def event_data(addresses: Sequence[str] | None, version: int, problems: Sequence[Problem]) -> str:
    """Return what the script is told, as one line of JSON."""
    return json.dumps({"version": version, "pages": addresses, "overlay": overlay_html(problems)})


def _problem_html(problem: Problem) -> str:
    where = f"<code>{escape(problem.where)}</code>" if problem.where else ""
    return f"<li>{where}<p>{escape(problem.message)}</p>{_excerpt_html(problem)}</li>"


def _excerpt_html(problem: Problem) -> str:
    if not problem.excerpt:
        return ""
    line, caret = excerpt(problem.excerpt, max(problem.column - 1, 0))
    under = f"\n{caret}" if problem.column else ""
    return f"<pre>{escape(line)}{under}</pre>"
