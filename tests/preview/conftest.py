from pathlib import Path

import pytest

CONFIG = """\
site_name: A list
site_url: https://example.org/list/
theme: {name: material, font: false, custom_dir: templates/theme, features: [navigation.prune]}
plugins: [search]
validation: {anchors: warn}
nav: [{Home: index.md}, about.md]
not_in_nav: /papers/
"""
FILES = {
    "mkdocs.yml": CONFIG,
    "templates/theme/main.html": '{% extends "base.html" %}\n',
    "templates/theme/assets/own.css": "b {}\n",
    "docs/index.md": "# Home\n\n[One](papers/one.md) and [two](papers/two.md)\n",
    "docs/about.md": "---\ntitle: About this list\n---\n\n# About\n\n## What\n\nText.\n",
    "docs/papers/one.md": "# Paper one\n\nOn folding.\n\n[What](../about.md#what)\n\n"
    "<p data-search-exclude>not searched</p>\n",
    "docs/papers/two.md": "---\nsearch: {exclude: true}\n---\n# Paper two\n\n[One](one.md)\n",
    "docs/data/papers.json": "[]\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small list that MkDocs can build."""
    for name, text in FILES.items():
        write(tmp_path, name, text)
    return tmp_path


def write(project: Path, name: str, text: str) -> None:
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
