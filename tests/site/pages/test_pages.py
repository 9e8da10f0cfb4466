import os
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

import jinja2
import pytest

from papershelf.errors import SiteError
from papershelf.library import Library, LibraryTopic, OldAddress
from papershelf.site.outputs import site_files
from papershelf.site.page import Page
from papershelf.site.pages import all_pages
from papershelf.site.pages.pagination import PAGE_SIZE, paginated
from papershelf.site.rendering import render_pages
from tests.site.html import TEMPLATES, Reader, html
from tests.world import ROOT, full_library

GOLDEN = Path(__file__).parent / "golden"
LINK = re.compile(r"\]\(((?!https?:)[^)#]*)")


def pages(value: Library | None = None) -> Mapping[str, str]:
    rendered = site_files(value or full_library(), TEMPLATES)
    assert len({file.path for file in rendered}) == len(rendered)
    return {file.path: file.content.decode() for file in rendered}


def body(text: str) -> Reader:
    return Reader(html(text.split("---\n", 2)[2]))


PAGES = pages()
GOLDEN_OF = {path: GOLDEN / path.replace("/index.md", ".md").replace("/", "-") for path in PAGES}


def test_there_is_a_page_for_everything_and_nothing_else_in_one_order() -> None:
    assert sorted(GOLDEN_OF.values()) == sorted(GOLDEN.iterdir())
    assert [page.path for page in all_pages(full_library())] == list(pages()) == list(PAGES)


@pytest.mark.parametrize("path", sorted(PAGES))
def test_pages_are_as_reviewed(path: str) -> None:
    """Run with GOLDEN=write to take what is rendered now; then review the difference."""
    if os.environ.get("GOLDEN") == "write":
        GOLDEN_OF[path].write_text(PAGES[path], encoding="utf-8")
    assert PAGES[path] == GOLDEN_OF[path].read_text("utf-8")


def test_every_link_leads_to_a_page() -> None:
    rendered = pages(full_library(papers=PAGE_SIZE + 20))
    for path, text in rendered.items():
        for target in LINK.findall(text):
            folder = PurePosixPath(path).parent
            parts: list[str] = []
            for part in (*folder.parts, *PurePosixPath(target).parts):
                parts = parts[:-1] if part == ".." else [*parts, part]
            assert "/".join(parts) in rendered, (path, target)


def test_markdown_shows_titles_and_abstracts_as_they_are() -> None:
    read = body(PAGES["papers/paper-2/index.md"])
    assert "Foldbot 2: *forgetting* <less>" in read.text
    assert "costs < $5 a run." in read.text


def test_long_pages_are_parted() -> None:
    rendered = pages(full_library(papers=2 * PAGE_SIZE + 5))
    parts = [path for path in rendered if path.startswith("topics/forgetting/")]
    assert parts == [f"topics/forgetting/{folder}index.md" for folder in ("", "page_2/", "page_3/")]
    shown = "".join(rendered[path] for path in parts)
    assert len(set(re.findall(r"papers/(paper-\d+)/", shown))) == 2 * PAGE_SIZE + 4


@pytest.mark.parametrize("size", [0, 1, PAGE_SIZE, PAGE_SIZE + 1])
def test_parts_hold_everything_once(size: int) -> None:
    parted = list(paginated("topics/x/index.md", range(size)))
    assert [item for _, part in parted for item in part] == list(range(size))
    assert [part.number for part, _ in parted] == list(range(1, len(parted) + 1))


def test_an_empty_library_has_its_pages() -> None:
    folders = ("", "keywords/", "lists/", "topics/", "unsorted/")
    assert sorted(pages(Library())) == [f"{folder}index.md" for folder in folders]


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        ((("a", "b"), ("b", "paper-1")), "paper-1"),
        ((("a", "b"), ("b", "a")), None),
        ((("a", "nowhere"),), None),
    ],
    ids=["on and on", "in a circle", "nowhere"],
)
def test_old_addresses_are_followed_to_the_end(ways, expected) -> None:
    old = tuple(OldAddress("paper", start, "Old", end) for start, end in ways)
    text = pages(replace(full_library(), old_addresses=old))["papers/a/index.md"]
    assert ("leads_to" in text) is (expected is not None)
    if expected:
        assert f'leads_to: "papers/{expected}/"' in text


def test_an_old_address_in_use_again_gives_way() -> None:
    old = (OldAddress("topic", "forgetting", "Old"),)
    page = pages(replace(full_library(), old_addresses=old))["topics/forgetting/index.md"]
    assert "was removed" not in page


@pytest.mark.parametrize("name", ["../evil", "a/b", "", "A", "a_b", ".hidden", "a\n"])
def test_only_slugs_become_paths(name: str) -> None:
    topics = {**full_library().topics, name: LibraryTopic(name, "Evil")}
    with pytest.raises(SiteError, match="can't be an address"):
        pages(replace(full_library(), topics=topics))


def rendered(tmp_path: Path, template: str, **values: object) -> str:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/x.md").write_text(template, encoding="utf-8")
    [file] = render_pages([Page("x.md", "x.md", values)], (tmp_path,))
    return file.content.decode()


@pytest.mark.parametrize(
    ("template", "message"),
    [("---\n---\n{{ nothing }}", "nothing"), ("---\n---\n\n{% if %}", r"x\.md:4")],
    ids=["asks for what there is not", "broken"],
)
def test_a_template_that_is_wrong_is_named_with_its_line(tmp_path: Path, template: str, message: str) -> None:
    with pytest.raises(SiteError, match=message):
        rendered(tmp_path, template)


def test_templates_escape_unless_told_otherwise(tmp_path: Path) -> None:
    text = rendered(tmp_path, "---\n---\n{{ text }} {{ [text, text] | join(', ') }}\n", text="<*a*>")
    assert body(text).text == "<*a*> <*a*>, <*a*>"


@pytest.mark.parametrize(
    "template", sorted((ROOT / "templates/pages").glob("*.md")), ids=lambda path: path.name
)
def test_no_template_joins_text_in_a_way_that_escapes_for_html(template: Path) -> None:
    tree = jinja2.Environment().parse(template.read_text("utf-8"))
    assert not list(tree.find_all((jinja2.nodes.Concat, jinja2.nodes.MarkSafe)))
    assert not [
        node for node in tree.find_all(jinja2.nodes.Filter) if node.name in {"safe", "escape", "e", "format"}
    ]
