"""The reference of every key in docs/curating.md, made from the models.

`make generated` brings it up to date; a test says when it is not.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from papershelf.curation.models import (
    CuratedLink,
    Home,
    KeywordDecisions,
    ListEntry,
    ListSection,
    PaperDecision,
    PaperTopics,
    ReadingList,
    TopicDecision,
)
from papershelf.curation.yaml.writing import flow, scalar
from papershelf.files import write_if_changed

TABLES: dict[str, type[BaseModel]] = {
    "list": ReadingList,
    "section": ListSection,
    "entry": ListEntry,
    "topic": TopicDecision,
    "keywords": KeywordDecisions,
    "paper": PaperDecision,
    "link": CuratedLink,
    "paper-topics": PaperTopics,
    "home": Home,
}
_PLACE = re.compile(r"(<!-- keys: ([a-z-]+) -->\n).*?(<!-- end -->\n)", re.DOTALL)


def with_reference(text: str) -> str:
    """Return a page with tables made again between `<!-- keys: NAME -->` and `<!-- end -->`."""
    return _PLACE.sub(lambda match: f"{match[1]}{table(match[2])}{match[3]}", text)


def table(name: str) -> str:
    """Return the keys of one model as a Markdown table, each with an example."""
    rows = [_row(key, field) for key, field in TABLES[name].model_fields.items()]
    return "\n".join(["\n| key | what it does | example |", "|---|---|---|", *rows, "\n"])


def _row(key: str, field: FieldInfo) -> str:
    needed = " (needed)" if field.is_required() else ""
    return f"| `{key}`{needed} | {field.description} | `{example(key, field)}` |"


def example(key: str, field: FieldInfo) -> str:
    """Return a field's example as a line of YAML."""
    [value] = field.examples or [""]
    written = scalar(value, in_flow=False) if isinstance(value, str) else flow(value)
    return f"{key}: {written}"


if __name__ == "__main__":
    page = Path(sys.argv[1])
    write_if_changed(page, with_reference(page.read_text(encoding="utf-8")))
