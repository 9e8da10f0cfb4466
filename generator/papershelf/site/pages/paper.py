"""What a paper's own page shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote_plus

from papershelf.model import CataloguePaper, Resemblance
from papershelf.site.pages.cards import Chip, keyword_chip, list_chip, paper_chip, reason, topic_chip
from papershelf.site.pages.curated import curated
from papershelf.site.pages.escape import is_web_address
from papershelf.site.pages.highlight import highlighted, keyword_spans, link_spans, paragraphs
from papershelf.site.pages.shelf import Shelf
from papershelf.site.pages.words import day, gist, link_label, seen

_CATALOGUES = (
    ("arXiv", "https://arxiv.org/search/?searchtype=title&query="),
    ("Semantic Scholar", "https://www.semanticscholar.org/search?q="),
    ("Google Scholar", "https://scholar.google.com/scholar?q="),
    ("Hugging Face Papers", "https://huggingface.co/papers?q="),
)


def paper_values(shelf: Shelf, entry: CataloguePaper) -> dict[str, Any]:
    """Return what the page of a paper shows, for its template."""
    paper = entry.paper
    return {
        "title": paper.title,
        "heading": highlighted(paper.title, keyword_spans(paper.title, "title", entry.keywords)),
        "gist": gist(paper.abstract),
        "abstract": paragraphs(paper.abstract, _abstract_spans(entry)),
        "note": curated(entry.note),
        "tags": entry.tags,
        "added": day(entry.added),
        "seen": seen(paper.provenance),
        "topics": [topic_chip(shelf.topics[placement.topic_id]) for placement in entry.topics],
        "reasons": [reason(shelf, entry, placement) for placement in entry.topics],
        "keywords": [keyword_chip(shelf, keyword.id) for keyword in entry.keywords],
        "links": list(_links(entry)),
        "lookups": [
            (name, query + quote_plus(paper.title.encode("utf-8", "replace"))) for name, query in _CATALOGUES
        ],
        "resembling": [_resembling(shelf, like) for like in entry.resembling],
        "lists": [list_chip(shelf.lists[list_id]) for list_id in entry.list_ids],
        "is_curated": entry.is_curated,
    }


def _abstract_spans(entry: CataloguePaper) -> Iterator[Any]:
    text = entry.paper.abstract
    yield from keyword_spans(text, "abstract", entry.keywords)
    yield from link_spans(text, entry.paper.links)


def _links(entry: CataloguePaper) -> Iterator[tuple[str, str, bool]]:
    """Yield label, address, and whether a curator gave it; the curator's first, each address once."""
    passed: set[str] = set()
    for links, by_curator in ((entry.links, True), (entry.paper.links, False)):
        for link in links:
            if link.url not in passed and is_web_address(link.url):
                passed.add(link.url)
                yield link_label(link), link.url, by_curator


def _resembling(shelf: Shelf, like: Resemblance) -> tuple[Chip, list[str]]:
    return paper_chip(shelf.papers[like.paper_id]), [shelf.phrase(keyword_id) for keyword_id in like.shared]
