"""The group of all commands."""

from __future__ import annotations

import atexit
import gc

import click

from papershelf import __version__
from papershelf.cli import build, curate, diff, extract, init, papers, serve, suggest

LIVING = 100_000
"""New objects before Python looks for cycles; at its own 700 that is a twentieth of a run, and finds none."""

COMMANDS = (
    init.init,
    build.build,
    build.lock,
    build.pages,
    build.check,
    serve.serve,
    papers.papers,
    extract.keywords,
    extract.topics,
    suggest.suggest,
    diff.diff,
    *curate.GROUPS,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="papershelf")
def main() -> None:
    """Turn raw listings of papers into a curated, searchable reading-list site.

    \b
    Start with:
      papershelf build      keywords and topics for what is new, the pages, the site
      papershelf serve      live preview while you edit
      papershelf check      every problem in what you wrote, with file, line and column
    """  # noqa: D301 -- click wants the control character itself
    gc.set_threshold(LIVING)
    atexit.register(gc.freeze)  # or Python looks for cycles once more before it ends: half a second


for command in COMMANDS:
    main.add_command(command)
