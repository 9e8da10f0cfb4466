"""What people read about the project names only what is there."""

import re
from pathlib import Path

import pytest

from benchmarks.tables import HEAD, with_section
from tests.world import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
FOLDERS = "benchmarks|curation|docs|generator|lock|sources|templates|tests"
NAMED = re.compile(rf"\]\(([^)#:]+)\)|`((?:{FOLDERS})/[\w/.-]*)`|python -m (benchmarks\.\w+)")
EXAMPLES = ("curation/declined.yml", "curation/lists/NAME.yml")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_a_page_names_are_there(page: Path) -> None:
    for link, path, module in NAMED.findall(page.read_text(encoding="utf-8")):
        name = link or path or f"{module.replace('.', '/')}.py"
        places = (page.parent / name,) if link else (ROOT / name, ROOT / "generator/papershelf" / name)
        assert name in EXAMPLES or any(place.exists() for place in places), name


def test_the_architecture_fits_on_a_page() -> None:
    assert len((ROOT / "docs/architecture.md").read_text(encoding="utf-8").splitlines()) <= 150


def test_a_table_takes_the_place_of_the_one_before() -> None:
    page = with_section(with_section(with_section("", "A", "old"), "B", "other"), "A", "\nnew\n\n")
    assert page == f"{HEAD}\n## A\n\nnew\n\n## B\nother\n"
