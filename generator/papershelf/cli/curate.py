"""`papershelf list|paper|topic|keyword`: the commands that edit curation/, line by line."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from papershelf.cli.session import Session, common_options
from papershelf.errors import InputError, PapershelfError

if TYPE_CHECKING:
    from papershelf.curation import Edit
    from papershelf.pipeline import Inputs

_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True)
class Desk:
    """A project's curation/ while one command edits it."""

    session: Session
    takes_best: bool = False

    @cached_property
    def folder(self) -> Path:
        """Where the files are."""
        from papershelf import pipeline

        return pipeline.Project(self.session.root).curation

    @cached_property
    def contents(self) -> dict[str, bytes]:
        """The files as they are, by their path in the folder."""
        from papershelf.curation import read_contents

        return dict(read_contents(self.folder))

    @cached_property
    def inputs(self) -> Inputs:
        """What decisions may refer to, and the decisions there are."""
        from papershelf import pipeline

        return pipeline.read_inputs(pipeline.Project(self.session.root))

    def paper(self, wanted: str) -> str:
        """Return the id of the paper that somebody names."""
        return self._chosen("paper", wanted, {paper.id: paper.title for paper in self.inputs.papers})

    def topic(self, wanted: str) -> str:
        """Return the id of the topic that somebody names, one that a curator split off included."""
        labels = {topic.id: topic.label for topic in self.inputs.lock.topics}
        labels |= {id_: one.label for id_, one in self.inputs.curation.topics.items() if one.label}
        return self._chosen("topic", wanted, labels)

    def make(self, *edits: Edit) -> None:
        """Make the edits, write the files that change, and show what changed."""
        from papershelf.curation import edited
        from papershelf.files import write_atomic

        try:
            made = edited(self.contents, edits, self.inputs.papers, self.inputs.lock, folder=self.folder.name)
        except InputError:
            self.session.say("nothing was changed; these are the problems that there would be:")
            raise
        if not made:
            self.session.say("nothing to change: it says so already")
        for name, data in made.items():
            write_atomic(self.folder / name, data)
            click.echo(
                _difference(f"{self.folder.name}/{name}", self.contents.get(name, b""), data), nl=False
            )

    def _chosen(self, kind: str, wanted: str, names: Mapping[str, str]) -> str:
        from papershelf.curation import fitting

        found = fitting(wanted, names)
        if not found:
            raise PapershelfError(f'no {kind} is called "{wanted}", or anything like it')
        if len(found) > 1 and not self.takes_best:
            return _asked(kind, wanted, {id_: names[id_] for id_ in found})
        if found[0] != wanted:
            self.session.say(f"{kind}: {names[found[0]]} ({found[0]})")
        return found[0]


def _asked(kind: str, wanted: str, names: Mapping[str, str]) -> str:
    """Let the person choose; a script, who can't, is told what there is."""
    lines = [f"  {number}  {name} ({id_})" for number, (id_, name) in enumerate(names.items(), 1)]
    listed = "\n".join(lines)
    if not _is_asked():
        raise PapershelfError(
            f'several {kind}s fit "{wanted}"; give an id, or --yes for the first:\n{listed}'
        )
    click.echo(f'Several {kind}s fit "{wanted}":\n{listed}', err=True)
    number = click.prompt("Which one", type=click.IntRange(1, len(names)), default=1, err=True)
    return list(names)[number - 1]


def _is_asked() -> bool:
    """Say whether there is a person to ask."""
    return sys.stdin.isatty()


def _difference(path: str, before: bytes, after: bytes) -> str:
    lines = difflib.unified_diff(
        before.decode("utf-8", "replace").splitlines(),
        after.decode("utf-8", "replace").splitlines(),
        f"a/{path}",
        f"b/{path}",
        lineterm="",
        n=1,
    )
    return "".join(f"{line}\n" for line in lines)


def _editing(command: _Command) -> _Command:
    """Give a command `--yes` and the common options, and its function a Desk as first argument."""

    def run(session: Session, *, yes: bool, **arguments: Any) -> None:
        command(Desk(session, yes), **arguments)

    run.__doc__ = command.__doc__
    option = click.option("-y", "--yes", is_flag=True, help="Where several fit, take the best; ask nothing.")
    return common_options(option(run))  # type: ignore[return-value]


# --- lists --------------------------------------------------------------------------------------


@click.group("list")
def list_() -> None:
    """Edit the reading lists in curation/lists/."""


@list_.command("add")
@click.argument("list_id", metavar="LIST")
@click.argument("paper")
@click.option("--note", default="", help="Why to read it; Markdown.")
@click.option("--after", metavar="PAPER", help="Put it after this paper; else it comes last.")
@click.option("--start", is_flag=True, help='Mark it "start here".')
@click.option("--minutes", type=click.IntRange(1, 9999), help="How long it takes to read.")
@_editing
def list_add(desk: Desk, *, list_id: str, paper: str, after: str | None, **said: Any) -> None:
    """Put PAPER (an id, a title, a part of it) on LIST.

    \b
    Example:
      papershelf list add continual-learning podnet --note "For long runs of small steps."
      papershelf list add folding starbucks --after matryoshka-representation-learning
    """  # noqa: D301 -- click wants the control character itself
    from papershelf.curation import list_paper
    from papershelf.curation.models import ListEntry

    entry = ListEntry(paper=desk.paper(paper), **said)
    desk.make(list_paper(desk.contents, list_id, entry, after=desk.paper(after) if after else None))


