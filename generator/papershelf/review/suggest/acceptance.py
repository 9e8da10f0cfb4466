"""The YAML lines that would accept a suggestion, as a curator would write them into the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from papershelf.curation.models import Curation
from papershelf.review.suggest.suggestion import (
    AliasKeyword,
    Edit,
    ListPaper,
    MergeTopics,
    PlacePaper,
    SamePaper,
    SplitTopic,
)

_PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9 ./+()'’_-]*[A-Za-z0-9.+)'’_-])?")
_TYPED = frozenset("true false yes no on off null y n".split())  # other readers of YAML take these for values


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of YAML, and the file of curation/ in which they would stand."""

    path: str
    text: str


def lines_of(edit: Edit, curation: Curation) -> Lines:
    """Return the lines as they would stand after the edit, with what curators wrote in them already."""
    match edit:
        case AliasKeyword(display, form):
            forms = (*curation.keywords.aliases.get(display, ()), form)
            return Lines("keywords.yml", f"aliases:\n  {scalar(display)}: {_flow(forms)}")
        case MergeTopics(into, merged):
            before = curation.topics[into].merge if into in curation.topics else ()
            return Lines("topics.yml", f"{scalar(into)}:\n  merge: {_flow((*before, merged))}")
        case SplitTopic():
            return Lines("topics.yml", _split(edit))
        case PlacePaper(paper_id, topic_id):
            added = curation.papers[paper_id].topics.add if paper_id in curation.papers else ()
            text = f"{scalar(paper_id)}:\n  topics: {{add: {_flow((*added, topic_id))}}}"
            return Lines("papers.yml", text)
        case ListPaper(list_id, paper_id):
            return Lines(f"lists/{list_id}.yml", f"papers:\n  - paper: {scalar(paper_id)}")
        case SamePaper(paper_id, same_as):
            return Lines("papers.yml", f"{scalar(paper_id)}: {{same_as: {scalar(same_as)}}}")


def scalar(text: str) -> str:
    """Return a text as YAML reads it back: as it is where that is plain, else in quotes."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _TYPED:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub(r"[^\x20-\x7e\u00a1-\u2027\u2030-\ud7ff\ue000-\ufefe\uff00-\ufffd]", _escaped, quoted)


def _split(edit: SplitTopic) -> str:
    return (
        f"{scalar(edit.id)}:\n  label: {scalar(edit.label)}\n  keywords: {_flow(edit.keywords)}\n"
        f"  parent: {scalar(edit.parent)}"
    )


def _flow(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(scalar, texts))}]"


def _escaped(match: re.Match[str]) -> str:
    number = ord(match.group())
    return f"\\u{number:04x}" if number < 0x10000 else match.group()
