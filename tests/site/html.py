"""Markdown as MkDocs renders it, and HTML as a reader sees it."""

from functools import cache
from html.parser import HTMLParser
from typing import Any

import markdown
import yaml

from tests.world import ROOT

TEMPLATES = (ROOT / "templates",)


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
