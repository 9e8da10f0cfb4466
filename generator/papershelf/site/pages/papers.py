"""A page for each paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote_plus

from markupsafe import Markup

from papershelf.library import (
    Library,
    LibraryKeyword,
    LibraryPaper,
    LibraryTopic,
    Resemblance,
    TopicPlacement,
)
from papershelf.model import Link
from papershelf.site.page import Page
from papershelf.site.pages.addresses import address_of
from papershelf.site.pages.cards import why
from papershelf.site.pages.highlight import (
    Span,
    form_spans,
    highlighted,
    keyword_spans,
    link_spans,
    paragraphs,
)
from papershelf.text import is_web_address

_LOOKUPS = (
    ("arXiv", "https://arxiv.org/search/?searchtype=title&query="),
    ("Semantic Scholar", "https://www.semanticscholar.org/search?q="),
    ("Google Scholar", "https://scholar.google.com/scholar?q="),
    ("Hugging Face Papers", "https://huggingface.co/papers?q="),
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a paper stands in a topic: words (none where they are the topic's name), and the sentence."""

    topic: LibraryTopic
    words: str
    sentence: Markup


@dataclass(frozen=True, slots=True)
class Alike:
    """A paper that resembles this one, and the keywords both have."""

    paper: LibraryPaper
    shared: tuple[LibraryKeyword, ...]


def pages(library: Library) -> Iterator[Page]:
    """Yield a page for each paper, and for nothing else."""
    for paper in library.papers.values():
        values = {
            "paper": paper,
            "heading": highlighted(paper.name, keyword_spans(paper.name, "title", paper.keywords)),
            "abstract": paragraphs(paper.paper.abstract, _abstract_spans(paper)),
            "topics": library.topics_of(paper),
            "reasons": [_reason(library, paper, placement) for placement in paper.topics],
            "keywords": library.keywords_of(paper),
            "links": _links(paper),
            "lookups": _lookups(paper),
            "resembling": [_alike(library, resemblance) for resemblance in paper.resembling],
            "lists": library.lists_of(paper),
        }
        yield Page(address_of(paper), "paper.md", values)


def _abstract_spans(paper: LibraryPaper) -> Iterator[Span]:
    text = paper.paper.abstract
    yield from keyword_spans(text, "abstract", paper.keywords)
    yield from link_spans(text, paper.paper.links)


def _reason(library: Library, paper: LibraryPaper, placement: TopicPlacement) -> Reason:
    own = {keyword.id: keyword for keyword in paper.keywords}
    keywords = [own[keyword_id] for keyword_id in placement.keyword_ids if keyword_id in own]
    sentence = placement.sentence if placement.evidence == "keywords" else ""
    topic, words = library.topics[placement.topic_id], why(library, placement)
    says_the_topic = bool(sentence) and words.casefold() == topic.label.casefold()
    return Reason(
        topic, "" if says_the_topic else words, highlighted(sentence, form_spans(sentence, keywords))
    )


def _links(paper: LibraryPaper) -> tuple[Link, ...]:
    """Return the curator's links, then the paper's, each address once."""
    links: dict[str, Link] = {}
    for link in (*paper.curated_links, *paper.paper.links):
        links.setdefault(link.url, link)
    return tuple(link for link in links.values() if is_web_address(link.url))


def _lookups(paper: LibraryPaper) -> list[tuple[str, str]]:
    title = quote_plus(paper.name.encode("utf-8", "replace"))
    return [(name, query + title) for name, query in _LOOKUPS]


def _alike(library: Library, resemblance: Resemblance) -> Alike:
    return Alike(library.papers[resemblance.paper_id], tuple(map(library.keyword, resemblance.shared)))
