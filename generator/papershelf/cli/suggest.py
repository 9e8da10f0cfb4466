"""`papershelf suggest`: what curators could decide, and the deciding."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from papershelf.cli.editor import CurationEditor
from papershelf.cli.reading import read_project
from papershelf.cli.session import Session, common_options
from papershelf.errors import PapershelfError

if TYPE_CHECKING:
    from papershelf.library import Library
    from papershelf.review.suggest import Suggestion

_MOST = 20
_KINDS = ("same", "merge", "split", "alias", "thin", "place", "list")  # importing them would cost numpy


@dataclass(frozen=True, slots=True)
class _State:
    """The project now, and what it leaves to be decided."""

    editor: CurationEditor
    library: Library
    declined: Mapping[str, str]
    suggestions: tuple[Suggestion, ...]


@click.command()
@click.option("--kind", "kinds", multiple=True, type=click.Choice(_KINDS), help="Only this kind; repeatable.")
@click.option("--limit", default=_MOST, show_default=True, help="Show at most so many; 0 for all.")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="All of them as JSON; an edit is a file's name, and a path in it with the value or the item to add.",
)
@click.option(
    "--apply", "applied", multiple=True, metavar="ID", help="Make its edit in curation/; repeatable."
)
@click.option(
    "--decline",
    "declined",
    multiple=True,
    metavar="ID",
    help="Do not suggest it again; curation/declined.yml remembers it; repeatable.",
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
    """List decisions that look worth taking, each with its reasons and the lines of YAML that would take it.

    Each suggestion has an id that stays the same; the largest effect comes first.

    \b
    Example:
      papershelf suggest
      papershelf suggest --kind alias --limit 0
      papershelf suggest --apply alias-246b5e
      papershelf suggest --decline merge-978ee1
    """  # noqa: D301 -- click wants the control character itself
    for suggestion_id in applied:  # each is looked up again, as one decision may answer another
        _apply(session, _state(session), suggestion_id)
    for suggestion_id in declined:
        _decline(session, _state(session), suggestion_id)
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
    from papershelf.review.suggest import read_declined
    from papershelf.review.suggest import suggest as suggest_all

    inputs = read_project(session)
    editor = CurationEditor(session, inputs.papers, inputs.lock)
    library = pipeline.make_library(inputs)
    declined = read_declined(editor.contents)
    found = suggest_all(library, inputs.lock.vectors, inputs.curation, declined)
    return _State(editor, library, declined, found)


def _print_json(state: _State, chosen: Sequence[Suggestion]) -> None:
    from papershelf.review.suggest import render_json

    click.echo(render_json(chosen, state.editor.contents))


def _show(session: Session, state: _State, chosen: Sequence[Suggestion], limit: int) -> None:
    from papershelf.review.suggest import render_summary, render_text

    shown = chosen[:limit]
    if shown:
        click.echo(render_text(shown, state.editor.contents) + "\n")
    more = len(chosen) - len(shown)
    session.say(render_summary(chosen) + (f"; {more} not shown (--limit 0 shows all)" if more else ""))


def _say_unsorted(session: Session, state: _State) -> None:
    from papershelf.review.suggest import render_unsorted

    unsorted = render_unsorted(state.library, state.suggestions)
    if unsorted:
        session.say(unsorted)


def _apply(session: Session, state: _State, suggestion_id: str) -> None:
    suggestion = _named(suggestion_id, state.suggestions)
    state.editor.make(suggestion.edit)
    session.say(f"applied: {suggestion.what}")


def _decline(session: Session, state: _State, suggestion_id: str) -> None:
    from papershelf.curation import applied, decline_suggestion

    if suggestion_id in state.declined:
        session.say(f"{suggestion_id} was declined before")
        return
    suggestion = _named(suggestion_id, state.suggestions)
    edit = decline_suggestion(suggestion.id, suggestion.what)
    state.editor.write(applied(state.editor.contents, [edit]))
    session.say(f"declined: {suggestion.what} (curation/{edit.name})")


def _named(suggestion_id: str, found: Sequence[Suggestion]) -> Suggestion:
    """Return the suggestion of that id, or say which ids come near."""
    for one in found:
        if one.id == suggestion_id:
            return one
    near = difflib.get_close_matches(suggestion_id, [one.id for one in found], 3, 0.5)
    hint = f"did you mean {', '.join(near)}?" if near else "`papershelf suggest --limit 0` lists all"
    raise PapershelfError(f'there is no suggestion "{suggestion_id}" (any more); {hint}')
