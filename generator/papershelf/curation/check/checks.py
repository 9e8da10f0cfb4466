"""Checks what the files mean together: names that lead nowhere, decisions that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from papershelf.curation.check.context import Context, circle
from papershelf.curation.check.keyword_checks import check_keywords
from papershelf.curation.check.topic_checks import check_topics
from papershelf.curation.files import Files
from papershelf.curation.models import Home, ListEntry, PaperDecision, PapersFile, ReadingList
from papershelf.curation.nearest import Names, did_you_mean
from papershelf.curation.typed import FileReading
from papershelf.curation.yaml.nodes import Loc
from papershelf.errors import Problem
from papershelf.lock import Lock
from papershelf.model import Paper


def check_meaning(files: Files, papers: Sequence[Paper], lock: Lock) -> Iterator[Problem]:
    """Yield every problem of what the files say, file by file."""
    context = Context(files, papers, lock)
    for reading in files.lists.values():
        yield from _check_list(reading, context)
    if files.topics is not None:
        yield from check_topics(files.topics, context)
    if files.keywords is not None:
        yield from check_keywords(files.keywords)
    if files.papers is not None:
        yield from _check_papers(files.papers, context)
    if files.home is not None:
        yield from _check_home(files.home, context)


def _check_list(reading: FileReading[ReadingList], context: Context) -> Iterator[Problem]:
    model = reading.model
    if model.papers is not None and model.sections is not None:
        yield reading.problem(("sections",), 'a list has "papers" or "sections", not both', key=True)
    if model.papers is None and model.sections is None and not {"papers", "sections"} & reading.damaged:
        yield reading.problem((), 'a list needs "papers" (or "sections"): the key is missing')
    seen: dict[str, Loc] = {}
    for loc, entry in _entries(model):
        at = (*loc, "paper")
        yield from context.check_paper(reading, at, entry.paper)
        yield from _check_entry(reading, at, entry.paper, context)
        paper_id = _same(entry.paper, context)
        if paper_id in seen:
            line = reading.line(seen[paper_id])
            yield reading.problem(at, f'"{entry.paper}" is on this list already (line {line})')
        seen.setdefault(paper_id, at)


def _entries(model: ReadingList) -> Iterator[tuple[Loc, ListEntry]]:
    for index, entry in enumerate(model.papers or ()):
        yield ("papers", index), entry
    for number, section in enumerate(model.sections or ()):
        for index, entry in enumerate(section.papers):
            yield ("sections", number, "papers", index), entry


def _check_entry(
    reading: FileReading[ReadingList], loc: Loc, paper_id: str, context: Context
) -> Iterator[Problem]:
    decision = context.papers.get(paper_id)
    if decision is None or context.files.papers is None:
        return
    where = context.files.papers
    if decision.hide is not None:
        line = where.line((paper_id, "hide"))
        yield reading.problem(loc, f'"{paper_id}" is hidden ({where.source.path}:{line}), yet on this list')
    elif decision.same_as in context.titles:  # or "unknown paper" says it
        line = where.line((paper_id, "same_as"))
        message = (
            f'"{paper_id}" is the same as "{decision.same_as}" ({where.source.path}:{line}); use that id'
        )
        yield reading.problem(loc, message, "warning")


def _same(paper_id: str, context: Context) -> str:
    decision = context.papers.get(paper_id)
    return decision.same_as if decision is not None and decision.same_as is not None else paper_id


def _check_papers(reading: FileReading[PapersFile], context: Context) -> Iterator[Problem]:
    same_as = {id_: one.same_as for id_, one in reading.model.root.items() if one.same_as is not None}
    for id_, decision in reading.model.root.items():
        yield from context.check_paper(reading, (id_,), id_, key=True)
        yield from _check_same(reading, id_, same_as, context)
        if decision.hide is not None and decision.pin:
            yield reading.problem((id_, "pin"), f'"{id_}" is hidden, so it can\'t be pinned', key=True)
        yield from _check_tags(reading, id_, decision)
        yield from _check_topics_of(reading, id_, decision, context)


def _check_same(
    reading: FileReading[PapersFile], id_: str, same_as: dict[str, str], context: Context
) -> Iterator[Problem]:
    target = same_as.get(id_)
    if target is None:
        return
    loc = (id_, "same_as")
    way = circle(id_, same_as)
    if target == id_:
        yield reading.problem(loc, "a paper can't be the same as itself")
    elif way:
        yield reading.problem(loc, f'"same_as" goes in a circle: {" → ".join(way)}')
    else:
        yield from context.check_paper(reading, loc, target)
    hidden = context.papers.get(target)
    if target != id_ and hidden is not None and hidden.hide is not None:
        yield reading.problem(loc, f'"{target}" is hidden (line {reading.line((target, "hide"))})')
    if context.papers[id_].hide is not None:
        yield reading.problem((id_, "hide"), 'a paper has "same_as" or "hide", not both', key=True)


def _check_tags(reading: FileReading[PapersFile], id_: str, decision: PaperDecision) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, tag in enumerate(decision.tags):
        if tag.casefold() in seen:
            yield reading.problem((id_, "tags", index), f'the tag "{tag}" is listed twice')
        seen.add(tag.casefold())


def _check_topics_of(
    reading: FileReading[PapersFile], id_: str, decision: PaperDecision, context: Context
) -> Iterator[Problem]:
    for key, topic_ids in (("add", decision.topics.add), ("remove", decision.topics.remove)):
        for index, topic_id in enumerate(topic_ids):
            loc = (id_, "topics", key, index)
            yield from context.check_topic(reading, loc, topic_id)
            if key == "add" and topic_id in context.topics and context.topics[topic_id].hide:
                yield reading.problem(loc, f'the topic "{topic_id}" is hidden, so nothing can be added to it')
            if key == "remove" and topic_id in decision.topics.add:
                yield reading.problem(loc, f'"{topic_id}" is both added and removed')


def _check_home(reading: FileReading[Home], context: Context) -> Iterator[Problem]:
    ids = context.files.list_ids
    names = {id_: context.files.lists[id_].model.title if id_ in context.files.lists else "" for id_ in ids}
    lists = reading.model.lists
    for index, id_ in enumerate(lists):
        loc = ("lists", index)
        if id_ not in ids:
            nearest = did_you_mean(Names(names).nearest(id_))
            yield reading.problem(loc, f'unknown list "{id_}"{nearest}')
        elif id_ in lists[:index]:
            yield reading.problem(loc, f'the list "{id_}" is listed twice')
