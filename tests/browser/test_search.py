"""Every paper is found by its title, with the very worker that the site's search runs."""

import json
from html import unescape

import pytest

from tests.browser.conftest import Reader, Served

pytestmark = pytest.mark.browser

# Material's protocol: 0 sets the index up, 2 asks.
ASK = """async (queries) => {
  const settings = JSON.parse(document.getElementById("__config").textContent);
  const worker = new Worker(new URL(settings.search, location));
  const answer = (message) => new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.postMessage(message);
  });
  const file = new URL(`${settings.base}/search/search_index.json`, location);
  const index = await (await fetch(file)).json();
  await answer({ type: 0, data: { ...index, options: { suggest: false } } });
  const found = [];
  for (const query of queries) {
    const { data } = await answer({ type: 2, data: query });
    found.push(data.items.map(([item]) => item.location));
  }
  worker.terminate();
  return found;
}"""


def titles(site: Served) -> dict[str, str]:
    index = json.loads((site.folder / "search/search_index.json").read_text("utf-8"))
    return {
        entry["location"]: unescape(entry["title"])
        for entry in index["docs"]
        if entry["location"].startswith("papers/")
    }


def test_every_paper_has_one_entry(site: Served) -> None:
    papers = {
        path.parent.name
        for path in site.folder.glob("papers/*/index.html")
        if "refresh" not in path.read_text()
    }
    assert {location.split("/")[1] for location in titles(site)} >= papers
    assert not [location for location in titles(site) if "#" in location]


def test_every_title_finds_its_paper_first(site: Served, reader: Reader) -> None:
    wanted = titles(site)
    found = reader.open().evaluate(ASK, list(wanted.values()))
    missed = [
        (title, places[:2])
        for (location, title), places in zip(wanted.items(), found, strict=True)
        if places[:1] != [location]
    ]
    assert len(wanted) >= 600
    assert not missed


@pytest.mark.parametrize(
    "query",
    ["BlockPruner:", "blockpruner", "embeddings", "embedding", "c++", '"continual learning"', "a", "^", "*"],
)
def test_odd_queries_do_no_harm(reader: Reader, query: str) -> None:
    assert isinstance(reader.open().evaluate(ASK, [query])[0], list)


def test_plurals_find_what_singulars_find(reader: Reader) -> None:
    one, many = reader.open().evaluate(ASK, ["embedding", "embeddings"])
    assert set(one) == set(many)
    assert len(one) > 10


def test_typing_finds_a_paper_and_enter_opens_it(site: Served, reader: Reader) -> None:
    location, title = next((place, title) for place, title in titles(site).items() if ":" in title)
    page = reader.open()
    page.get_by_role("textbox", name="Search").press_sequentially(title)
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.url}{location}**")
    page.get_by_role("heading", name=title, level=1).wait_for()
