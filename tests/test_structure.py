"""Imports point one way: cli → preview → pipeline → stages → base; no stage imports another.

Modules of the base (shapes, text, errors …) may use each other.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import generator

PACKAGE = Path(generator.__file__).parent
LAYERS = (
    {"shapes", "text", "errors", "files", "jsonl", "cleaning", "progress", "parallel", "recall", "templates"},
    {
        "sources",
        "corpus",
        "encoder",
        "keywords",
        "topics",
        "resembling",
        "map",
        "lock",
        "curation",
        "catalogue",
        "pages",
        "site",
        "suggest",
        "diff",
        "reporting",
        "scaffold",
    },
    {"pipeline"},
    {"locking"},
    {"preview"},
    {"cli"},
    {"__main__"},
)
HEAVY = {
    "HanTa",
    "keybert",
    "mkdocs",
    "onnxruntime",
    "scipy",
    "sentence_transformers",
    "sklearn",
    "tokenizers",
    "torch",
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def level(name: str) -> int:
    return next(number for number, layer in enumerate(LAYERS) if name in layer)


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def at_the_top(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from imported(ast.Module([node], []))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_one_way(path: Path) -> None:
    here = room(name_of(path))
    others = {room(name) for name in imported(ast.parse(path.read_text())) if name.startswith("generator.")}
    others -= {here, "__version__"}
    if here:
        ceiling = max(level(here), 1)
        assert {other for other in others if level(other) >= ceiling} == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_what_is_slow_to_import_is_imported_where_it_is_used(path: Path) -> None:
    roots = {name.split(".")[0] for name in at_the_top(ast.parse(path.read_text()))}
    assert roots & HEAVY == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_its_job(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text()))
