"""Checks topics.yml: merges, parents, labels and keywords that can't all be meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from papershelf.curation.check.context import Context, circle
from papershelf.curation.models import TopicDecision, TopicsFile
from papershelf.curation.scalars import is_slug
from papershelf.curation.typed import FileReading
from papershelf.errors import Problem
from papershelf.text import phrase_key, slug

_Topics = FileReading[TopicsFile]


def check_topics(reading: _Topics, context: Context) -> Iterator[Problem]:
    """Yield what is wrong with the decisions about topics."""
    for id_, decision in reading.model.root.items():
        yield from _check_id(reading, id_, decision, context)
        yield from _check_merges(reading, id_, decision, context)
        yield from _check_parent(reading, id_, decision, context)
        yield from _check_keywords(reading, id_, decision, context)
    yield from _check_labels(reading, context)


def _check_id(reading: _Topics, id_: str, decision: TopicDecision, context: Context) -> Iterator[Problem]:
    if id_ in context.computed or id_ in reading.damaged:
        return
    if id_ not in context.topic_names:
        for problem in context.check_topic(reading, (id_,), id_, key=True):
            yield _with_needs(problem, decision) if problem.severity == "error" else problem
    elif not is_slug(id_):
        fit = slug(id_) or "a-topic"
        message = f'the id of a new topic is the end of its address: write "{fit}" in place of "{id_}"'
        yield reading.problem((id_,), message, key=True)


def _with_needs(problem: Problem, decision: TopicDecision) -> Problem:
    """Say what a new topic needs to one who seems to be making one."""
    lacking = [key for key in ("label", "keywords") if not getattr(decision, key)]
    said = " and ".join(f'"{key}"' for key in lacking)
    return replace(problem, message=f"{problem.message}; a new topic needs {said}")


def _check_merges(reading: _Topics, id_: str, decision: TopicDecision, context: Context) -> Iterator[Problem]:
    if decision.merge and decision.hide:
        message = f'"{id_}" is hidden, so nothing can be merged into it'
        yield reading.problem((id_, "merge"), message, key=True)
    for index, source in enumerate(decision.merge):
        loc = (id_, "merge", index)
        if source == id_:
            yield reading.problem(loc, "a topic can't be merged into itself")
            continue
        yield from context.check_topic(reading, loc, source)
        if source in decision.merge[:index]:
            yield reading.problem(loc, f'"{source}" is listed twice')
        first = next(other for other, one in reading.model.root.items() if source in one.merge)
        if first != id_:
            yield reading.problem(loc, f'"{source}" is already merged into "{first}"')
        way = circle(source, context.merged)
        if way:
            yield reading.problem(loc, f"these merges go in a circle: {' → '.join(way)}")
    yield from _check_overruled(reading, id_, decision, context)


def _check_overruled(
    reading: _Topics, id_: str, decision: TopicDecision, context: Context
) -> Iterator[Problem]:
    target = context.merged.get(id_)
    says_more = decision.model_fields_set - {"merge", "keywords"}
    if target is not None and target != id_ and says_more:
        message = f'"{id_}" is merged into "{target}", so these lines have no effect'
        yield reading.problem((id_,), message, "warning", key=True)


def _check_parent(reading: _Topics, id_: str, decision: TopicDecision, context: Context) -> Iterator[Problem]:
    parent = decision.parent
    if not parent:
        return
    loc = (id_, "parent")
    if parent == id_:
        yield reading.problem(loc, "a topic can't be its own parent")
        return
    yield from context.check_topic(reading, loc, parent)
    if parent in context.topics and context.topics[parent].hide:
        yield reading.problem(loc, f'"{parent}" is hidden, so no topic can stand below it')
    above = _parent_of(parent, context)
    if above == id_:
        yield reading.problem(loc, f'"{id_}" and "{parent}" each have the other as parent')
    elif above is not None:
        message = f'"{parent}" is below "{above}", and there are only two levels: shown below "{above}"'
        yield reading.problem(loc, message, "warning")


def _parent_of(id_: str, context: Context) -> str | None:
    decision = context.topics.get(id_)
    if decision is not None and decision.parent is not None:
        return decision.parent or None
    computed = context.computed.get(id_)
    return computed.parent if computed else None


def _check_keywords(
    reading: _Topics, id_: str, decision: TopicDecision, context: Context
) -> Iterator[Problem]:
    for key in ("keywords", "add_keywords", "drop_keywords"):
        for index, phrase in enumerate(getattr(decision, key)):
            if key != "drop_keywords" or phrase_key(phrase) not in context.stop_keys:
                yield from context.check_keyword(reading, (id_, key, index), phrase)
    added = {phrase_key(phrase) for phrase in (*decision.keywords, *decision.add_keywords)}
    for index, phrase in enumerate(decision.drop_keywords):
        if phrase_key(phrase) in added:
            message = f'"{phrase}" is both added to this topic and dropped'
            yield reading.problem((id_, "drop_keywords", index), message)


def _check_labels(reading: _Topics, context: Context) -> Iterator[Problem]:
    """Two topics that both stay can't have one label; the error stands where a curator wrote it."""
    claims: dict[str, list[str]] = defaultdict(list)
    for id_, label in _labels(context).items():
        claims[phrase_key(label)].append(id_)
    for id_, decision in reading.model.root.items():
        others = [other for other in claims[phrase_key(decision.label or "")] if other != id_]
        if decision.label and _stays(id_, context) and others and _is_later(id_, others, context):
            message = (
                f'"{decision.label}" is the label of the topic "{others[0]}" too; merge them or rename one'
            )
            yield reading.problem((id_, "label"), message)


def _labels(context: Context) -> dict[str, str]:
    """Return the label of each topic that stays."""
    labels = {id_: label for id_, label in context.topic_names.items() if _stays(id_, context)}
    labels |= {id_: one.label for id_, one in context.topics.items() if one.label and id_ in labels}
    return labels


def _stays(id_: str, context: Context) -> bool:
    decision = context.topics.get(id_)
    return id_ not in context.merged and not (decision is not None and decision.hide)


def _is_later(id_: str, others: list[str], context: Context) -> bool:
    """Of two that a curator labelled, say it at the second only."""
    order = list(context.topics)
    labelled = [other for other in others if other in context.topics and context.topics[other].label]
    return len(labelled) < len(others) or any(order.index(other) < order.index(id_) for other in labelled)
