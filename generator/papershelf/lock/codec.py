"""The lock's values as JSON and back; a value survives the round trip, to the byte."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from papershelf.model import Coordinates, Extraction, Keyword, Place, Retired, Topic, TopicKeyword

FORMAT = 1
_FIELDS = {"title": "t", "abstract": "a"}
_NAMES = {letter: name for name, letter in _FIELDS.items()}


@dataclass(frozen=True, slots=True)
class Header:
    """What the lock was made with: first line of keywords.jsonl.

    Args:
        format: of the files; another one cannot be read.
        extraction: version of the extraction's code; an older one is only a notice.
        model, weights: the model's name and the sha256 of its weights.
        settings: what else changes the keywords; JSON scalars.
    """

    format: int
    extraction: int
    model: str
    weights: str
    settings: Mapping[str, str | int | float | bool] = field(default_factory=dict)


def dump_line(value: object) -> str:
    """Return a value as one line of JSON, as all lock files write it."""
    return json.dumps(value, ensure_ascii=False) + "\n"


def dump_header(header: Header) -> str:
    """Return the header's line."""
    return dump_line(
        {
            "format": header.format,
            "extraction": header.extraction,
            "model": header.model,
            "weights": header.weights,
            "settings": dict(sorted(header.settings.items())),
        }
    )


def parse_header(row: Mapping[str, Any]) -> Header:
    """Return the header a row holds; KeyError, TypeError or ValueError where it does not."""
    return Header(
        int(row["format"]),
        int(row["extraction"]),
        str(row["model"]),
        str(row["weights"]),
        dict(row["settings"]),
    )


def dump_extraction(extraction: Extraction) -> str:
    """Return a paper's line of keywords.jsonl."""
    return dump_line(
        {
            "id": extraction.paper_id,
            "title": extraction.title,
            "fingerprint": extraction.fingerprint,
            "added": extraction.added,
            "keywords": [_dump_keyword(keyword) for keyword in extraction.keywords],
        }
    )


def parse_extraction(row: Mapping[str, Any]) -> Extraction:
    """Return the extraction a row holds; KeyError, TypeError or ValueError where it does not."""
    keywords = tuple(map(_parse_keyword, row["keywords"]))
    return Extraction(
        _text(row, "id"), _text(row, "title"), _text(row, "fingerprint"), _text(row, "added"), keywords
    )


def dump_vector(paper_id: str, fingerprint: str, vector: npt.NDArray[np.int8]) -> str:
    """Return a paper's line of vectors.jsonl."""
    encoded = base64.b64encode(vector.tobytes()).decode("ascii")
    return dump_line({"id": paper_id, "fingerprint": fingerprint, "vector": encoded})


def parse_vector(row: Mapping[str, Any]) -> tuple[str, str, npt.NDArray[np.int8]]:
    """Return id, fingerprint and vector; KeyError, TypeError or ValueError where the row has none."""
    raw = base64.b64decode(row["vector"], validate=True)
    return _text(row, "id"), _text(row, "fingerprint"), np.frombuffer(raw, dtype=np.int8)


def dump_coordinates(place: Coordinates) -> str:
    """Return a paper's line of map.jsonl."""
    return dump_line({"id": place.paper_id, "x": place.x, "y": place.y})


def parse_coordinates(row: Mapping[str, Any]) -> Coordinates:
    """Return the coordinates a row holds; KeyError, TypeError or ValueError where it does not."""
    return Coordinates(_text(row, "id"), float(row["x"]), float(row["y"]))


def dump_topics(topics: tuple[Topic, ...]) -> str:
    """Return topics.json: one topic a line of its own, one keyword a line, for diffs that people read."""
    rows = [
        {
            "id": topic.id,
            "label": topic.label,
            "parent": topic.parent,
            "keywords": {keyword.keyword_id: keyword.weight for keyword in topic.keywords},
        }
        for topic in topics
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def parse_topics(rows: list[Mapping[str, Any]]) -> tuple[Topic, ...]:
    """Return the topics of topics.json; KeyError, TypeError or ValueError where they are none."""
    return tuple(
        Topic(
            _text(row, "id"),
            _text(row, "label"),
            tuple(TopicKeyword(keyword, float(weight)) for keyword, weight in row["keywords"].items()),
            row["parent"],
        )
        for row in rows
    )


def dump_retired(retired: tuple[Retired, ...]) -> str:
    """Return retired.json."""
    rows = [{"kind": old.kind, "id": old.id, "title": old.title, "to": old.to} for old in retired]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def parse_retired(rows: list[Mapping[str, Any]]) -> tuple[Retired, ...]:
    """Return the entries of retired.json; KeyError, TypeError or ValueError where they are none."""
    return tuple(Retired(row["kind"], row["id"], row["title"], row["to"]) for row in rows)


def _dump_keyword(keyword: Keyword) -> dict[str, object]:
    row: dict[str, object] = {
        "id": keyword.id,
        "phrase": keyword.phrase,
        "score": keyword.score,
        "forms": keyword.forms,
        "places": [[_FIELDS[place.field], place.start, place.end] for place in keyword.places],
    }
    return row | {"name": True} if keyword.is_name else row


def _parse_keyword(row: Mapping[str, Any]) -> Keyword:
    return Keyword(
        _text(row, "id"),
        _text(row, "phrase"),
        float(row["score"]),
        tuple(row["forms"]),
        tuple(_parse_place(*place) for place in row["places"]),
        row.get("name", False),
    )


def _parse_place(letter: str, start: int, end: int) -> Place:
    name = _NAMES[letter]
    return Place("title" if name == "title" else "abstract", int(start), int(end))


def _text(row: Mapping[str, Any], key: str) -> str:
    if not isinstance(row[key], str):
        raise TypeError(key)
    return str(row[key])
