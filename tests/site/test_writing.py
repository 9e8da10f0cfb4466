import json
from pathlib import Path

import pytest

from papershelf.errors import SiteError
from papershelf.files import write_atomic
from papershelf.site import writing
from papershelf.site.pages import Page, write_pages
from papershelf.site.pages.render import MARK

ONE, TWO = Page("papers/one/index.md", f"{MARK}---\none\n"), Page("index.md", f"{MARK}---\nhome\n")


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    first = write_pages([ONE, TWO], tmp_path)
    assert first.written == ("index.md", "papers/one/index.md")
    before = (tmp_path / ONE.path).stat().st_mtime_ns
    changed = Page(TWO.path, f"{MARK}---\nnew\n")
    second = write_pages([ONE, changed], tmp_path)
    assert second.written == ("index.md",)
    assert second.unchanged == (ONE.path,)
    assert (tmp_path / TWO.path).read_text() == changed.text
    assert (tmp_path / ONE.path).stat().st_mtime_ns == before


def test_stale_pages_go_with_their_empty_folders(tmp_path: Path) -> None:
    write_pages([ONE, TWO], tmp_path)
    assert write_pages([TWO], tmp_path).removed == (ONE.path,)
    assert not (tmp_path / "papers").exists()


def test_what_stands_beside_a_stale_page_stays(tmp_path: Path) -> None:
    write_pages([ONE, TWO], tmp_path)
    (tmp_path / "papers/one/own.md").write_text("mine")
    write_pages([TWO], tmp_path)
    assert (tmp_path / "papers/one/own.md").read_text() == "mine"


@pytest.mark.parametrize("text", ["# Mine\n", "---\ntitle: Mine\n---\n"])
def test_a_hand_written_page_is_never_overwritten(tmp_path: Path, text: str) -> None:
    (tmp_path / TWO.path).write_text(text)
    with pytest.raises(SiteError, match=r"index\.md: papershelf did not write this"):
        write_pages([ONE, TWO], tmp_path)
    assert (tmp_path / TWO.path).read_text() == text
    assert not (tmp_path / ONE.path).exists()


def test_nor_is_one_that_took_a_generated_pages_place(tmp_path: Path) -> None:
    write_pages([ONE, TWO], tmp_path)
    (tmp_path / ONE.path).write_text("# Mine\n")
    with pytest.raises(SiteError, match="papers/one"):
        write_pages([ONE, TWO], tmp_path)
    assert write_pages([TWO], tmp_path).removed == ()
    assert (tmp_path / ONE.path).read_text() == "# Mine\n"


def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "papers").write_text("mine")
    with pytest.raises(SiteError, match="/papers: papershelf did not"):
        write_pages([ONE], tmp_path)


def test_a_folder_in_the_place_of_a_page_is_named(tmp_path: Path) -> None:
    (tmp_path / TWO.path).mkdir()
    with pytest.raises(SiteError, match=r"index\.md"):
        write_pages([TWO], tmp_path)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.md").write_text(f"{MARK}mine")
    (tmp_path / TWO.path).symlink_to(tmp_path / "elsewhere.md")
    with pytest.raises(SiteError, match=r"index\.md"):
        write_pages([TWO], tmp_path)


def test_every_obstacle_is_named_at_once(tmp_path: Path) -> None:
    write_pages([], tmp_path)
    for page in (ONE, TWO):
        (tmp_path / page.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / page.path).write_text("mine")
    with pytest.raises(SiteError) as caught:
        write_pages([ONE, TWO], tmp_path)
    assert str(caught.value).count("\n") == 1


def test_a_generated_page_that_was_edited_is_mended(tmp_path: Path) -> None:
    write_pages([ONE], tmp_path)
    (tmp_path / ONE.path).write_text(ONE.text + "scribble")
    assert write_pages([ONE], tmp_path).written == (ONE.path,)
    assert (tmp_path / ONE.path).read_text() == ONE.text


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"pages": 3}'])
def test_a_lost_manifest_is_made_again_from_the_pages(tmp_path: Path, damage: str) -> None:
    write_pages([ONE, TWO], tmp_path)
    (tmp_path / "about.md").write_text("# Mine\n")
    (tmp_path / ".papershelf/manifest.json").write_text(damage)
    assert write_pages([TWO], tmp_path).removed == (ONE.path,)
    assert (tmp_path / "about.md").exists()
    assert json.loads((tmp_path / ".papershelf/manifest.json").read_text()) == {"pages": [TWO.path]}


def test_a_manifest_that_names_other_files_removes_none_of_them(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    write_pages([TWO], docs)
    (tmp_path / "precious.md").write_text("mine")
    (docs / ".papershelf/manifest.json").write_text(json.dumps({"pages": ["../precious.md", TWO.path]}))
    assert write_pages([TWO], docs).removed == ()
    assert (tmp_path / "precious.md").exists()


@pytest.mark.parametrize("survived", range(4))
def test_an_interrupted_run_is_mended_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, survived: int
) -> None:
    pages = [Page(f"papers/{name}/index.md", f"{MARK}---\n{name}\n") for name in "abcd"]
    write_pages([ONE, *pages[:1]], tmp_path)
    writes = 0
    original = write_atomic

    def fails(path: Path, content: str | bytes) -> None:
        nonlocal writes
        writes += 1
        if writes > survived:
            raise KeyboardInterrupt
        original(path, content)

    monkeypatch.setattr(writing, "write_atomic", fails)
    with pytest.raises(KeyboardInterrupt):
        write_pages([TWO, *pages], tmp_path)
    monkeypatch.undo()
    write_pages([*pages[1:]], tmp_path)
    standing = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md")}
    assert standing == {page.path for page in pages[1:]}
