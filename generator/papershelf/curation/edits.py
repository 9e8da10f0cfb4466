"""What the editing commands do and what suggestions propose, as functions of values: files before → after.

Nothing is changed that `check` would refuse afterwards.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from papershelf.curation.files import LISTS
from papershelf.curation.models import ReadingList
from papershelf.curation.read import parse_curation
from papershelf.curation.yaml.nodes import Items, Node, Text, find
from papershelf.curation.yaml.parsing import parse_yaml
from papershelf.curation.yaml.source import decode
from papershelf.curation.yaml.surgery import AddItem, Change, SetValue, changed, nested
from papershelf.curation.yaml.writing import Value, block_lines
from papershelf.errors import InputError, PapershelfError, Problem
from papershelf.lock import Lock
from papershelf.model import Paper
from papershelf.text import phrase_key

DECLINED = "declined.yml"
_HEAD = "# yaml-language-server: $schema=schema/{kind}.json\n"
_DECLINED_HEAD = (
    "# What `papershelf suggest --decline ID` remembers. Delete a line, and its suggestion is made again.\n"
)
_BOM = b"\xef\xbb\xbf"
Contents = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one file; the name is its path inside curation/."""

    name: str
    change: Change


def list_paper(
    id_: str, before: ReadingList, entry: Mapping[str, Value], *, after: str | None = None
) -> Edit:
    """Put a paper on a list: after another paper, or at its end.

    Args:
        id_: the list's.
        before: the list as it is; of one that could not be read whole, places would be counted wrongly.
        entry: the new entry's keys and values.
        after: the id of the paper that it comes after.

    Raises:
        PapershelfError: the list does not hold the paper `after`.
    """
    sections = [section.papers for section in before.sections or ()]
    groups = [[one.paper for one in papers] for papers in sections or [before.papers or ()]]
    found = [(n, group.index(after)) for n, group in enumerate(groups) if after in group]
    if after is not None and not found:
        raise PapershelfError(f'"{after}" is not on the list "{id_}"')
    which, at = found[0] if found else (len(groups) - 1, None)
    path = ("sections", which, "papers") if sections else ("papers",)
    return Edit(f"{LISTS}/{id_}.yml", AddItem(path, dict(entry), at))


def decide_paper(paper_id: str, key: str, value: Value) -> Edit:
    """Decide something about a paper; the key is one of papers.yml's."""
    return Edit("papers.yml", SetValue((paper_id, key), value))


def tag_paper(paper_id: str, tag: str) -> Edit:
    """Give a paper one more tag."""
    return Edit("papers.yml", AddItem((paper_id, "tags"), tag))


def place_paper(paper_id: str, topic_id: str) -> Edit:
    """Put a paper into one more topic."""
    return Edit("papers.yml", AddItem((paper_id, "topics", "add"), topic_id))


def decide_topic(topic_id: str, key: str, value: Value) -> Edit:
    """Decide something about a topic; the key is one of topics.yml's."""
    return Edit("topics.yml", SetValue((topic_id, key), value))


def merge_topic(topic_id: str, into: str) -> Edit:
    """Make a topic part of another."""
    return Edit("topics.yml", AddItem((into, "merge"), topic_id))


def split_topic(topic_id: str, label: str, keywords: Sequence[str], parent: str | None = None) -> Edit:
    """Make a new topic of some keywords."""
    decision: dict[str, Value] = {"label": label, "keywords": list(keywords)}
    if parent is not None:
        decision["parent"] = parent
    return Edit("topics.yml", SetValue((topic_id,), decision))


def alias_keyword(aliases: Iterable[str], display: str, form: str) -> Edit:
    """Make a form one of a keyword's other forms; among `aliases`, the keyword may be written otherwise."""
    written = next((one for one in aliases if phrase_key(one) == phrase_key(display)), display)
    return Edit("keywords.yml", AddItem(("aliases", written), form))


def stop_keyword(phrase: str) -> Edit:
    """Make a phrase one that is never a keyword."""
    return Edit("keywords.yml", AddItem(("stop",), phrase))


def decline_suggestion(id_: str, what: str) -> Edit:
    """Remember that a suggestion was declined, and what it was."""
    return Edit(DECLINED, SetValue((id_,), what))


def trees_of(contents: Contents, names: Iterable[str]) -> dict[str, Node | None]:
    """Return what these files say now, by name."""
    sources = {name: decode(name, contents.get(name, b""))[0] for name in names}
    return {name: parse_yaml(source)[0] if source else None for name, source in sources.items()}


def lines_of(edit: Edit, trees: Mapping[str, Node | None]) -> str:
    """Return the lines of YAML that say the edit: of a list all texts, but the new entry alone.

    Args:
        edit: what is to change.
        trees: what the files say now.
    """
    change, root = edit.change, trees.get(edit.name)
    path, value = change.path, change.value if isinstance(change, SetValue) else [change.item]
    if isinstance(change, AddItem) and isinstance(change.item, dict):
        path = path[-1:]
    elif isinstance(change, AddItem) and root is not None and isinstance(held := find(root, path), Items):
        value = [*(one.text for one in held.items if isinstance(one, Text)), change.item]
    return "\n".join(block_lines(nested(path, value), 0))


def applied(contents: Contents, edits: Iterable[Edit], folder: str = "curation") -> dict[str, bytes]:
    """Return the files that become others, by their path inside curation/, unchecked.

    Raises:
        InputError: a file's YAML is broken.
        EditError: a file's layout does not allow an edit.
    """
    after = dict(contents)
    for edit in edits:
        after[edit.name] = _applied(after.get(edit.name), edit, folder)
    return {name: data for name, data in after.items() if data != contents.get(name)}


def edited(
    contents: Contents,
    edits: Iterable[Edit],
    papers: Sequence[Paper],
    lock: Lock,
    *,
    folder: str = "curation",
) -> dict[str, bytes]:
    """Return the files that become others, as `applied` does.

    Raises:
        InputError: a file's YAML is broken, or `check` would refuse what the edits make of it.
        EditError: a file's layout does not allow an edit.
    """
    made = applied(contents, edits, folder)

    def errors(files: Contents) -> list[Problem]:
        problems = parse_curation(files, papers, lock, folder).problems
        return [problem for problem in problems if problem.severity == "error"]

    if made and (found := errors({**contents, **made})) and (new := _new(found, errors(contents))):
        raise InputError(new)
    return made


def _applied(data: bytes | None, edit: Edit, folder: str) -> bytes:
    if data is None:
        head = _DECLINED_HEAD if edit.name == DECLINED else _HEAD.format(kind=edit.name.removesuffix(".yml"))
        data = head.encode()
    source, problems = decode(f"{folder}/{edit.name}", data)
    if source is None:
        raise InputError(problems)
    mark = _BOM if data.startswith(_BOM) else b""
    return mark + changed(source, edit.change).encode()


def _new(found: Iterable[Problem], before: Iterable[Problem]) -> list[Problem]:
    """Return the problems that were not there before; the lines of those that were may have moved."""
    had = Counter(map(_without_lines, before))
    new = []
    for problem in found:
        if had[_without_lines(problem)]:
            had[_without_lines(problem)] -= 1
        else:
            new.append(problem)
    return new


def _without_lines(problem: Problem) -> Problem:
    message = re.sub(r"(line |:)\d+", r"\1", problem.message)
    return replace(problem, line=0, column=0, message=message, excerpt="")
