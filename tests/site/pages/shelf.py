"""A small catalogue in which every kind of page has something to show, and Markdown as MkDocs renders it."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser
from typing import Any

import markdown
import yaml

from papershelf.model import (
    Catalogue,
    CatalogueKeyword,
    CataloguePaper,
    CatalogueTopic,
    Home,
    Keyword,
    Link,
    ListEntry,
    ListSection,
    OldAddress,
    Paper,
    Place,
    Provenance,
    ReadingList,
    Resemblance,
    TopicKeyword,
    TopicPlacement,
)
from tests.world import ROOT

TEMPLATES = (ROOT / "templates",)
SENTENCE = "We propose Foldbot, a cure for catastrophic forgetting that replays little."
ABSTRACT = (
    f"Networks forget. {SENTENCE}\n\nOur code is at https://github.com/fold/bot_1 and costs < $5 a run."
)


def keyword(phrase: str, text: str) -> Keyword:
    start = text.lower().index(phrase)
    form = text[start : start + len(phrase)]
    return Keyword(
        phrase.replace(" ", "-"), phrase, 0.8, (form,), (Place("abstract", start, start + len(phrase)),)
    )


def paper(number: int, **changes: Any) -> CataloguePaper:
    value = Paper(
        f"paper-{number}",
        f"Foldbot {number}: *forgetting* <less>",
        ABSTRACT,
        (Provenance("sources/a_b.txt", 3, number, "Mar 14"),),
        links=(Link("code", "https://github.com/fold/bot_1"),),
    )
    standard = {
        "added": "2026-11-21",
        "keywords": (keyword("catastrophic forgetting", ABSTRACT), keyword("foldbot", ABSTRACT)),
        "topics": (TopicPlacement("forgetting", "keywords", ("catastrophic-forgetting",), SENTENCE),),
    }
    return CataloguePaper(value, **(standard | changes))


def catalogue(papers: int = 4) -> Catalogue:
    """Return a catalogue of at least four papers: sorted but for the last, the first curated."""
    entries = [paper(number) for number in range(1, papers)]
    entries[0] = paper(
        1,
        note="Read *this* first.",
        pinned=True,
        tags=("classic",),
        links=(Link("paper", "https://arxiv.org/abs/2205.13147"),),
        list_ids=("folding",),
        resembling=(Resemblance("paper-2", 0.9, ("catastrophic-forgetting",)), Resemblance("paper-3", 0.4)),
        is_curated=True,
    )
    unsorted = paper(papers, keywords=(), topics=())
    ids = tuple(entry.paper.id for entry in entries)
    return Catalogue(
        papers=tuple(sorted((*entries, unsorted), key=lambda entry: entry.paper.id)),
        keywords=(
            CatalogueKeyword(
                "catastrophic-forgetting", "catastrophic forgetting", ("forgetting",), ids, ("forgetting",)
            ),
            CatalogueKeyword("foldbot", "Foldbot", ("Foldbot",), ids[:2], (), is_name=True),
        ),
        topics=(
            CatalogueTopic(
                "learning",
                "Learning settings",
                (),
                ids,
                None,
                ("forgetting",),
                "How *data* arrive.",
                True,
                True,
            ),
            CatalogueTopic(
                "forgetting", "Forgetting", (TopicKeyword("catastrophic-forgetting", 1.0),), ids, "learning"
            ),
        ),
        lists=(
            ReadingList(
                "folding",
                "Folding: start here",
                "One vector.\n\nMany sizes.",
                (
                    ListSection(
                        "Ideas", (ListEntry("paper-1", "The *idea*.", True, 80), ListEntry("paper-2"))
                    ),
                ),
            ),
        ),
        home=Home("What **this** is.", ("folding",), 2),
        old_addresses=(
            OldAddress("paper", "old-paper", "Old paper", "paper-2"),
            OldAddress("topic", "old-topic", "Old topic", None, "it held nothing"),
        ),
    )


@cache
def settings() -> tuple[list[str], dict[str, Any]]:
    """Return the Markdown extensions that mkdocs.yml switches on, after MkDocs' own, with their options."""
    text = (ROOT / "mkdocs.yml").read_text("utf-8").replace("!ENV ", "")
    chosen = yaml.safe_load(text)["markdown_extensions"]
    options = {name: values for entry in chosen if isinstance(entry, dict) for name, values in entry.items()}
    names = [entry if isinstance(entry, str) else next(iter(entry)) for entry in chosen]
    return ["toc", "tables", "fenced_code", *(name for name in names if name != "toc")], options


def html(text: str) -> str:
    """Return a page's Markdown as the HTML that MkDocs makes of it."""
    names, options = settings()
    return markdown.markdown(text, extensions=names, extension_configs=options)


class Reader(HTMLParser):
    """Reads HTML as a person or a browser does: the text, the tags, the attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data
