"""What the editing commands do, as functions of values: the files before → the files after.

Nothing is changed that `check` would refuse afterwards.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from papershelf.curation.files import LISTS, read_files
from papershelf.curation.models import ListEntry, ReadingList
from papershelf.curation.nearest import Names, did_you_mean
from papershelf.curation.read import parse_curation
from papershelf.curation.typed import FileReading
from papershelf.curation.yaml.source import decode
from papershelf.curation.yaml.surgery import AddItem, Change, SetValue, changed
from papershelf.curation.yaml.writing import Value
from papershelf.errors import InputError, PapershelfError, Problem
from papershelf.lock import Lock
from papershelf.model import Paper
from papershelf.text import phrase_key

_MODELINE = "# yaml-language-server: $schema=schema/{kind}.json\n"
_BOM = b"\xef\xbb\xbf"
Contents = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one file; the name is its path inside curation/."""

    name: str
    change: Change


def list_paper(contents: Contents, list_id: str, entry: ListEntry, *, after: str | None = None) -> Edit:
    """Put a paper on a list: after another paper, or at its end.

    Raises:
        PapershelfError: there is no such list, or it does not hold the paper `after`.
    """
    reading = _list(contents, list_id)
    sections = [list(section.papers) for section in reading.model.sections or ()]
    groups = sections or [list(reading.model.papers or ())]
    which, at = len(groups) - 1, None
    if after is not None:
        places = [
            (n, m) for n, group in enumerate(groups) for m, one in enumerate(group) if one.paper == after
        ]
        if not places:
            raise PapershelfError(f'"{after}" is not on the list "{list_id}"')
        which, at = places[0]
    path = ("sections", which, "papers") if sections else ("papers",)
    return Edit(f"{LISTS}/{list_id}.yml", AddItem(path, _entry(entry), at))


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


def alias_keyword(contents: Contents, display: str, form: str) -> Edit:
    """Make a form one of a keyword's other forms; the keyword is found however it is written."""
    files, _ = read_files(contents, "curation")
    aliases = files.keywords.model.aliases if files.keywords else {}
    written = next((one for one in aliases if phrase_key(one) == phrase_key(display)), display)
    return Edit("keywords.yml", AddItem(("aliases", written), form))


def stop_keyword(phrase: str) -> Edit:
    """Make a phrase one that is never a keyword."""
    return Edit("keywords.yml", AddItem(("stop",), phrase))


def edited(
    contents: Contents,
    edits: Iterable[Edit],
    papers: Sequence[Paper],
    lock: Lock,
    *,
    folder: str = "curation",
) -> dict[str, bytes]:
    """Return the files that become others, by their path inside curation/.

    Raises:
        InputError: a file's YAML is broken, or `check` would refuse what the edits make of it.
        EditError: a file's layout does not allow an edit.
    """
    after = dict(contents)
    for edit in edits:
        after[edit.name] = _edited(after.get(edit.name), edit, folder)
    made = {name: data for name, data in after.items() if data != contents.get(name)}
    problems = _new_problems(contents, after, papers, lock, folder)
    if problems:
        raise InputError(problems)
    return made


def _edited(data: bytes | None, edit: Edit, folder: str) -> bytes:
    if data is None:
        data = _MODELINE.format(kind=edit.name.removesuffix(".yml")).encode()
    source, problems = decode(f"{folder}/{edit.name}", data)
    if source is None:
        raise InputError(problems)
    mark = _BOM if data.startswith(_BOM) else b""
    return mark + changed(source, edit.change).encode()


def _new_problems(
    before: Contents, after: Contents, papers: Sequence[Paper], lock: Lock, folder: str
) -> list[Problem]:
    """Return the errors that were not there before; their lines may have moved."""
    had = Counter(_without_lines(one) for one in parse_curation(before, papers, lock, folder).problems)
    found = []
    for problem in parse_curation(after, papers, lock, folder).problems:
        if problem.severity != "error":
            continue
        if had[_without_lines(problem)]:
            had[_without_lines(problem)] -= 1
        else:
            found.append(problem)
    return found


def _without_lines(problem: Problem) -> Problem:
    message = re.sub(r"(line |:)\d+", r"\1", problem.message)
    return replace(problem, line=0, column=0, message=message, excerpt="")


def _list(contents: Contents, list_id: str) -> FileReading[ReadingList]:
    files, problems = read_files(contents, "curation")
    broken = [one for one in problems if one.path.endswith(f"/{LISTS}/{list_id}.yml")]
    if broken:  # with parts left out, places in the file would be counted wrongly
        raise InputError(broken)
    if list_id in files.lists:
        return files.lists[list_id]
    nearest = did_you_mean(Names(dict.fromkeys(files.list_ids, "")).nearest(list_id))
    raise PapershelfError(f'unknown list "{list_id}"{nearest}')


def _entry(entry: ListEntry) -> dict[str, Value]:
    written: dict[str, Value] = {"paper": entry.paper}
    if entry.note:
        written["note"] = entry.note
    if entry.start:
        written["start"] = True
    if entry.minutes is not None:
        written["minutes"] = entry.minutes
    return written
