"""The JSON Schemas of the curation files, for editors that complete and underline.

`make generated` writes them; a test keeps the committed ones current.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from papershelf.curation.models import MODELS
from papershelf.files import write_if_changed

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TITLES = {
    "list": "A reading list",
    "topics": "Decisions about topics",
    "keywords": "Decisions about keywords",
    "papers": "Decisions about papers",
    "home": "The home page",
}


def schemas() -> dict[str, str]:
    """Return each kind's schema as JSON text, by the name of its file."""
    return {f"{kind}.json": json.dumps(_schema(kind), ensure_ascii=False, indent=2) + "\n" for kind in MODELS}


def write_schemas(folder: Path) -> None:
    """Write the schemas that differ from what is in the folder."""
    for name, text in schemas().items():
        write_if_changed(folder / name, text)


def _schema(kind: str) -> dict[str, Any]:
    schema = MODELS[kind].model_json_schema()
    described = {"$schema": DIALECT, "title": _TITLES[kind], **_fit(schema)}
    return {**described, "title": _TITLES[kind]}


def _fit(schema: Any) -> Any:
    """Take pydantic's titles and defaults away, and let every key that may be missing be empty too."""
    if isinstance(schema, list):
        return [_fit(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    required = schema.get("required", [])
    fit = {
        key: {
            name: _fit(below) if key != "properties" or name in required else _or_nothing(_fit(below))
            for name, below in value.items()
        }
        if key in {"properties", "$defs"}
        else _fit(value)
        for key, value in schema.items()
        if key not in {"title", "default"} or key == "properties"
    }
    if "additionalProperties" in fit and isinstance(fit["additionalProperties"], dict):
        fit["additionalProperties"] = _or_nothing(fit["additionalProperties"])
    return fit


def _or_nothing(schema: dict[str, Any]) -> dict[str, Any]:
    """Let a key have nothing behind it: to the reader of curation/ that says nothing."""
    said = {key: value for key, value in schema.items() if key == "description"}
    rest = {key: value for key, value in schema.items() if key != "description"}
    alternatives = rest["anyOf"] if set(rest) == {"anyOf"} else [rest]
    kinds = [one for one in alternatives if one != {"type": "null"}]
    if len(kinds) == 1 and "type" in kinds[0]:
        types = kinds[0]["type"] if isinstance(kinds[0]["type"], list) else [kinds[0]["type"]]
        return {**said, **kinds[0], "type": [*types, "null"]}
    return {**said, "anyOf": [*kinds, {"type": "null"}]}


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]))
