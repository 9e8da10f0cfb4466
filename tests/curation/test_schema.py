import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from papershelf.curation.schema import schemas, write_schemas
from tests.curation.test_read import EVERYTHING
from tests.world import ROOT

TYPES = {
    "string": str,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
    "array": list,
    "object": dict,
    "integer": int,
}


def kind_of(name):
    return "list.json" if name.startswith("lists/") else f"{Path(name).stem}.json"


def misfits(value: object, schema: dict[str, Any], top: dict[str, Any], where: str = "") -> list[str]:
    """Check a value against as much of JSON Schema as ours use; return the paths that do not fit."""
    if "$ref" in schema:
        schema = top["$defs"][schema["$ref"].rpartition("/")[2]]
    assert schema.keys() <= {
        *("$schema", "$defs", "title", "description", "type", "properties", "additionalProperties"),
        *("required", "items", "anyOf", "enum", "pattern", "minimum", "maximum", "minLength", "examples"),
    }
    if "anyOf" in schema:
        found = [misfits(value, one, top, where) for one in schema["anyOf"]]
        return [] if [] in found else max(found, key=lambda paths: max(map(len, paths)))
    if not fits(value, schema):
        return [where]
    if isinstance(value, list):
        below = schema.get("items", {})
        return [path for at, one in enumerate(value) for path in misfits(one, below, top, f"{where}/{at}")]
    return misfit_keys(value, schema, top, where) if isinstance(value, dict) else []


def fits(value, schema):
    named = schema.get("type", list(TYPES))
    types = flat(TYPES[one] for one in ([named] if isinstance(named, str) else named))
    if isinstance(value, bool) and bool not in types:
        return False
    is_said = "enum" not in schema or value in schema["enum"]
    is_written = not isinstance(value, str) or re.search(schema.get("pattern", ""), value)
    return isinstance(value, tuple(types)) and is_said and is_written


def flat(types):
    return [one for each in types for one in (each if isinstance(each, tuple) else (each,))]


def misfit_keys(value, schema, top, where):
    found = [f"{where}/{key}" for key in schema.get("required", []) if key not in value]
    for key, one in value.items():
        rest = schema.get("additionalProperties", {})
        below = schema.get("properties", {}).get(key, rest)
        found += [f"{where}/{key}"] if below is False else misfits(one, below, top, f"{where}/{key}")
    return found


def test_committed_schemas_are_current():
    """If this fails: python -m papershelf.curation.schema curation/schema."""
    committed = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "curation/schema").iterdir()}
    assert committed == schemas()


def test_write(tmp_path):
    write_schemas(tmp_path)
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == schemas()


def files_of_this_project():
    return sorted(path.relative_to(ROOT / "curation") for path in (ROOT / "curation").rglob("*.yml"))


@pytest.mark.parametrize("name", [str(path) for path in files_of_this_project()])
def test_files_name_their_schema_and_fit_it(name):
    text = (ROOT / "curation" / name).read_text(encoding="utf-8")
    up = "../" if "/" in name else ""
    assert text.startswith(f"# yaml-language-server: $schema={up}schema/{kind_of(name)}\n")
    schema = json.loads(schemas()[kind_of(name)])
    assert misfits(yaml.safe_load(text), schema, schema) == []


@pytest.mark.parametrize("name", EVERYTHING)
def test_what_is_read_fits_the_schema(name):
    schema = json.loads(schemas()[kind_of(name)])
    assert misfits(yaml.safe_load(EVERYTHING[name]), schema, schema) == []


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("list.json", "{title: X, papers: [{paper: a, nota: b}]}", ["/papers/0/nota"]),
        ("list.json", "{papers: [{note: b}]}", ["/title", "/papers/0/paper"]),
        ("topics.json", "{a: {pin: 'yes', merge: b}}", ["/a/pin", "/a/merge"]),
        ("papers.json", "{a: {links: [{kind: x, url: 'ftp://x'}]}}", ["/a/links/0/kind", "/a/links/0/url"]),
        ("keywords.json", "{aliases: {a: b}, seed: []}", ["/aliases/a", "/seed"]),
        ("home.json", "{new: many, lists: [1984, no]}", ["/new"]),
        ("home.json", "{new: , lists: , intro: }", []),
    ],
)
def test_what_is_refused_does_not_fit_the_schema(name, text, expected):
    schema = json.loads(schemas()[name])
    assert sorted(misfits(yaml.safe_load(text), schema, schema)) == sorted(expected)
