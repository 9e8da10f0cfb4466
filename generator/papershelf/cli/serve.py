"""`papershelf serve`: a live preview of the site."""

from __future__ import annotations

import click

from papershelf.cli.session import Session, common_options


@click.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Where to listen; 0.0.0.0 for other machines too."
)
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one."
)
@common_options
def serve(session: Session, *, host: str, port: int) -> None:
    """Serve the site on this machine, and rebuild and reload it when a file is saved.

    Watches curation/, sources/, lock/, templates/, docs/ and mkdocs.yml. Errors show here and on the page,
    which stays at its last good version until they are fixed.

    \b
    Example:
      papershelf serve
      papershelf serve --port 8001
    """  # noqa: D301 -- click wants the control character itself
    from collections.abc import Sequence

    from papershelf.errors import Problem
    from papershelf.pipeline import Project
    from papershelf.preview import Address, Renderer, Terminal, run_preview
    from papershelf.review.reporting import render_problems

    def show(problems: Sequence[Problem]) -> None:
        click.echo(render_problems(problems), err=True, nl=False)

    project = Project(session.root.resolve())
    run_preview(project.root, Renderer(project), Address(host, port), Terminal(session.say, show))
