"""Reads a project for the commands that look at all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papershelf.cli.session import Session

if TYPE_CHECKING:
    from papershelf.pipeline import Inputs


def read_inputs(session: Session) -> Inputs:
    """Return the project's inputs; warnings are shown.

    Raises:
        InputError: something in them is wrong, or there are none.
    """
    from papershelf import pipeline

    project = pipeline.Project(session.root)
    inputs = pipeline.read_inputs(project)
    session.report(pipeline.checked(project, inputs).problems)
    return inputs


def read_project(session: Session) -> Inputs:
    """Return the project's inputs as `read_inputs` does, and say where the lock is stale."""
    from papershelf import pipeline

    inputs = read_inputs(session)
    staleness = pipeline.stale(inputs)
    if not staleness.is_current:
        session.say(f"the lock does not match the sources: {staleness}; run `make lock`")
    return inputs
