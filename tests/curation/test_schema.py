import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from papershelf.curation.schema import schemas, write_schemas
from tests.curation.everything import EVERYTHING
from tests.world import ROOT, tree

TYPES: dict[str, Any] = {"string": str, "number": (int, float), "boolean": bool, "null": type(None)}
TYPES |= {"array": list, "object": dict, "integer": int}
WORDS = (
    "$schema $defs title description type properties additionalProperties required items anyOf enum pattern"
)
USED = {*WORDS.split(), "minimum", "maximum", "minLength", "examples"}


def kind_of(name):
    return "list.json" if name.startswith("lists/") else f"{Path(name).stem}.json"


def misfits(value, schema, top, where=""):
    """Check a value against as much of JSON Schema as ours use; return the paths that do not fit."""
    if "$ref" in schema:
        schema = top["$defs"][schema["$ref"].rpartition("/")[2]]
    assert schema.keys() <= USED
    if "anyOf" in schema:
        found = [misfits(value, one, top, where) for one in schema["anyOf"]]
        return [] if [] in found else max(found, key=lambda paths: max(map(len, paths)))
    if not fits(value, schema):
        return [where]
    parts = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
    rest = schema.get("items") or schema.get("additionalProperties", {})
    paths = [f"{where}/{key}" for key in schema.get("required", []) if key not in value]
    for key, one in parts:
        below = schema.get("properties", {}).get(key, rest)
        paths += [f"{where}/{key}"] if below is False else misfits(one, below, top, f"{where}/{key}")
    return paths


def fits(value, schema):
    named = schema.get("type", list(TYPES))
    types = [TYPES[one] for one in ([named] if isinstance(named, str) else named)]
    if (isinstance(value, bool) and bool not in types) or not isinstance(value, tuple(types)):
        return False
    is_written = not isinstance(value, str) or re.search(schema.get("pattern", ""), value)
    return is_written and ("enum" not in schema or value in schema["enum"])


def test_committed_schemas_are_current():
    """If this fails: python -m papershelf.curation.schema curation/schema."""
    committed = {name: data.decode() for name, data in tree(ROOT / "curation/schema").items()}
    assert committed == schemas()


def test_write(tmp_path):
    write_schemas(tmp_path)
    assert {name: data.decode() for name, data in tree(tmp_path).items()} == schemas()


FILES = sorted(path.relative_to(ROOT / "curation").as_posix() for path in (ROOT / "curation").rglob("*.yml"))


@pytest.mark.parametrize("name", FILES)
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
