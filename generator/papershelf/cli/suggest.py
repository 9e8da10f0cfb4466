"""`papershelf suggest`: what curators could decide, and the deciding."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from papershelf.cli.accept import file_edit
from papershelf.cli.curate import Desk
from papershelf.cli.reading import read_project
from papershelf.cli.session import Session, common_options
from papershelf.errors import PapershelfError

if TYPE_CHECKING:
    from papershelf.curation.models import Curation
    from papershelf.library import Library
    from papershelf.review.suggest import Suggestion

_MOST = 20
_KINDS = ("same", "merge", "split", "alias", "thin", "place", "list")  # importing them would cost numpy


@dataclass(frozen=True, slots=True)
class _State:
    """The project now, and what it leaves to be decided."""

    library: Library
    curation: Curation
    suggestions: tuple[Suggestion, ...]


@click.command()
@click.option("--kind", "kinds", multiple=True, type=click.Choice(_KINDS), help="Only this kind; repeatable.")
@click.option("--limit", default=_MOST, show_default=True, help="Show at most so many; 0 for all.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, all of them.")
@click.option(
    "--apply", "applied", multiple=True, metavar="ID", help="Make the edit in curation/; repeatable."
)
@click.option(
    "--decline",
    "declined",
    multiple=True,
    metavar="ID",
    help="Remember in curation/declined.yml not to make it again; repeatable.",
)
@common_options
def suggest(  # noqa: PLR0913 - an option each
    session: Session,
    *,
    kinds: tuple[str, ...],
    limit: int,
    as_json: bool,
    applied: tuple[str, ...],
    declined: tuple[str, ...],
) -> None:
    """List what looks worth deciding, with evidence and the lines of YAML that would decide it.

    Each suggestion has an id that stays the same; the largest effect comes first.

    \b
    Example:
      papershelf suggest
      papershelf suggest --kind alias --limit 0
      papershelf suggest --apply alias-246b5e
      papershelf suggest --decline merge-978ee1
    """  # noqa: D301 -- click wants the control character itself
    for suggestion_id in applied:
        _apply(session, suggestion_id)
    for suggestion_id in declined:
        _decline(session, suggestion_id)
    if applied or declined:
        return
    state = _state(session)
    chosen = [one for one in state.suggestions if not kinds or one.kind in kinds]
    if as_json:
        _print_json(state, chosen)
        return
    _show(session, state, chosen, limit or len(chosen))
    if not kinds or "place" in kinds:
        _say_unsorted(session, state)


def _state(session: Session) -> _State:
    from papershelf import pipeline
    from papershelf.review.suggest import suggest as suggest_all

    inputs = read_project(session)
    declined = _read_declined(_declined_path(session))
    library = pipeline.make_library(inputs)
    found = suggest_all(library, inputs.lock.vectors, inputs.curation, declined)
    return _State(library, inputs.curation, found)


def _print_json(state: _State, chosen: Sequence[Suggestion]) -> None:
    from papershelf.review.suggest import render_json

    click.echo(render_json(chosen, state.curation))


def _show(session: Session, state: _State, chosen: Sequence[Suggestion], limit: int) -> None:
    from papershelf.review.suggest import render_summary, render_text

    shown = chosen[:limit]
    if shown:
        click.echo(render_text(shown, state.curation) + "\n")
    more = len(chosen) - len(shown)
    session.say(render_summary(chosen) + (f"; {more} not shown (--limit 0 shows all)" if more else ""))


def _say_unsorted(session: Session, state: _State) -> None:
    from papershelf.review.suggest import render_unsorted

    unsorted = render_unsorted(state.library, state.suggestions)
    if unsorted:
        session.say(unsorted)


def _apply(session: Session, suggestion_id: str) -> None:
    """Make the edit; each is looked up anew, as one decision may answer another."""
    suggestion = _named(suggestion_id, _state(session).suggestions)
    desk = Desk(session)
    desk.make(file_edit(suggestion.edit, desk.contents))
    session.say(f"applied: {suggestion.what}")


def _decline(session: Session, suggestion_id: str) -> None:
    from papershelf.files import write_atomic
    from papershelf.review.suggest import DECLINED, declines, with_declined

    path = _declined_path(session)
    if suggestion_id in _read_declined(path):
        session.say(f"{suggestion_id} was declined before")
        return
    suggestion = _named(suggestion_id, _state(session).suggestions)
    text = with_declined(_text(path), suggestion)
    if not declines(text, suggestion):
        raise PapershelfError(f"curation/{DECLINED} cannot take a line; write one `ID: what` a line there")
    write_atomic(path, text)
    session.say(f"declined: {suggestion.what} (curation/{DECLINED})")


def _named(suggestion_id: str, found: Sequence[Suggestion]) -> Suggestion:
    """Return the suggestion of that id, or say which ids come near."""
    for one in found:
        if one.id == suggestion_id:
            return one
    near = difflib.get_close_matches(suggestion_id, [one.id for one in found], 3, 0.5)
    hint = f"did you mean {', '.join(near)}?" if near else "`papershelf suggest --limit 0` lists all"
    raise PapershelfError(f'nothing is suggested under "{suggestion_id}" (any more); {hint}')


def _declined_path(session: Session) -> Path:
    from papershelf import pipeline
    from papershelf.review.suggest import DECLINED

    return pipeline.Project(session.root).curation / DECLINED


def _read_declined(path: Path) -> dict[str, str]:
    from papershelf.review.suggest import parse_declined

    return parse_declined(_text(path), f"{path.parent.name}/{path.name}")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig", errors="replace") if path.is_file() else ""
