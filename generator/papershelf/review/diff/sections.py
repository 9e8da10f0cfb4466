"""A difference in words, before any format: headings with lines under them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from papershelf.review.diff.difference import (
    Difference,
    Entry,
    KeywordChanges,
    ListChange,
    PaperChanges,
    TopicChanges,
    TopicNote,
    TopicSplit,
)
from papershelf.text import count

Quote = Callable[[str], str]  # how a format writes a title, label or phrase, which may hold anything


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, a line each; `sign` is "+", "-" or "~" for what kind they are."""

    heading: str
    sign: str
    lines: tuple[str, ...]


def sections_of(difference: Difference, quote: Quote) -> tuple[Section, ...]:
    """Return the parts of the difference that say something, papers first."""
    every = (
        *_papers(difference.papers, quote),
        *_topics(difference.topics, quote),
        *(_list(change, quote) for change in difference.lists),
        *_keywords(difference.keywords, quote),
    )
    return tuple(section for section in every if section.lines)


def _papers(papers: PaperChanges, quote: Quote) -> Iterator[Section]:
    added = (f"{quote(one.title)}{_in(one.topics, quote)}" for one in papers.added)
    removed = (f"{quote(one.title)}{f': {quote(one.reason)}' * bool(one.reason)}" for one in papers.removed)
    merged = (f"{quote(one.title)} is now part of {quote(one.into_title)}" for one in papers.merged)
    edited = (
        f"{quote(one.title)}: {', '.join(one.fields)}{_was(one.title, one.title_before, quote)}"
        for one in papers.edited
    )
    yield Section(_headed(len(papers.added), "paper", "added"), "+", tuple(added))
    yield Section(_headed(len(papers.removed), "paper", "removed"), "-", tuple(removed))
    yield Section(_headed(len(papers.merged), "paper", "merged"), "~", tuple(merged))
    yield Section(_headed(len(papers.edited), "paper", "edited"), "~", tuple(edited))


def _topics(topics: TopicChanges, quote: Quote) -> Iterator[Section]:
    yield Section(_headed(len(topics.new), "new topic"), "+", tuple(_sized(one, quote) for one in topics.new))
    yield Section(
        _headed(len(topics.gone), "topic", "gone"), "-", tuple(_sized(one, quote) for one in topics.gone)
    )
    renamed = (
        f"{quote(one.label)}{_was(one.label, one.label_before, quote) or ' (at another address)'}"
        for one in topics.renamed
    )
    yield Section(_headed(len(topics.renamed), "topic", "renamed"), "~", tuple(renamed))
    yield Section(
        _headed(len(topics.split), "topic", "split"), "~", tuple(_split(one, quote) for one in topics.split)
    )
    merged = (f"{quote(one.label)} is now part of {quote(one.into_label)}" for one in topics.merged)
    yield Section(_headed(len(topics.merged), "topic", "merged"), "~", tuple(merged))
    for name, chosen in (
        ("grown", [one for one in topics.resized if one.papers > one.papers_before]),
        ("shrunk", [one for one in topics.resized if one.papers < one.papers_before]),
        ("with other papers", [one for one in topics.resized if one.papers == one.papers_before]),
    ):
        chosen.sort(key=lambda one: -len(one.gained) - len(one.lost))
        lines = (
            f"{quote(one.label)}: {one.papers_before} → {one.papers} papers"
            f" (+{len(one.gained)} −{len(one.lost)})"
            for one in chosen
        )
        yield Section(_headed(len(chosen), "topic", name), "~", tuple(lines))
    edited = (f"{quote(one.label)}: {', '.join(one.fields)}" for one in topics.edited)
    yield Section(_headed(len(topics.edited), "topic", "edited"), "~", tuple(edited))


def _list(change: ListChange, quote: Quote) -> Section:
    if change.change == "new":
        return Section(f"New list: {quote(change.title)}", "+", tuple(_titles(change.added, quote)))
    if change.change == "gone":
        return Section(f"List gone: {quote(change.title)}", "-", tuple(_titles(change.removed, quote)))
    renamed = [f"renamed from {quote(change.title_before)}"] if change.title != change.title_before else []
    described = ["description changed"] if change.description else []
    lines = (
        *renamed,
        *described,
        *(f"added {title}" for title in _titles(change.added, quote)),
        *(f"removed {title}" for title in _titles(change.removed, quote)),
        *(f"moved {title}" for title in _titles(change.moved, quote)),
        *(f"note, mark or reading time changed: {title}" for title in _titles(change.rewritten, quote)),
    )
    return Section(f"List {quote(change.title)}", "~", lines)


def _keywords(keywords: KeywordChanges, quote: Quote) -> Iterator[Section]:
    merged = (f"{quote(one.phrase)} is now a form of {quote(one.into_phrase)}" for one in keywords.merged)
    yield Section(_headed(len(keywords.merged), "keyword", "merged"), "~", tuple(merged))
    renamed = (f"{quote(one.phrase_before)} is now shown as {quote(one.phrase)}" for one in keywords.renamed)
    yield Section(_headed(len(keywords.renamed), "keyword", "shown in another form"), "~", tuple(renamed))


def _titles(entries: tuple[Entry, ...], quote: Quote) -> Iterator[str]:
    return (quote(entry.title) for entry in entries)


def _sized(topic: TopicNote, quote: Quote) -> str:
    return f"{quote(topic.label)} ({count(topic.papers, 'paper')})"


def _split(topic: TopicSplit, quote: Quote) -> str:
    parts = ", ".join(_sized(part, quote) for part in topic.parts)
    return f"out of {quote(topic.label)}{'' if topic.remains else ', which is gone,'} came {parts}"


def _in(labels: tuple[str, ...], quote: Quote) -> str:
    return f" in {', '.join(map(quote, labels))}" if labels else " (not yet sorted)"


def _was(now: str, before: str, quote: Quote) -> str:
    return f" (was {quote(before)})" if now != before else ""


def _headed(number: int, what: str, happened: str = "") -> str:
    return f"{count(number, what)} {happened}".rstrip()
