from pathlib import Path

import pytest

from tests.world import make_project, save

PAGES = {
    "templates/theme/assets/own.css": "b {}\n",
    "docs/index.md": "# Home\n\n[One](papers/one.md) and [two](papers/two.md)\n",
    "docs/papers/one.md": "# Paper one\n\nOn folding.\n\n[What](../about.md#what)\n\n"
    "<p data-search-exclude>not searched</p>\n",
    "docs/papers/two.md": "---\nsearch: {exclude: true}\n---\n# Paper two\n\n[One](one.md)\n",
    "docs/data/papers.json": "[]\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small project, with few pages that MkDocs builds at once."""
    for name, text in PAGES.items():
        save(tmp_path, name, text)
    return make_project(tmp_path, locked=False)
