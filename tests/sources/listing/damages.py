"""Writes papers as listings, and does to them what editors, mail programs and copying do."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, replace

GLUED_HEADER = [
    "Get trending papers in your email inbox once a day!",
    "Get trending papers in your email inbox!",
]
SPACED_HEADER = [
    "new",
    "Get trending papers in your email inbox!",
    "Subscribe",
    "byAK and the research community",
]
SENTENCE_END = re.compile(r"(?<=[a-z)]\.)\s+(?=[A-Z])")


@dataclass(frozen=True)
class Item:
    """A paper as it will be written: the title's lines, and the lines of each paragraph of the abstract."""

    title: tuple[str, ...]
    paragraphs: tuple[tuple[str, ...], ...]


Damage = Callable[[Item, random.Random], Item]


def listing(papers: list[Item], spaced: bool) -> list[str]:
    lines = (
        [line for name in SPACED_HEADER for line in (name, "")] + ["Mar 14", ""]
        if spaced
        else GLUED_HEADER.copy()
    )
    for number, paper in enumerate(papers):
        title = list(paper.title)
        if number == 0 and not spaced and title:
            title[0] = f"Subscribe{title[0]}"
        lines += title + [""] * (spaced and bool(title))
        for index, paragraph in enumerate(paper.paragraphs):
            lines += ([""] if index else []) + list(paragraph)
        lines += [""] * (spaced and bool(paper.paragraphs))
    return lines


def text_of(part: tuple[str, ...]) -> str:
    """Return wrapped lines joined as they were: a wrap at a hyphen leaves no blank."""
    return re.sub(r"(?<=\w)-\n(?=\w)", "-", "\n".join(part)).replace("\n", " ")


def expected(papers: list[Item]) -> list[tuple[str, str]]:
    return [
        (text_of(paper.title), "\n\n".join(map(text_of, paper.paragraphs))) for paper in papers if paper.title
    ]


def squeezed(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return titles and abstracts without blanks, paragraphs still apart."""
    return [
        (re.sub(r"\s", "", title), re.sub(r"[^\S\n]|(?<!\n)\n(?!\n)", "", abstract))
        for title, abstract in pairs
    ]


def wrapped(width: int, share: float) -> Damage:
    def damage(item: Item, chance: random.Random) -> Item:
        if chance.random() >= share:
            return item
        return replace(
            item, paragraphs=tuple(tuple(textwrap.wrap(text_of(p), width)) for p in item.paragraphs)
        )

    return damage


def in_paragraphs(share: float) -> Damage:
    def damage(item: Item, chance: random.Random) -> Item:
        sentences = SENTENCE_END.split(item.paragraphs[0][0])
        if chance.random() >= share or len(sentences) < 3:
            return item
        cut = chance.randrange(1, len(sentences))
        return replace(item, paragraphs=((" ".join(sentences[:cut]),), (" ".join(sentences[cut:]),)))

    return damage


def in_sentences(share: float) -> Damage:
    def damage(item: Item, chance: random.Random) -> Item:
        sentences = tuple(SENTENCE_END.split(item.paragraphs[0][0]))
        return replace(item, paragraphs=(sentences,)) if chance.random() < share else item

    return damage


def short(share: float) -> Damage:
    def damage(item: Item, chance: random.Random) -> Item:
        first = SENTENCE_END.split(item.paragraphs[0][0])[0]
        return replace(item, paragraphs=((first,),)) if chance.random() < share else item

    return damage


def long_title(share: float) -> Damage:
    def damage(item: Item, chance: random.Random) -> Item:
        title = item.title[0]
        while len(title) <= 200:
            title += chance.choice([": ", " and ", ", "]) + item.title[0]
        return replace(item, title=(title,)) if chance.random() < share else item

    return damage


DAMAGES: dict[str, Damage] = {
    "none": lambda item, chance: item,
    "wrapped at 80": wrapped(80, 1.0),
    "wrapped at 90": wrapped(90, 1.0),
    "a tenth wrapped at 100": wrapped(100, 0.1),
    "paragraphs": in_paragraphs(1.0),
    "a few paragraphs": in_paragraphs(0.1),
    "a line a sentence": in_sentences(1.0),
    "a few in sentences": in_sentences(0.1),
    "short abstracts": short(0.1),
    "long titles": long_title(0.05),
}
