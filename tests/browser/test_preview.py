"""The live preview in a browser: it reloads by itself, shows errors on the page, and recovers."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.world import ROOT, make_project, save

pytestmark = pytest.mark.browser
LIST = "curation/lists/folding.yml"


def folding(note: str, key: str = "note") -> str:
    return f"title: Folding\npapers:\n  - paper: deep-graph-networks\n    {key}: {note}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    save(tmp_path, LIST, folding("First."))
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    make_project(tmp_path, locked=False)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copy(ROOT / "templates/theme/main.html", tmp_path / "templates/theme")
    return tmp_path


@pytest.fixture
def url(project: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "papershelf", "serve", "--port", "0", "--project", str(project)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        yield next(line.split()[4] for line in process.stderr or () if "The preview is at" in line)
        process.terminate()


@pytest.fixture
def page(browser: Browser, url: str) -> Iterator[Page]:
    page = browser.new_page()
    page.set_default_timeout(20_000)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{url}lists/folding/")
    yield page
    page.close()
    assert [address for address in asked if not address.startswith((url, "data:", "blob:"))] == []


def test_what_is_saved_shows_by_itself(page: Page, project: Path) -> None:
    content, overlay = page.locator("article"), page.locator(".papershelf-preview-errors")
    expect(content).to_contain_text("First.")
    (project / LIST).write_text(folding("Second."))
    expect(content).to_contain_text("Second.", timeout=20_000)

    (project / LIST).write_text(folding("Third. <b>bold</b>", key="nota"))
    expect(overlay).to_contain_text(f"{LIST}:4:5", timeout=20_000)
    expect(overlay).to_contain_text("<b>bold</b>")
    expect(content).to_contain_text("Second.")

    (project / LIST).write_text(folding("Fourth."))
    expect(content).to_contain_text("Fourth.", timeout=20_000)
    expect(overlay).to_have_count(0)


def test_a_page_reached_by_instant_navigation_follows_too(page: Page, project: Path, url: str) -> None:
    page.locator("article").get_by_role("link", name="Deep Graph Networks").first.click()
    page.wait_for_url(f"{url}papers/**")
    expect(page.locator("article h1")).to_contain_text("Deep Graph")
    (project / "curation/papers.yml").write_text("deep-graph-networks:\n  note: Worth it.\n")
    expect(page.locator("article")).to_contain_text("Worth it.", timeout=20_000)


def test_a_page_that_an_edit_does_not_concern_stays_as_it_is(page: Page, project: Path) -> None:
    page.evaluate("window.untouched = true")
    about = project / "docs/about.md"
    about.write_text(f"{about.read_text()}\nMore.\n")  # its title stands in the navigation of every page
    (project / LIST).write_text(folding("First.") + "# a remark\n")
    page.wait_for_timeout(2000)
    assert page.evaluate("window.untouched") is True
