import json
import logging
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from mkdocs.commands.build import build

from papershelf.preview.messages import listening
from papershelf.preview.site import PreviewSite
from papershelf.preview.snapshot import Changes, differences, take_snapshot
from tests.preview.conftest import config_of, write

NOTHING = Changes()


class Editor:
    """A project and its preview: what is edited is noted as the preview would."""

    def __init__(self, project: Path, site: PreviewSite) -> None:
        self.project, self.site = project, site
        self.seen = take_snapshot(project, ("docs", "templates"))
        site.open()

    def save(self, name: str, text: str) -> frozenset[str] | None:
        write(self.project, name, text)
        return self.note()

    def delete(self, name: str) -> frozenset[str] | None:
        (self.project / name).unlink()
        return self.note()

    def note(self) -> frozenset[str] | None:
        now = take_snapshot(self.project, ("docs", "templates"))
        changes = differences(self.seen, now)
        self.seen = now
        return self.site.update(changes.under("docs"), changes.under("templates/theme"))

    def page(self, dest: str) -> str:
        return (self.site.read(dest) or b"").decode()

    def build_all(self) -> Path:
        for page in self.site.pending():
            self.site.build(page)
        self.site.finish()
        return self.project / "preview"


@pytest.fixture
def editor(project: Path) -> Iterator[Editor]:
    with listening(project) as listener:
        yield Editor(project, PreviewSite(partial(config_of, project, project / "preview"), listener))


def whole_build(project: Path) -> Path:
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    try:
        build(config_of(project, project / "whole"))
    finally:
        logging.getLogger("mkdocs").setLevel(logging.NOTSET)
    return project / "whole"


def content(folder: Path) -> dict[str, object]:
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name == "search/search_index.json":
            docs = json.loads(path.read_text())["docs"]
            found[name] = sorted(docs, key=lambda entry: entry["location"])
        elif name == "sitemap.xml":
            found[name] = sorted(path.read_text().splitlines())
        elif path.is_file() and path.suffix != ".gz":
            found[name] = path.read_bytes()
    return found


def rename_a_nav_page(editor: Editor) -> None:
    editor.save("docs/about.md", "---\ntitle: About us\n---\n# About\n\n## What\n")


def edit_a_page(editor: Editor) -> None:
    editor.save("docs/papers/one.md", "# Paper one\n\nOn unfolding.\n")


def add_and_link_a_page(editor: Editor) -> None:
    editor.save("docs/index.md", "# Home\n\n[Three](papers/three.md)\n")
    editor.build_all()
    editor.save("docs/papers/three.md", "# Paper three\n")


def delete_a_page(editor: Editor) -> None:
    editor.delete("docs/papers/one.md")


def delete_a_nav_page(editor: Editor) -> None:
    editor.delete("docs/about.md")


def change_the_theme(editor: Editor) -> None:
    editor.save(
        "templates/theme/main.html",
        '{% extends "base.html" %}{% block content %}<i>{{ super() }}</i>{% endblock %}',
    )


def add_to_the_theme(editor: Editor) -> None:
    editor.save("templates/theme/assets/new.css", "i {}")
    editor.save("templates/theme/partials/footer.html", "<footer>feet</footer>")


def change_assets(editor: Editor) -> None:
    editor.save("docs/data/papers.json", "[1]\n")
    editor.save("docs/data/more.json", "{}\n")
    editor.save("templates/theme/assets/own.css", "b {color: red}\n")


def delete_an_asset(editor: Editor) -> None:
    editor.delete("docs/data/papers.json")


def change_the_configuration(editor: Editor) -> None:
    path = editor.project / "mkdocs.yml"
    path.write_text(path.read_text().replace("A list", "Another list").replace(", about.md", ""))
    editor.site.open()


EDITS: list[Callable[[Editor], None]] = [
    rename_a_nav_page,
    edit_a_page,
    add_and_link_a_page,
    delete_a_page,
    delete_a_nav_page,
    change_the_theme,
    add_to_the_theme,
    change_assets,
    delete_an_asset,
    change_the_configuration,
]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_after_an_edit_the_site_is_what_a_whole_build_makes(editor: Editor, edit) -> None:
    editor.build_all()
    edit(editor)
    assert content(editor.build_all()) == content(whole_build(editor.project))


def test_after_all_edits_in_a_row_too(editor: Editor) -> None:
    for edit in (add_and_link_a_page, rename_a_nav_page, change_the_theme, edit_a_page, change_assets):
        edit(editor)
    assert content(editor.build_all()) == content(whole_build(editor.project))


def test_a_page_is_built_when_it_is_asked_for(editor: Editor) -> None:
    assert "On folding" in editor.page("papers/one/index.html")
    assert not (editor.project / "preview/papers/two/index.html").exists()


def test_only_what_depends_on_an_edit_is_built_again(editor: Editor) -> None:
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


def test_pages_that_name_a_page_that_comes_or_goes_are_built_again(editor: Editor) -> None:
    editor.build_all()
    assert editor.delete("docs/papers/one.md") == frozenset({"papers/one/", "papers/two/", ""})
    editor.build_all()
    assert editor.save("docs/papers/one.md", "# One\n") == frozenset({"papers/one/", "papers/two/", ""})


def test_a_broken_template_leaves_the_page_as_it_was(editor: Editor) -> None:
    before = editor.page("index.html")
    editor.save("templates/theme/main.html", "{% if %}")
    with pytest.raises(Exception, match="Expected an expression"):
        editor.site.read("index.html")
    assert (editor.site.last_good("index.html") or b"").decode() == before
    editor.save("templates/theme/main.html", '{% extends "base.html" %}')
    assert editor.page("index.html") == before


def test_a_broken_configuration_leaves_the_site_as_it_was(editor: Editor) -> None:
    before = editor.page("index.html")
    (editor.project / "mkdocs.yml").write_text("site_name: [\n")
    with pytest.raises(Exception, match="parsing"):
        editor.site.open()
    assert editor.page("index.html") == before


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


def test_what_an_earlier_run_left_is_gone(project: Path) -> None:
    write(project, "preview/old/index.html", "old")
    with listening(project) as listener:
        site = PreviewSite(partial(config_of, project, project / "preview"), listener)
        site.open()
        assert site.read("old/index.html") is None


def test_the_path_of_the_address_is_known(editor: Editor) -> None:
    assert editor.site.mount == "/list/"
