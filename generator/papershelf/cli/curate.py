"""`papershelf list|paper|topic|keyword`: the commands that edit curation/, line by line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from papershelf.cli.editor import CurationEditor
from papershelf.cli.session import Session, common_options

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _editing(command: _Command) -> _Command:
    """Give a command `--yes` and the common options, and its function the editor of curation/."""

    def run(session: Session, *, yes: bool, **arguments: Any) -> None:
        command(CurationEditor.open(session, takes_best=yes), **arguments)

    run.__doc__ = command.__doc__
    option = click.option(
        "-y", "--yes", is_flag=True, help="Where several match, take the best without asking."
    )
    return common_options(option(run))  # type: ignore[return-value]


# --- lists --------------------------------------------------------------------------------------


@click.group("list")
def list_() -> None:
    """Edit the reading lists in curation/lists/."""


@list_.command("add")
@click.argument("list_id", metavar="LIST")
@click.argument("paper")
@click.option("--note", default="", help="Why to read it, in Markdown.")
@click.option("--after", metavar="PAPER", help="Put it after this paper; without this option it comes last.")
@click.option("--start", is_flag=True, help='Mark it "start here".')
@click.option("--minutes", type=click.IntRange(1, 9999), help="How many minutes it takes to read.")
@_editing
def list_add(editor: CurationEditor, *, list_id: str, paper: str, after: str | None, **said: Any) -> None:
    """Add PAPER (its id, its title, or a part of it) to LIST.

    \b
    Example:
      papershelf list add continual-learning podnet --note "For long runs of small steps."
      papershelf list add folding starbucks --after matryoshka-representation-learning
    """  # noqa: D301 -- click wants the control character itself
    from papershelf.curation import list_paper

    more = {key: said[key] for key in ("note", "start", "minutes") if said[key]}
    entry = {"paper": editor.paper(paper), **more}
    behind = editor.paper(after) if after else None
    editor.make(list_paper(list_id, editor.reading_list(list_id), entry, after=behind))


# --- papers -------------------------------------------------------------------------------------


@click.group("paper")
def paper_() -> None:
    """Pin, hide, annotate and tag papers, in curation/papers.yml."""


@paper_.command("pin")
@click.argument("paper")
@_editing
def paper_pin(editor: CurationEditor, *, paper: str) -> None:
    """Put PAPER first on the pages of its topics.

    \b
    Example:
      papershelf paper pin "Matryoshka Representation Learning"
    """  # noqa: D301 -- click wants the control character itself
    from papershelf.curation import decide_paper

    editor.make(decide_paper(editor.paper(paper), "pin", value=True))


@paper_.command("hide")
@click.argument("paper")
@click.argument("reason")
@_editing
def paper_hide(editor: CurationEditor, *, paper: str, reason: str) -> None:
    """Hide PAPER from the site; its old address shows the REASON.

    \b
    Example:
      papershelf paper hide off-topic-paper "not a paper"
    """  # noqa: D301 -- click wants the control character itself
    from papershelf.curation import decide_paper

    editor.make(decide_paper(editor.paper(paper), "hide", reason))


@paper_.command("note")
@click.argument("paper")
@click.argument("text")
@_editing
def paper_note(editor: CurationEditor, *, paper: str, text: str) -> None:
    """Set PAPER's note, in Markdown; it replaces the note it had.

    \b
    Example:
      papershelf paper note matryoshka "The idea behind adjustable vector sizes."
    """  # noqa: D301 -- click wants the control character itself
    from papershelf.curation import decide_paper

    editor.make(decide_paper(editor.paper(paper), "note", text))


@paper_.command("tag")
@click.argument("paper")
@click.argument("tags", nargs=-1, required=True, metavar="TAG…")
@_editing
def paper_tag(editor: CurationEditor, *, paper: str, tags: tuple[str, ...]) -> None:
    """Add tags to PAPER.

    \b
    Example:
      papershelf paper tag modular-deep-learning survey
    """  # noqa: D301 -- click wants the control character itself
    from papershelf.curation import tag_paper

    paper_id = editor.paper(paper)
    editor.make(*(tag_paper(paper_id, tag) for tag in tags))


# --- topics -------------------------------------------------------------------------------------


@click.group("topic")
def topic_() -> None:
    """Rename, merge, hide and describe topics, in curation/topics.yml."""


@topic_.command("rename")
@click.argument("topic")
@click.argument("label")
@_editing
def topic_rename(editor: CurationEditor, *, topic: str, label: str) -> None:
    """Rename TOPIC to LABEL; its address stays the same.

    \b
    Example:
      papershelf topic rename large-language-models "Language models"
    """  # noqa: D301 -- click wants the control character itself
    from papershelf.curation import decide_topic

    editor.make(decide_topic(editor.topic(topic), "label", label))


@topic_.command("merge")
@click.argument("topic")
@click.argument("into")
@_editing
def topic_merge(editor: CurationEditor, *, topic: str, into: str) -> None:
    """Merge TOPIC into the topic INTO; its old address leads there.

    \b
    Example:
      papershelf topic merge catastrophic-forgetting continual-learning
    """  # noqa: D301 -- click wants the control character itself
    from papershelf.curation import merge_topic

    editor.make(merge_topic(editor.topic(topic), editor.topic(into)))


@topic_.command("hide")
@click.argument("topic")
@_editing
def topic_hide(editor: CurationEditor, *, topic: str) -> None:
    """Hide TOPIC from the site; its papers stay in their other topics.

    \b
    Example:
      papershelf topic hide world-models
    """  # noqa: D301 -- click wants the control character itself
    from papershelf.curation import decide_topic

    editor.make(decide_topic(editor.topic(topic), "hide", value=True))


@topic_.command("describe")
@click.argument("topic")
@click.argument("text")
@_editing
def topic_describe(editor: CurationEditor, *, topic: str, text: str) -> None:
    """Set TOPIC's description, in Markdown; it replaces the one it had.

    \b
    Example:
      papershelf topic describe continual-learning "Learning a stream of tasks without forgetting."
    """  # noqa: D301 -- click wants the control character itself
    from papershelf.curation import decide_topic

    editor.make(decide_topic(editor.topic(topic), "description", text))


# --- keywords -----------------------------------------------------------------------------------


@click.group("keyword")
def keyword_() -> None:
    """Give keywords aliases, or stop them, in curation/keywords.yml."""


@keyword_.command("alias")
@click.argument("display")
@click.argument("forms", nargs=-1, required=True, metavar="FORM…")
@_editing
def keyword_alias(editor: CurationEditor, *, display: str, forms: tuple[str, ...]) -> None:
    """Make each FORM an alias of the keyword that is shown as DISPLAY.

    \b
    Example:
      papershelf keyword alias "large language models" LLM LLMs
    """  # noqa: D301 -- click wants the control character itself
    from papershelf.curation import alias_keyword

    editor.make(*(alias_keyword(editor.aliases(), display, form) for form in forms))


@keyword_.command("stop")
@click.argument("phrases", nargs=-1, required=True, metavar="PHRASE…")
@_editing
def keyword_stop(editor: CurationEditor, *, phrases: tuple[str, ...]) -> None:
    """Never use PHRASE as a keyword.

    \b
    Example:
      papershelf keyword stop "extensive experiments"
    """  # noqa: D301 -- click wants the control character itself
    from papershelf.curation import stop_keyword

    editor.make(*map(stop_keyword, phrases))


GROUPS = (list_, paper_, topic_, keyword_)
