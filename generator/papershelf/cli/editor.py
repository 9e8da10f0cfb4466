"""A project's curation/ while a command edits it: finds what is named, makes edits, shows what changed."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from papershelf.cli.session import Session
from papershelf.errors import InputError, PapershelfError

if TYPE_CHECKING:
    from papershelf.curation import Edit
    from papershelf.curation.files import Files
    from papershelf.curation.models import ReadingList
    from papershelf.errors import Problem
    from papershelf.lock import Lock
    from papershelf.model import Paper


@dataclass(frozen=True)  # no slots: the files are read once
class CurationEditor:
    """A project's curation/, and what decisions in it may refer to."""

    session: Session
    papers: tuple[Paper, ...]
    lock: Lock
    takes_best: bool = False

    @classmethod
    def open(cls, session: Session, *, takes_best: bool = False) -> CurationEditor:
        """Return the editor of the project that a command is about."""
        from papershelf import pipeline
        from papershelf.lock import read_lock

        project = pipeline.Project(session.root)
        lock = read_lock(project.lock)
        corpus = pipeline.read_corpus(pipeline.source_files(project), project.root, lock)
        return cls(session, corpus.papers, lock, takes_best)

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
    def _read(self) -> tuple[Files, list[Problem]]:
        from papershelf.curation.files import read_files

        return read_files(self.contents, self.folder.name)

    def paper(self, wanted: str) -> str:
        """Return the id of the paper that somebody names."""
        return self._chosen("paper", wanted, {paper.id: paper.title for paper in self.papers})

    def topic(self, wanted: str) -> str:
        """Return the id of the topic that somebody names, one that a curator split off included."""
        labels = {topic.id: topic.label for topic in self.lock.topics}
        decided = self._read[0].topics
        if decided is not None:
            labels |= {id_: one.label for id_, one in decided.model.root.items() if one.label}
        return self._chosen("topic", wanted, labels)

    def reading_list(self, list_id: str) -> ReadingList:
        """Return the list of that id, as its file says.

        Raises:
            InputError: parts of it can't be read, so that places in it would be counted wrongly.
            PapershelfError: there is no such list.
        """
        from papershelf.curation.nearest import Names, did_you_mean

        files, problems = self._read
        path = f"{self.folder.name}/lists/{list_id}.yml"
        broken = [one for one in problems if one.path == path and one.severity == "error"]
        if broken:
            raise InputError(broken)
        if list_id in files.lists:
            return files.lists[list_id].model
        nearest = did_you_mean(Names(dict.fromkeys(files.list_ids, "")).nearest(list_id))
        raise PapershelfError(f'unknown list "{list_id}"{nearest}')

    def aliases(self) -> tuple[str, ...]:
        """Return the keywords that have other forms, as keywords.yml writes them."""
        keywords = self._read[0].keywords
        return tuple(keywords.model.aliases) if keywords else ()

    def make(self, *edits: Edit) -> None:
        """Make the edits if `check` allows them, write the files that change, and show what changed."""
        from papershelf.curation import edited

        try:
            made = edited(self.contents, edits, self.papers, self.lock, folder=self.folder.name)
        except InputError:
            self.session.say("nothing was changed, because `papershelf check` would then report:")
            raise
        if not made:
            self.session.say("nothing to change: curation/ says this already")
        self.write(made)
        for name, data in made.items():
            click.echo(self._difference(name, data), nl=False)

    def write(self, made: Mapping[str, bytes]) -> None:
        """Write files of the folder."""
        from papershelf.files import write_atomic

        for name, data in made.items():
            write_atomic(self.folder / name, data)

    def _difference(self, name: str, after: bytes) -> str:
        before = self.contents.get(name, b"")
        old, new = (data.decode("utf-8", "replace").splitlines() for data in (before, after))
        path = f"{self.folder.name}/{name}"
        lines = difflib.unified_diff(old, new, f"a/{path}", f"b/{path}", lineterm="", n=1)
        return "".join(f"{line}\n" for line in lines)

    def _chosen(self, kind: str, wanted: str, names: Mapping[str, str]) -> str:
        from papershelf.curation import fitting

        found = fitting(wanted, names)
        if not found:
            raise PapershelfError(f'no {kind} matches "{wanted}"')
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
        message = f'several {kind}s match "{wanted}"; give an id, or --yes for the first:\n{listed}'
        raise PapershelfError(message)
    click.echo(f'Several {kind}s match "{wanted}":\n{listed}', err=True)
    number = click.prompt("Which one", type=click.IntRange(1, len(names)), default=1, err=True)
    return list(names)[number - 1]


def _is_asked() -> bool:
    """Say whether there is a person to ask."""
    return sys.stdin.isatty()
