"""Writes papers as listings, and does to them what editors, mail programs and copying do."""

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


def some(share: float, damage: Damage) -> Damage:
    """Return what does the damage to a share of the papers."""
    return lambda item, chance: damage(item, chance) if chance.random() < share else item


def wrapped(width: int) -> Damage:
    return lambda item, chance: replace(
        item, paragraphs=tuple(tuple(textwrap.wrap(text_of(part), width)) for part in item.paragraphs)
    )


def in_sentences(item: Item, chance: random.Random) -> Item:
    return replace(item, paragraphs=(tuple(SENTENCE_END.split(item.paragraphs[0][0])),))


def short(item: Item, chance: random.Random) -> Item:
    return replace(item, paragraphs=((SENTENCE_END.split(item.paragraphs[0][0])[0],),))


def in_paragraphs(item: Item, chance: random.Random) -> Item:
    sentences = SENTENCE_END.split(item.paragraphs[0][0])
    if len(sentences) < 3:
        return item
    cut = chance.randrange(1, len(sentences))
    return replace(item, paragraphs=((" ".join(sentences[:cut]),), (" ".join(sentences[cut:]),)))


def long_title(item: Item, chance: random.Random) -> Item:
    title = item.title[0]
    while len(title) <= 200:
        title += chance.choice([": ", " and ", ", "]) + item.title[0]
    return replace(item, title=(title,))


DAMAGES: dict[str, Damage] = {
    "none": lambda item, chance: item,
    "wrapped at 80": wrapped(80),
    "wrapped at 90": wrapped(90),
    "a tenth wrapped at 100": some(0.1, wrapped(100)),
    "paragraphs": in_paragraphs,
    "a few paragraphs": some(0.1, in_paragraphs),
    "a line a sentence": in_sentences,
    "a few in sentences": some(0.1, in_sentences),
    "short abstracts": some(0.1, short),
    "long titles": some(0.05, long_title),
}
