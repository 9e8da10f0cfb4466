import os
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

import jinja2
import pytest

from papershelf.errors import SiteError
from papershelf.model import Catalogue, CatalogueTopic, OldAddress
from papershelf.site.pages import Page, Sheet, lay_out, page_environment, render_pages, render_sheets
from papershelf.site.pages.layout import PAGE_SIZE, leaves
from tests.site.pages.shelf import TEMPLATES, Reader, catalogue, html
from tests.world import ROOT

GOLDEN = Path(__file__).parent / "golden"
LINK = re.compile(r"\]\(((?!https?:)[^)#]*)")


def pages(value: Catalogue | None = None) -> Mapping[str, str]:
    rendered = render_pages(value or catalogue(), TEMPLATES)
    assert len({page.path for page in rendered}) == len(rendered)
    return {page.path: page.text for page in rendered}


def body(text: str) -> Reader:
    return Reader(html(text.split("---\n", 2)[2]))


def test_there_is_a_page_for_everything_and_nothing_else() -> None:
    assert sorted(pages()) == [
        "index.md",
        "keywords/catastrophic-forgetting/index.md",
        "keywords/index.md",
        "lists/folding/index.md",
        "lists/index.md",
        "papers/old-paper/index.md",
        *(f"papers/paper-{number}/index.md" for number in range(1, 5)),
        "topics/forgetting/index.md",
        "topics/index.md",
        "topics/learning/index.md",
        "topics/old-topic/index.md",
        "unsorted/index.md",
    ]


@pytest.mark.parametrize("path", sorted(pages()))
def test_pages_are_as_reviewed(path: str) -> None:
    """Run with GOLDEN=write to take what is rendered now; then review the difference."""
    golden = GOLDEN / path.replace("/index.md", ".md").replace("/", "-")
    if os.environ.get("GOLDEN") == "write":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(pages()[path], encoding="utf-8")
    assert pages()[path] == golden.read_text("utf-8")


def test_every_link_leads_to_a_page() -> None:
    rendered = pages(catalogue(papers=PAGE_SIZE + 20))
    for path, text in rendered.items():
        for target in LINK.findall(text):
            folder = PurePosixPath(path).parent
            parts: list[str] = []
            for part in (*folder.parts, *PurePosixPath(target).parts):
                parts = parts[:-1] if part == ".." else [*parts, part]
            assert "/".join(parts) in rendered, (path, target)


def test_markdown_shows_titles_and_abstracts_as_they_are() -> None:
    read = body(pages()["papers/paper-2/index.md"])
    assert "Foldbot 2: *forgetting* <less>" in read.text
    assert "costs < $5 a run." in read.text


def test_each_paper_is_on_its_topics_its_keywords_and_its_lists() -> None:
    rendered = pages()
    for path in (
        "topics/forgetting/index.md",
        "topics/learning/index.md",
        "keywords/catastrophic-forgetting/index.md",
    ):
        for number in (1, 2, 3):
            assert f"](../../papers/paper-{number}/index.md)" in rendered[path]
    assert "](../papers/paper-4/index.md)" in rendered["unsorted/index.md"]
    assert "](../../lists/folding/index.md)" in rendered["papers/paper-1/index.md"]


def test_long_pages_are_parted() -> None:
    rendered = pages(catalogue(papers=2 * PAGE_SIZE + 5))
    parts = [path for path in rendered if path.startswith("topics/forgetting/")]
    assert parts == [
        "topics/forgetting/index.md",
        "topics/forgetting/page_2/index.md",
        "topics/forgetting/page_3/index.md",
    ]
    shown = "".join(rendered[path] for path in parts)
    assert len(set(re.findall(r"papers/(paper-\d+)/", shown))) == 2 * PAGE_SIZE + 4


@pytest.mark.parametrize("size", [0, 1, PAGE_SIZE, PAGE_SIZE + 1])
def test_parts_hold_everything_once(size: int) -> None:
    parted = list(leaves("topics/x/index.md", range(size)))
    assert [item for _, part in parted for item in part] == list(range(size))
    assert [leaf.number for leaf, _ in parted] == list(range(1, len(parted) + 1))


def test_an_empty_shelf_has_its_pages() -> None:
    assert sorted(pages(Catalogue((), (), (), ()))) == [
        "index.md",
        "keywords/index.md",
        "lists/index.md",
        "topics/index.md",
        "unsorted/index.md",
    ]


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        ((("a", "b"), ("b", "paper-1")), "paper-1"),
        ((("a", "b"), ("b", "a")), None),
        ((("a", "nowhere"),), None),
    ],
    ids=["on and on", "in a circle", "nowhere"],
)
def test_old_addresses_are_followed_to_the_end(
    ways: tuple[tuple[str, str], ...], expected: str | None
) -> None:
    old = tuple(OldAddress("paper", start, "Old", end) for start, end in ways)
    text = pages(replace(catalogue(), old_addresses=old))["papers/a/index.md"]
    assert ("leads_to" in text) is (expected is not None)
    if expected:
        assert f'leads_to: "papers/{expected}/"' in text


def test_an_old_address_in_use_again_gives_way() -> None:
    old = (OldAddress("topic", "forgetting", "Old"),)
    assert "no longer" not in pages(replace(catalogue(), old_addresses=old))["topics/forgetting/index.md"]


@pytest.mark.parametrize("name", ["../evil", "a/b", "", "A", "a_b", ".hidden", "a\n"])
def test_only_slugs_become_paths(name: str) -> None:
    topic = CatalogueTopic(name, "Evil", (), ())
    with pytest.raises(SiteError, match="can't be an address"):
        pages(replace(catalogue(), topics=(*catalogue().topics, topic)))


def test_the_order_of_rendering_is_that_of_the_catalogue() -> None:
    assert pages() == pages()
    assert [sheet.path for sheet in lay_out(catalogue())] == list(pages())


def environment(tmp_path: Path, template: str) -> jinja2.Environment:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/x.md").write_text(template, encoding="utf-8")
    return page_environment((tmp_path,))


def test_a_template_that_asks_for_what_there_is_not_is_named(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="nothing"):
        render_sheets([Sheet("x.md", "x.md", {})], environment(tmp_path, "---\n---\n{{ nothing }}"))


def test_a_broken_template_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match=r"x\.md:4"):
        render_sheets([Sheet("x.md", "x.md", {})], environment(tmp_path, "---\n---\n\n{% if %}"))


def test_templates_escape_unless_told_otherwise(tmp_path: Path) -> None:
    env = environment(tmp_path, "---\n---\n{{ text }} {{ [text, text] | join(', ') }}\n")
    rendered = render_sheets([Sheet("x.md", "x.md", {"text": "<*a*>"})], env)
    assert rendered == (Page("x.md", rendered[0].text),)
    assert body(rendered[0].text).text == "<*a*> <*a*>, <*a*>"


@pytest.mark.parametrize(
    "template", sorted((ROOT / "templates/pages").glob("*.md")), ids=lambda path: path.name
)
def test_no_template_joins_text_in_a_way_that_escapes_for_html(template: Path) -> None:
    tree = jinja2.Environment().parse(template.read_text("utf-8"))
    assert not list(tree.find_all((jinja2.nodes.Concat, jinja2.nodes.MarkSafe)))
    assert not [
        node for node in tree.find_all(jinja2.nodes.Filter) if node.name in {"safe", "escape", "e", "format"}
    ]
