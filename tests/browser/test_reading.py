"""What a reader meets: looks, keyboard, light and dark, no other host."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

from tests.browser.conftest import Reader, Served

pytestmark = pytest.mark.browser

PLACES = "topics/ topics/*/ lists/ lists/*/ keywords/ keywords/*/ papers/*/ unsorted/ about/ how-it-is-made/"
KINDS = ["", *PLACES.split()]
SCREENS = ((390, "light"), (1280, "dark"))  # colours do not depend on the width
FOCUSED = """(() => {
  const at = document.activeElement;
  return [at.outerHTML.slice(0, 120), getComputedStyle(at).outlineStyle];
})()"""
every_screen = pytest.mark.parametrize(
    "reader", SCREENS, indirect=True, ids=lambda screen: f"{screen[0]}-{screen[1]}"
)
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind or "home")


def example(folder: Path, kind: str) -> str:
    """Return the longest page of a kind: where anything can go wrong it does so there."""
    found = [path for path in folder.glob(f"{kind}index.html") if "page_" not in str(path)]
    if not found:
        pytest.skip(f"the site has no {kind}")
    longest = max(found, key=lambda path: (path.stat().st_size, path))
    return longest.parent.relative_to(folder).as_posix().removeprefix(".") + ("/" if kind else "")


@every_screen
@every_kind
def test_a_page_is_accessible_and_fits(site: Served, reader: Reader, kind: str) -> None:
    page = reader.open(example(site.folder, kind))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
    results = Axe().run(page, options=options)
    found = [
        (violation["id"], violation["help"], node["target"], node.get("failureSummary", "")[:300])
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]
    assert not found


@every_kind
def test_nothing_moves_while_a_page_loads(site: Served, reader: Reader, kind: str) -> None:
    reader.page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) =>"
        " window.shift += entry.value)).observe({type: 'layout-shift', buffered: true})"
    )
    assert reader.open(example(site.folder, kind)).evaluate("window.shift") < 0.01


def test_no_other_host_is_asked(site: Served, reader: Reader) -> None:
    for kind in KINDS:
        page = reader.open(example(site.folder, kind))
    # typed key by key: Material listens to the keys, not to the value
    page.get_by_role("textbox", name="Search").press_sequentially("pruning")
    page.wait_for_selector(".md-search-result__link")
    page.keyboard.press("Escape")
    page.get_by_title("Dark").click()
    page.wait_for_timeout(300)
    assert reader.requests
    assert not [url for url in reader.requests if not url.startswith((site.url, "data:", "blob:"))]


def test_links_are_followed_without_loading_everything_again(reader: Reader) -> None:
    page = reader.open()
    page.evaluate("window.same = true")
    page.get_by_role("link", name="Keywords", exact=True).first.click()
    page.wait_for_url("**/keywords/")
    page.get_by_role("heading", name="Keywords", level=1).wait_for()
    assert page.title().startswith("Keywords")
    assert page.evaluate("window.same")


def test_a_choice_of_dark_stays(reader: Reader) -> None:
    page = reader.open()
    page.get_by_title("Dark").click()
    reader.open("about/")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"


def test_the_keyboard_is_enough(reader: Reader) -> None:
    page = reader.open("about/")
    page.keyboard.press("Tab")
    assert "md-skip" in page.evaluate("document.activeElement.className")
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused[0].startswith("<body"):
            return
        assert focused[1] != "none" or "md-toggle" in focused[0] or "search" in focused[0], focused


@pytest.mark.parametrize("key", ["click", "Enter"])
def test_the_box_on_the_home_page_opens_the_search(reader: Reader, key: str) -> None:
    page = reader.open()
    box = page.get_by_role("button", name=re.compile("^Search"))
    box.click() if key == "click" else box.press(key)
    page.keyboard.type("pruning")
    page.wait_for_selector(".md-search-result__link")
    assert page.get_by_role("textbox", name="Search").input_value() == "pruning"


def test_on_paper_only_the_text_is_left(site: Served, reader: Reader) -> None:
    page = reader.open(example(site.folder, "papers/*/"))
    page.emulate_media(media="print")
    assert not page.locator(".md-tabs").is_visible()
    assert page.locator("h1").is_visible()
