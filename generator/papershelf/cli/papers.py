"""`papershelf papers`: what the sources hold, parsed and merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from papershelf.cli.session import Session, common_options

if TYPE_CHECKING:
    from papershelf.model import Paper


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--jsonl", is_flag=True, help="One paper a line, in the Paper shape, instead of a table.")
@common_options
def papers(session: Session, files: tuple[Path, ...], *, jsonl: bool) -> None:
    """Show the papers found in FILES (by default the project's sources), parsed and merged.

    \b
    Example:
      papershelf papers sources/listing.txt
      papershelf papers --jsonl > papers.jsonl
    """  # noqa: D301 -- click wants the control character itself
    from papershelf import pipeline
    from papershelf.lock import Lock, read_lock
    from papershelf.sources.jsonl import dump_papers

    project = pipeline.Project(session.root)
    lock = Lock() if files else read_lock(project.lock)
    corpus = pipeline.read_corpus(files or pipeline.source_files(project), project.root, lock)
    for line in dump_papers(corpus.papers) if jsonl else _table(corpus.papers):
        click.echo(line)
    session.say(_summary(corpus.papers))
    session.report(corpus.problems)


def _table(papers: Sequence[Paper]) -> Iterator[str]:
    width = max((len(paper.id) for paper in papers), default=0)
    for paper in papers:
        seen = ", ".join(f"{place.source}:{place.line}" for place in paper.provenance)
        yield f"{paper.id:<{width}}  {len(paper.abstract):>5}  {paper.title}  ({seen})"


def _summary(papers: Sequence[Paper]) -> str:
    records = sum(len(paper.provenance) for paper in papers)
    return f"{records} records, {len(papers)} distinct papers"
