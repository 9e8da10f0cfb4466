import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from papershelf.errors import SiteError
from papershelf.site.builder import build_site
from papershelf.site.outputs import site_files
from papershelf.site.writing import write_files
from tests.site.html import TEMPLATES, Reader
from tests.world import ROOT, full_library, tree

FILES = site_files(full_library(), TEMPLATES)


def make_docs(project: Path) -> Path:
    shutil.copy(ROOT / "mkdocs.yml", project)
    shutil.copytree(ROOT / "templates", project / "templates")
    (project / "docs").mkdir()
    for name in ("about.md", "how-it-is-made.md", "curating.md"):
        shutil.copy(ROOT / "docs" / name, project / "docs")
    write_files(FILES, project / "docs")
    return project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_docs(tmp_path)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a library that has everything, built once."""
    before = dict(os.environ)
    built = build_site(make_docs(tmp_path_factory.mktemp("project")))
    assert dict(os.environ) == before
    return built


def test_the_site_has_every_page_and_nothing_is_left_beside_it(site: Path) -> None:
    for page in FILES:
        assert (site / page.path.replace(".md", ".html")).is_file()
    assert not list(site.rglob(".papershelf"))
    assert sorted(path.name for path in site.parent.iterdir()) == ["docs", "mkdocs.yml", "site", "templates"]


def test_titles_show_as_text_in_every_part_of_the_page(site: Path) -> None:
    page = (site / "papers/paper-1/index.html").read_text("utf-8")
    assert "<less>" not in page
    assert "<title>Foldbot 1: *forgetting* &lt;less&gt; - Papershelf</title>" in page
    assert "less" not in Reader(page).tags


def test_the_search_index_holds_papers_topics_and_lists(site: Path) -> None:
    index = json.loads((site / "search/search_index.json").read_text("utf-8"))
    entries = {entry["location"]: entry for entry in index["docs"]}
    assert set(entries) == {
        *(place for place in entries if place.split("/")[0] in {"about", "how-it-is-made"}),
        "lists/folding/",
        *(f"papers/paper-{number}/" for number in range(1, 5)),
        "topics/forgetting/",
        "topics/learning/",
    }
    paper = entries["papers/paper-1/"]
    assert paper["title"] == "Foldbot 1: *forgetting* &lt;less&gt;"
    assert paper["tags"] == ["catastrophic forgetting", "Foldbot"]
    assert "replays little" in paper["text"]
    assert "Hugging Face" not in paper["text"]


def test_an_old_address_leads_on_and_is_forgotten(site: Path) -> None:
    page = (site / "papers/old-paper/index.html").read_text("utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../paper-2/">' in page
    assert '<link rel="canonical" href="http://127.0.0.1:8000/papers/paper-2/">' in page
    assert '<meta name="robots" content="noindex">' in page
    gone = (site / "topics/old-topic/index.html").read_text("utf-8")
    assert "it held nothing" in gone
    assert "refresh" not in gone
    sitemap = (site / "sitemap.xml").read_text("utf-8")
    assert "paper-2" in sitemap
    assert "old-" not in sitemap


def test_no_page_names_another_host_but_in_links(site: Path) -> None:
    for path in site.rglob("*.html"):
        read = Reader(path.read_text("utf-8"))
        loaded = [value for name, value in read.attributes if name in {"src", "srcset", "poster"}]
        assert not [value for value in loaded if "//" in value], path


BUILD = "from pathlib import Path; from papershelf.site.builder import build_site; build_site(Path('.'))"


def test_building_twice_gives_the_same_bytes(project: Path) -> None:
    trees = []
    for seed in ("1", "2"):
        command, environment = [sys.executable, "-c", BUILD], {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run(command, cwd=project, env=environment, check=True)
        trees.append(tree(project / "site"))
    assert trees[0] == trees[1]


def test_a_link_that_leads_nowhere_fails_and_keeps_the_old_site(project: Path) -> None:
    before = tree(build_site(project))
    (project / "docs/about.md").write_text("# About\n\n[away](nowhere.md)\n")
    with pytest.raises(SiteError, match=r"about\.md.*nowhere\.md"):
        build_site(project)
    assert tree(project / "site") == before
    assert build_site(project, strict=False)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ("site_name: [", "mkdocs.yml"),
        ("site_name: x\ntheme: {name: nothing}", "nothing"),
        ("nav: [{Home: away.md}]\nsite_name: x", "away.md"),
        (None, "mkdocs.yml"),
    ],
    ids=["broken YAML", "no such theme", "nav leads nowhere", "no file"],
)
def test_what_mkdocs_has_to_say_is_told(project: Path, damage: str | None, message: str) -> None:
    (project / "mkdocs.yml").unlink()
    if damage:
        (project / "mkdocs.yml").write_text(damage)
    with pytest.raises(SiteError, match=message):
        build_site(project)


def test_a_list_without_a_theme_of_its_own_gets_ours(project: Path) -> None:
    settings = (project / "mkdocs.yml").read_text("utf-8")
    (project / "mkdocs.yml").write_text(settings.replace("  custom_dir: templates/theme\n", ""))
    shutil.rmtree(project / "templates")
    site = build_site(project, TEMPLATES)
    assert (site / "assets/papershelf.css").is_file()
    assert "papershelf.css" in (site / "index.html").read_text("utf-8")


def test_hostile_text_stays_text_in_the_whole_site(project: Path) -> None:
    hostile = full_library()
    title = "</title><script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }} \"quoted' & ]( `x`"
    papers = {
        id_: replace(entry, paper=replace(entry.paper, title=title, abstract=title))
        for id_, entry in hostile.papers.items()
    }
    write_files(site_files(replace(hostile, papers=papers), TEMPLATES), project / "docs")
    site = build_site(project)
    for name, page in tree(site).items():
        assert not name.endswith(".html") or not (b"<script>alert" in page or b"<img src=x" in page), name
    shown = Reader((site / "papers/paper-1/index.html").read_text("utf-8")).text
    assert title in shown
