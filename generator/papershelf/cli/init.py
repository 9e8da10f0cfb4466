"""`papershelf init`: a list of one's own."""

from __future__ import annotations

import click

from papershelf.cli.session import Session, common_options


@click.command()
@click.option("--name", help="What the list is called.  [default: the folder's name]")
@common_options
def init(session: Session, *, name: str | None) -> None:
    """Start a list of one's own in an empty folder; no file that is there is changed.

    \b
    Example:
      mkdir robots && cd robots
      papershelf init --name "Robots that learn"
      papershelf build
    """  # noqa: D301 -- click wants the control character itself
    from importlib.metadata import PackageNotFoundError, distribution

    from papershelf import __version__
    from papershelf.cli.scaffold import first_files, requirement, write_new
    from papershelf.curation.schema import schemas
    from papershelf.errors import SiteError

    try:
        origin = distribution("papershelf").read_text("direct_url.json")
    except PackageNotFoundError:  # run from a clone that is not installed
        origin = None
    folder = session.root.resolve()
    texts = first_files(name or _readable(folder.name), requirement(__version__, origin), schemas())
    try:
        started = write_new(folder, texts)
    except OSError as error:
        raise SiteError(f"{error.filename or folder}: can't be written: {error.strerror or error}") from error
    for path in started.written:
        session.say(f"new   {path}")
    for path in started.kept:
        session.say(f"kept  {path}, as it was")
    session.say(
        "\nPut titles and abstracts into sources/ (sources/example.txt shows how), then:\n"
        "  papershelf build    finds keywords and topics, and builds the site\n"
        "  papershelf serve    shows it, and follows what you save in curation/"
    )


def _readable(folder: str) -> str:
    return folder.replace("-", " ").replace("_", " ").strip().capitalize() or "Papers"
