"""`papershelf lock`, `pages`, `build` and `check`: from the sources to the site."""

from __future__ import annotations

import datetime as dt
import importlib.util
from typing import TYPE_CHECKING, Literal

import click

from papershelf.cli.reading import read_inputs
from papershelf.cli.session import INPUT_PROBLEM, Session, common_options
from papershelf.errors import StaleLockError, has_errors

if TYPE_CHECKING:
    from papershelf.extract.lock_run import LockWork
    from papershelf.pipeline import Inputs, Project
    from papershelf.site.writing import WriteReport


@click.command()
@click.option("--refresh", is_flag=True, help="Extract every paper again, not only what is new.")
@click.option("--regroup", is_flag=True, help="Make topics and map again; ids and labels are carried over.")
@click.option(
    "--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes that find candidates."
)
@click.option(
    "--model",
    metavar="NAME",
    help="Another model of sentence-transformers, by name or folder; the lock then remembers it.",
)
@click.option(
    "--check", is_flag=True, help='Change nothing; print "current" or "stale", exit with 1 if stale.'
)
@common_options
def lock(  # noqa: PLR0913 -- one for each option
    session: Session, *, refresh: bool, regroup: bool, jobs: int, model: str | None, check: bool
) -> None:
    """Bring lock/ up to date: keywords for what is new, a topic and a place on the map for each paper.

    \b
    Example:
      papershelf lock
      papershelf lock --refresh --regroup
    """  # noqa: D301 -- click wants the control character itself
    project, inputs = _read(session)
    if check:
        _say_whether_current(session, inputs, model)
        return
    from papershelf.extract.lock_run import LockWork

    _update_lock(session, project, inputs, LockWork(refresh, regroup, _today(), model, jobs))


@click.command()
@click.option("--clean", is_flag=True, help="Remove the generated pages instead.")
@common_options
def pages(session: Session, *, clean: bool) -> None:
    """Write the pages in docs/ from sources, lock and curation; needs no model.

    \b
    Example:
      papershelf pages
    """  # noqa: D301 -- click wants the control character itself
    from papershelf import pipeline

    if clean:
        _say_written(session, pipeline.clean_docs(pipeline.Project(session.root)))
        return
    project, inputs = _read(session)
    staleness = pipeline.stale(inputs)
    session.report(staleness.problems)
    if staleness.notice:
        session.say(f"notice: {staleness.notice}")
    _say_written(session, pipeline.write_docs(project, pipeline.make_library(inputs)))


@click.command()
@click.option("--locked", is_flag=True, help="Fail where the lock does not match the sources (for CI).")
@common_options
def build(session: Session, *, locked: bool) -> None:
    """Bring the lock up to date, write the pages, build the site.

    \b
    Example:
      papershelf build
      papershelf build --locked --strict    # in CI
    """  # noqa: D301 -- click wants the control character itself
    from papershelf import pipeline
    from papershelf.lock.staleness import HOW_TO_UPDATE

    project, inputs = _read(session)
    staleness = pipeline.stale(inputs)
    if not staleness.is_current:
        if locked or not importlib.util.find_spec("keybert"):
            raise StaleLockError(f"the lock does not match the sources: {staleness}; {HOW_TO_UPDATE}")
        from papershelf.extract.lock_run import LockWork

        session.say(f"lock: {staleness}")
        _update_lock(session, project, inputs, LockWork(today=_today()))
        project, inputs = _read(session)
    _say_written(session, pipeline.publish(project, pipeline.make_library(inputs)))
    session.say(f"site: {project.root / 'site'}")


@click.command()
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="For people, for programs, or as annotations of a GitHub workflow.",
)
@common_options
def check(session: Session, *, format_: Literal["text", "json", "github"]) -> None:
    """Read all inputs and report every problem, with file, line and column; changes nothing.

    \b
    Example:
      papershelf check
      papershelf check --format github --strict    # in CI
    """  # noqa: D301 -- click wants the control character itself
    from papershelf import pipeline
    from papershelf.review.reporting import render_problems, summary

    inputs = pipeline.read_inputs(pipeline.Project(session.root))
    problems = (*inputs.problems, *pipeline.stale(inputs).problems)
    click.echo(render_problems(problems, format_), nl=False)
    session.say(f"{len(inputs.papers)} papers, {len(inputs.curation.lists)} lists: {summary(problems)}")
    session.warnings += sum(problem.severity == "warning" for problem in problems)
    if has_errors(problems):
        raise SystemExit(INPUT_PROBLEM)


def _read(session: Session) -> tuple[Project, Inputs]:
    from papershelf.pipeline import Project

    return Project(session.root), read_inputs(session)


def _update_lock(session: Session, project: Project, inputs: Inputs, work: LockWork) -> None:
    from papershelf import pipeline
    from papershelf.lock import write_lock

    encoder = pipeline.load_encoder(project, inputs, work.model)
    update = pipeline.update_lock(inputs, work, encoder, session.progress)
    changed, new = write_lock(project.lock, update.lock), update.lock
    for change in update.changes:
        session.say(f"topic {change}")
    session.say(
        f"lock: {len(new.extractions)} papers, {len(new.topics)} topics" + ("" if changed else " (unchanged)")
    )


def _say_whether_current(session: Session, inputs: Inputs, model: str | None) -> None:
    from papershelf import pipeline

    staleness = pipeline.stale(inputs, model)
    session.say(f"lock: {staleness}")
    click.echo("current" if staleness.is_current else "stale")
    if not staleness.is_current:
        raise SystemExit(INPUT_PROBLEM)


def _say_written(session: Session, report: WriteReport) -> None:
    session.say(f"pages: {len(report.written)} written, {len(report.removed)} removed")


def _today() -> str:
    return dt.datetime.now(dt.UTC).date().isoformat()
