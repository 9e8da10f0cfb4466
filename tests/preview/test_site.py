import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from mkdocs.commands.build import build

from papershelf.preview.messages import drain_log
from papershelf.preview.site import PreviewSite
from papershelf.preview.snapshot import Changes, differences, take_snapshot
from papershelf.site.builder import load_site_config, mkdocs_log
from tests.world import CONFIG, save, tree

PLAIN = "site_name: A list\ntheme: {name: material, font: false}\nplugins: []\nexclude_docs: draft.*\n"
EDITS: dict[str, dict[str, str | None]] = {
    "title of a page in the nav": {"docs/about.md": "---\ntitle: About us\n---\n# About\n\n## What\n"},
    "page": {"docs/papers/one.md": "# Paper one\n\nOn unfolding.\n"},
    "link, then its page": {
        "docs/index.md": "# Home\n\n[Three](papers/three.md)\n",
        "docs/papers/three.md": "# Paper three\n",
    },
    "theme": {"templates/theme/main.html": '{% extends "base.html" %}{% block content %}it{% endblock %}'},
    "more theme": {"templates/theme/assets/new.css": "i {}", "templates/theme/partials/footer.html": "feet"},
    "other files": {"docs/data/papers.json": "[1]\n", "docs/data/more.json": "{}\n"},
    "other files of the theme": {"templates/theme/assets/own.css": "b {color: red}\n"},
    "no page any more": {"docs/papers/one.md": None},
    "no other file any more": {"docs/data/papers.json": None},
    "no page in the nav any more": {"docs/about.md": None},
    "configuration": {"mkdocs.yml": CONFIG.replace("A list", "Another list").replace(", about.md", "")},
    "no nav and no search": {
        "mkdocs.yml": PLAIN,
        "docs/papers/four.md": "# Paper four\n",
        "docs/draft.txt": "x",
        "docs/index.md": "# Home\n",
    },
}


class Editor:
    """A project and its preview: what is edited is noted as the preview would."""

    def __init__(self, project: Path, site: PreviewSite) -> None:
        self.project, self.site = project, site
        self.seen = take_snapshot(project, ("docs", "templates"))
        site.update(Changes(), Changes())

    def save(self, name: str, text: str | None) -> frozenset[str] | None:
        """Save a file, or delete it where there is no text."""
        if text is None:
            (self.project / name).unlink()
        else:
            save(self.project, name, text)
        before, self.seen = self.seen, take_snapshot(self.project, ("docs", "templates"))
        changes = differences(before, self.seen)
        theme = changes.under("templates/theme")
        return self.site.update(changes.under("docs"), theme, reopen=name == "mkdocs.yml")

    def page(self, dest: str) -> str:
        self.site.build(self.site.source_of(dest))
        return (self.site.content(dest) or b"").decode()

    def build_all(self) -> Path:
        for page in self.site.pending():
            self.site.build(page)
        self.site.finish()
        return self.project / "preview"


@pytest.fixture
def editor(project: Path) -> Iterator[Editor]:
    with mkdocs_log() as records:
        load = partial(load_site_config, project, site_dir=str(project / "preview"))
        yield Editor(project, PreviewSite(load, partial(drain_log, records, project)))


def whole_build(project: Path) -> Path:
    build(load_site_config(project, site_dir=str(project / "whole")))
    return project / "whole"


def content(folder: Path) -> dict[str, object]:
    files: dict[str, object] = {**tree(folder)}
    del files["sitemap.xml.gz"]
    files["sitemap.xml"] = sorted((folder / "sitemap.xml").read_text().splitlines())
    if (index := folder / "search/search_index.json").exists():
        files["search/search_index.json"] = sorted(json.loads(index.read_text())["docs"], key=str)
    return files


@pytest.mark.parametrize("edits", EDITS.values(), ids=EDITS)
def test_after_an_edit_the_site_is_what_a_whole_build_makes(editor: Editor, edits) -> None:
    editor.build_all()
    for name, text in edits.items():
        editor.save(name, text)
        editor.build_all()
    assert content(editor.project / "preview") == content(whole_build(editor.project))


def test_after_all_edits_in_a_row_too(editor: Editor) -> None:
    for edits in EDITS.values():
        for name, text in edits.items():
            editor.save(name, text)
    assert content(editor.build_all()) == content(whole_build(editor.project))


def test_only_what_depends_on_an_edit_is_built_again_and_when_it_is_asked_for(editor: Editor) -> None:
    editor.build_all()
    assert editor.save("docs/papers/one.md", "# Paper one\n\nNew.\n") == frozenset({"papers/one/"})
    assert editor.site.pending() == ["papers/one.md"]
    assert "New." in editor.page("papers/one/index.html")
    assert editor.site.pending() == []


def test_a_title_of_the_navigation_concerns_every_page(editor: Editor) -> None:
    editor.build_all()
    assert editor.save("docs/about.md", "---\ntitle: Else\n---\n# About\n") is None
    assert len(editor.site.pending()) == 4
    assert editor.save("docs/about.md", "---\ntitle: Else\n---\n# About\n\nMore.\n") == frozenset({"about/"})


def test_pages_that_link_to_a_page_that_comes_or_goes_are_built_again(editor: Editor) -> None:
    editor.build_all()
    assert editor.save("docs/papers/one.md", None) == frozenset({"papers/one/", "papers/two/", ""})
    editor.build_all()
    assert editor.save("docs/papers/one.md", "# One\n") == frozenset({"papers/one/", "papers/two/", ""})


def test_warnings_last_until_they_are_mended(editor: Editor) -> None:
    editor.save("docs/papers/one.md", "# One\n\nSee [that](that.md) and [there](../about.md#nowhere).\n")
    editor.build_all()
    nowhere, that = sorted(editor.site.warnings(), key=lambda problem: problem.column, reverse=True)
    assert (that.path, that.line, that.column) == ("docs/papers/one.md", 3, 12)
    assert "that.md" in that.message
    assert nowhere.excerpt[nowhere.column - 1 :].startswith("../about.md#nowhere")
    editor.save("docs/papers/one.md", "# One\n")
    editor.build_all()
    assert editor.site.warnings() == ()


def test_what_an_earlier_run_left_is_gone(editor: Editor) -> None:
    save(editor.project, "preview/old/index.html", "old")
    assert editor.page("old/index.html") == "old"
    editor.save("mkdocs.yml", CONFIG)
    assert editor.page("old/index.html") == ""
