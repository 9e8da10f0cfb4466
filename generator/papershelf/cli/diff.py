"""`papershelf diff`: what changed since a git revision, or against another lock."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from papershelf.cli.reading import read_project
from papershelf.cli.session import Session, common_options
from papershelf.errors import InputError, PapershelfError

if TYPE_CHECKING:
    from papershelf.library import Library
    from papershelf.lock import Lock
    from papershelf.model import Paper
    from papershelf.pipeline import Inputs, Project

_MOST = 30


@click.command()
@click.argument("revision", required=False, metavar="[REV]")
@click.option(
    "--lock",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Compare with the lock in this folder, under the same curation, instead of a revision.",
)
@click.option("--markdown", "form", flag_value="markdown", help="As Markdown, for a pull request.")
@click.option("--json", "form", flag_value="json", help="As JSON, with everything in it.")
@click.option("--all", "everything", is_flag=True, help=f"Show all of each part, not {_MOST} lines.")
@common_options
def diff(
    session: Session, revision: str | None, *, folder: Path | None, form: str | None, everything: bool
) -> None:
    """Say what differs from the git revision REV (by default the last commit), as readers would see it.

    \b
    Example:
      papershelf diff
      papershelf diff main --markdown
      papershelf diff v1.0 --json > changes.json
      papershelf diff --lock ../other/lock
    """  # noqa: D301 -- click wants the control character itself
    from papershelf import pipeline
    from papershelf.review.diff import compare_libraries, render_json, render_markdown, render_text

    if revision and folder:
        raise click.UsageError("give a revision or --lock, not both")
    project = pipeline.Project(session.root)
    inputs = read_project(session)
    if folder:
        before = _with_lock(project, inputs, folder)
    else:
        before = _at_revision(session, project, revision or "HEAD")
    difference = compare_libraries(before, pipeline.make_library(inputs))
    if form == "json":
        click.echo(render_json(difference))
        return
    render = render_markdown if form == "markdown" else render_text
    click.echo(render(difference, None if everything else _MOST))


def _at_revision(session: Session, project: Project, revision: str) -> Library:
    """Return the library as a revision has it; what was wrong in it then is a warning now."""
    from papershelf import pipeline
    from papershelf.review.diff import export_revision

    with tempfile.TemporaryDirectory(prefix="papershelf-diff-") as folder:
        export_revision(project.root, revision, Path(folder))
        inputs = pipeline.read_inputs(pipeline.Project(Path(folder)))
    errors = [
        replace(problem, path=f"{revision}:{problem.path}")
        for problem in inputs.problems
        if problem.severity == "error"
    ]
    if inputs.lock.header is None:
        raise InputError(errors)
    session.report(replace(problem, severity="warning") for problem in errors)
    return pipeline.make_library(inputs)


def _with_lock(project: Project, inputs: Inputs, folder: Path) -> Library:
    """Return the library of the papers that another lock holds, under the curation of now."""
    from papershelf import pipeline
    from papershelf.lock import read_lock

    lock = read_lock(folder)
    if lock.header is None:
        raise PapershelfError(f"{folder} holds no lock: keywords.jsonl is missing or empty")
    corpus = pipeline.read_corpus(pipeline.source_files(project), project.root, lock)
    papers = _locked({paper.id: paper for paper in corpus.papers}, lock)
    return pipeline.make_library(replace(inputs, papers=papers, lock=lock))


def _locked(papers: Mapping[str, Paper], lock: Lock) -> tuple[Paper, ...]:
    """Return the lock's papers; of one whose source is gone it knows the title."""
    from papershelf.model import Paper

    return tuple(
        papers.get(line.paper_id) or Paper(line.paper_id, line.title, "") for line in lock.extractions
    )