# --- papers -------------------------------------------------------------------------------------


@click.group("paper")
def paper_() -> None:
    """Decide about single papers, in curation/papers.yml."""


@paper_.command("pin")
@click.argument("paper")
@_editing
def paper_pin(desk: Desk, *, paper: str) -> None:
    """Put PAPER first on its topics' pages.

    \b
    Example:
      papershelf paper pin "Matryoshka Representation Learning"
    """  # noqa: D301 -- click wants the control character itself
    from papershelf.curation import decide_paper

    desk.make(decide_paper(desk.paper(paper), "pin", value=True))


@paper_.command("hide")
@click.argument("paper")
@click.argument("reason")
@_editing
def paper_hide(desk: Desk, *, paper: str, reason: str) -> None:
    """Leave PAPER out, for a REASON that its address will give.

    \b
    Example:
      papershelf paper hide off-topic-paper "not a paper"
    """  # noqa: D301 -- click wants the control character itself
    from papershelf.curation import decide_paper

    desk.make(decide_paper(desk.paper(paper), "hide", reason))


@paper_.command("note")
@click.argument("paper")
@click.argument("text")
@_editing
def paper_note(desk: Desk, *, paper: str, text: str) -> None:
    """Give PAPER a remark, in Markdown, in place of the one it had.

    \b
    Example:
      papershelf paper note matryoshka "The idea behind adjustable vector sizes."
    """  # noqa: D301 -- click wants the control character itself
    from papershelf.curation import decide_paper

    desk.make(decide_paper(desk.paper(paper), "note", text))


@paper_.command("tag")
@click.argument("paper")
@click.argument("tags", nargs=-1, required=True, metavar="TAG…")
@_editing
def paper_tag(desk: Desk, *, paper: str, tags: tuple[str, ...]) -> None:
    """Give PAPER more tags.

    \b
    Example:
      papershelf paper tag modular-deep-learning survey
    """  # noqa: D301 -- click wants the control character itself
    from papershelf.curation import tag_paper

    paper_id = desk.paper(paper)
    desk.make(*(tag_paper(paper_id, tag) for tag in tags))


# --- topics -------------------------------------------------------------------------------------


@click.group("topic")
def topic_() -> None:
    """Decide about topics, in curation/topics.yml."""


@topic_.command("rename")
@click.argument("topic")
@click.argument("label")
@_editing
def topic_rename(desk: Desk, *, topic: str, label: str) -> None:
    """Call TOPIC by another LABEL; its address stays.

    \b
    Example:
      papershelf topic rename large-language-models "Language models"
    """  # noqa: D301 -- click wants the control character itself
    from papershelf.curation import decide_topic

    desk.make(decide_topic(desk.topic(topic), "label", label))


@topic_.command("merge")
@click.argument("topic")
@click.argument("into")
@_editing
def topic_merge(desk: Desk, *, topic: str, into: str) -> None:
    """Make TOPIC part of another, INTO; its address will lead there.

    \b
    Example:
      papershelf topic merge catastrophic-forgetting continual-learning
    """  # noqa: D301 -- click wants the control character itself
    from papershelf.curation import merge_topic

    desk.make(merge_topic(desk.topic(topic), desk.topic(into)))


@topic_.command("hide")
@click.argument("topic")
@_editing
def topic_hide(desk: Desk, *, topic: str) -> None:
    """Leave TOPIC out; its papers stay in the other topics that fit.

    \b
    Example:
      papershelf topic hide world-models
    """  # noqa: D301 -- click wants the control character itself
    from papershelf.curation import decide_topic

    desk.make(decide_topic(desk.topic(topic), "hide", value=True))


@topic_.command("describe")
@click.argument("topic")
@click.argument("text")
@_editing
def topic_describe(desk: Desk, *, topic: str, text: str) -> None:
    """Say what TOPIC is about, in Markdown, in place of what was said.

    \b
    Example:
      papershelf topic describe continual-learning "Learning a stream of tasks without forgetting."
    """  # noqa: D301 -- click wants the control character itself
    from papershelf.curation import decide_topic

    desk.make(decide_topic(desk.topic(topic), "description", text))


# --- keywords -----------------------------------------------------------------------------------


@click.group("keyword")
def keyword_() -> None:
    """Decide about keywords, in curation/keywords.yml."""


@keyword_.command("alias")
@click.argument("display")
@click.argument("forms", nargs=-1, required=True, metavar="FORM…")
@_editing
def keyword_alias(desk: Desk, *, display: str, forms: tuple[str, ...]) -> None:
    """Make every FORM the keyword that is shown as DISPLAY.

    \b
    Example:
      papershelf keyword alias "large language models" LLM LLMs
    """  # noqa: D301 -- click wants the control character itself
    from papershelf.curation import alias_keyword

    desk.make(*(alias_keyword(desk.contents, display, form) for form in forms))


@keyword_.command("stop")
@click.argument("phrases", nargs=-1, required=True, metavar="PHRASE…")
@_editing
def keyword_stop(desk: Desk, *, phrases: tuple[str, ...]) -> None:
    """Never make PHRASE a keyword.

    \b
    Example:
      papershelf keyword stop "extensive experiments"
    """  # noqa: D301 -- click wants the control character itself
    from papershelf.curation import stop_keyword

    desk.make(*map(stop_keyword, phrases))


GROUPS = (list_, paper_, topic_, keyword_)
