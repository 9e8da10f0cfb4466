"""`papershelf serve`: the site as it is being edited."""

from __future__ import annotations

import click

from papershelf.cli.session import Session, common_options


@click.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Where to listen; 0.0.0.0 for other machines too."
)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0: a free one.")
@common_options
def serve(session: Session, *, host: str, port: int) -> None:
    """Show the site in a browser and follow every save in curation/, sources/, templates/ and docs/.

    What is wrong shows here and on the page, which stays as it was until that is mended.

    \b
    Example:
      papershelf serve
      papershelf serve --port 8001
    """  # noqa: D301 -- click wants the control character itself
    from collections.abc import Sequence
    from functools import partial

    from papershelf.errors import Problem
    from papershelf.pipeline import Project
    from papershelf.preview import Address, Renderer, Terminal, run_preview
    from papershelf.review.reporting import render_problems
    from papershelf.site.builder import load_site_config
    from papershelf.site.templates import template_folders

    def show(problems: Sequence[Problem]) -> None:
        click.echo(render_problems(problems), err=True, nl=False)

    project = Project(session.root.resolve())
    run_preview(
        project.root,
        Renderer(project),
        partial(load_site_config, project.root, template_folders(project.root), strict=False),
        Address(host, port),
        Terminal(session.say, show),
    )
