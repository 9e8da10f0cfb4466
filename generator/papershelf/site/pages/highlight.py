"""Marks and links inside titles, abstracts and sentences, as escaped Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from markupsafe import Markup

from papershelf.markdown import destination, markdown
from papershelf.model import Keyword, Link
from papershelf.text import is_web_address

_PARAGRAPH = re.compile(r"\S(?:(?!\n\s*\n).)*", re.DOTALL)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch [start, end) of a text to be marked, or linked where it is an address."""

    start: int
    end: int
    url: str = ""


def highlighted(text: str, spans: Iterable[Span]) -> Markup:
    """Return `text` as Markdown with its spans marked or linked; of two that overlap the first and longer."""
    return _highlighted(text, tuple(_apart(spans)))


@lru_cache(maxsize=20_000)  # the live preview lays out all pages after each edit, nearly all as before
def _highlighted(text: str, spans: tuple[Span, ...]) -> Markup:
    return Markup("").join(_pieces(text, spans))


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    at = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end, span.url)):
        if span.start >= at:
            yield span
            at = span.end


def _pieces(text: str, spans: Sequence[Span]) -> Iterator[Markup]:
    at = 0
    for span in spans:
        yield _plain(text[at : span.start])
        yield _marked(text[span.start : span.end], span.url)
        at = span.end
    yield _plain(text[at:])


def _plain(text: str) -> Markup:
    """Escape a stretch between two marks, with the blanks at its ends kept."""
    blank = Markup(" ")
    body = markdown(text)
    if not body:
        return blank if text.strip() != text else body
    return (blank if text[:1].isspace() else "") + body + (blank if text[-1:].isspace() else "")


def _marked(text: str, url: str) -> Markup:
    if url:
        return Markup("[{}]({})").format(markdown(text), destination(url))
    return Markup("<mark>{}</mark>").format(markdown(text))


def keyword_spans(
    text: str, field: Literal["title", "abstract"], keywords: Iterable[Keyword]
) -> Iterator[Span]:
    """Yield where keywords stand in a title or abstract.

    Places belong to the source's text: in a title or abstract that a curator corrected, those that no
    longer hold a form of their keyword are left out.
    """
    for keyword in keywords:
        for place in keyword.places:
            if place.field == field and text[place.start : place.end] in keyword.forms:
                yield Span(place.start, place.end)


def form_spans(text: str, keywords: Iterable[Keyword]) -> Iterator[Span]:
    """Yield where the forms of keywords stand, as whole words, in any text."""
    forms = {form for keyword in keywords for form in keyword.forms if form}
    if forms:
        yield from _word_spans(text, tuple(sorted(forms, key=lambda form: (-len(form), form))))


@lru_cache(maxsize=20_000)  # as above; compiling a pattern costs more than looking for it
def _word_spans(text: str, longest_first: tuple[str, ...]) -> tuple[Span, ...]:
    pattern = "|".join(map(re.escape, longest_first))
    matches = re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text)
    return tuple(Span(match.start(), match.end()) for match in matches)


def link_spans(text: str, links: Iterable[Link]) -> Iterator[Span]:
    """Yield where addresses stand in a text."""
    for link in links:
        if is_web_address(link.url):
            for match in re.finditer(re.escape(link.url), text):
                yield Span(match.start(), match.end(), link.url)


def paragraphs(text: str, spans: Iterable[Span]) -> tuple[Markup, ...]:
    """Return the paragraphs of `text`, kept apart by an empty line, each highlighted."""
    every = tuple(spans)
    return tuple(
        highlighted(match.group(), _within(every, match.start(), match.end()))
        for match in _PARAGRAPH.finditer(text)
    )


def _within(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    for span in spans:
        if start <= span.start and span.end <= end:
            yield Span(span.start - start, span.end - start, span.url)
