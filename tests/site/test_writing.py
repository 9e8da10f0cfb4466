import json
from hashlib import sha256
from pathlib import Path

import pytest

from papershelf.errors import SiteError
from papershelf.files import write_atomic
from papershelf.site import writing
from papershelf.site.page import SiteFile
from papershelf.site.rendering import MARK
from papershelf.site.writing import write_files


def page(path: str, text: str) -> SiteFile:
    return SiteFile(path, f"{MARK}---\n{text}\n".encode(), "pages/test.md")


ONE, TWO = page("papers/one/index.md", "one"), page("index.md", "home")
DATA = SiteFile("data/papers.json", b"[]\n", "papers_json")


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    first = write_files([ONE, TWO], tmp_path)
    assert first.written == ("index.md", "papers/one/index.md")
    before = (tmp_path / ONE.path).stat().st_mtime_ns
    changed = page(TWO.path, "new")
    second = write_files([ONE, changed], tmp_path)
    assert second.written == ("index.md",)
    assert (tmp_path / TWO.path).read_bytes() == changed.content
    assert (tmp_path / ONE.path).stat().st_mtime_ns == before


def test_stale_pages_go_with_their_empty_folders(tmp_path: Path) -> None:
    write_files([ONE, TWO], tmp_path)
    assert write_files([TWO], tmp_path).removed == (ONE.path,)
    assert not (tmp_path / "papers").exists()


def test_what_stands_beside_a_stale_page_stays(tmp_path: Path) -> None:
    write_files([ONE, TWO], tmp_path)
    (tmp_path / "papers/one/own.md").write_text("mine")
    write_files([TWO], tmp_path)
    assert (tmp_path / "papers/one/own.md").read_text() == "mine"


@pytest.mark.parametrize("text", ["# Mine\n", "---\ntitle: Mine\n---\n"])
def test_a_hand_written_page_is_never_overwritten(tmp_path: Path, text: str) -> None:
    (tmp_path / TWO.path).write_text(text)
    with pytest.raises(SiteError, match=r"index\.md: papershelf did not write this"):
        write_files([ONE, TWO], tmp_path)
    assert (tmp_path / TWO.path).read_text() == text
    assert not (tmp_path / ONE.path).exists()


def test_nor_is_one_that_took_a_generated_pages_place(tmp_path: Path) -> None:
    write_files([ONE, TWO], tmp_path)
    (tmp_path / ONE.path).write_text("# Mine\n")
    with pytest.raises(SiteError, match="papers/one"):
        write_files([ONE, TWO], tmp_path)
    assert write_files([TWO], tmp_path).removed == ()
    assert (tmp_path / ONE.path).read_text() == "# Mine\n"


def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "papers").write_text("mine")
    with pytest.raises(SiteError, match="/papers: this place is needed"):
        write_files([ONE], tmp_path)


def test_a_folder_in_the_place_of_a_page_is_named(tmp_path: Path) -> None:
    (tmp_path / TWO.path).mkdir()
    with pytest.raises(SiteError, match=r"index\.md"):
        write_files([TWO], tmp_path)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.md").write_text(f"{MARK}mine")
    (tmp_path / TWO.path).symlink_to(tmp_path / "elsewhere.md")
    with pytest.raises(SiteError, match=r"index\.md"):
        write_files([TWO], tmp_path)


def test_every_obstacle_is_named_at_once(tmp_path: Path) -> None:
    write_files([], tmp_path)
    for file in (ONE, TWO):
        (tmp_path / file.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file.path).write_text("mine")
    with pytest.raises(SiteError) as caught:
        write_files([ONE, TWO], tmp_path)
    assert str(caught.value).count("\n") == 1


@pytest.mark.parametrize("file", [ONE, DATA], ids=["page", "data"])
def test_a_generated_file_that_a_person_changed_is_never_replaced(tmp_path: Path, file: SiteFile) -> None:
    write_files([file, TWO], tmp_path)
    (tmp_path / file.path).write_bytes(file.content + b"my words")
    with pytest.raises(SiteError, match=f"{file.path}: papershelf wrote this, and it was changed since"):
        write_files([SiteFile(file.path, b"new", ""), TWO], tmp_path)
    assert write_files([TWO], tmp_path).removed == ()
    assert (tmp_path / file.path).read_bytes().endswith(b"my words")


def test_two_that_make_one_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match=r"index\.md: both pages/test\.md and atom make this file"):
        write_files([TWO, SiteFile(TWO.path, b"", "atom")], tmp_path)


def test_a_file_that_was_deleted_comes_back(tmp_path: Path) -> None:
    write_files([ONE, DATA], tmp_path)
    (tmp_path / DATA.path).unlink()
    assert write_files([ONE, DATA], tmp_path).written == (DATA.path,)


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"files": 3}', '{"pages": ["index.md"]}'])
def test_a_lost_manifest_is_made_again_from_the_pages(tmp_path: Path, damage: str) -> None:
    write_files([ONE, TWO], tmp_path)
    (tmp_path / "about.md").write_text("# Mine\n")
    (tmp_path / ".papershelf/manifest.json").write_text(damage)
    assert write_files([TWO], tmp_path).removed == (ONE.path,)
    assert (tmp_path / "about.md").exists()
    assert list(json.loads((tmp_path / ".papershelf/manifest.json").read_text())["files"]) == [TWO.path]


def test_a_manifest_that_names_other_files_removes_none_of_them(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    write_files([TWO], docs)
    (tmp_path / "precious.md").write_text("mine")
    hashes = {"../precious.md": [sha256(b"mine").hexdigest()]}
    (docs / ".papershelf/manifest.json").write_text(json.dumps({"files": hashes}))
    assert write_files([TWO], docs).removed == ()
    assert (tmp_path / "precious.md").exists()


@pytest.mark.parametrize("survived", range(4))
def test_an_interrupted_run_is_mended_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, survived: int
) -> None:
    pages = [page(f"papers/{name}/index.md", name) for name in "abcd"]
    write_files([ONE, *pages[:1]], tmp_path)
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
        write_files([TWO, *pages], tmp_path)
    monkeypatch.undo()
    write_files([*pages[1:]], tmp_path)
    standing = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md")}
    assert standing == {file.path for file in pages[1:]}
