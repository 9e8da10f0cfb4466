import json
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from papershelf.errors import SiteError
from papershelf.files import write_atomic
from papershelf.site import writing
from papershelf.site.page import SiteFile
from papershelf.site.rendering import MARK
from papershelf.site.writing import write_files
from tests.world import save, tree


def page(path: str, text: str) -> SiteFile:
    return SiteFile(path, f"{MARK}---\n{text}\n".encode(), "pages/test.md")


ONE, TWO = page("papers/one/index.md", "one"), page("index.md", "home")
DATA = SiteFile("data/papers.json", b"[]\n", "papers_json")


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    assert write_files([ONE, TWO], tmp_path).written == ("index.md", "papers/one/index.md")
    before = (tmp_path / ONE.path).stat().st_mtime_ns
    changed = page(TWO.path, "new")
    assert write_files([ONE, changed], tmp_path).written == ("index.md",)
    assert (tmp_path / TWO.path).read_bytes() == changed.content
    assert (tmp_path / ONE.path).stat().st_mtime_ns == before


def test_stale_pages_go_with_their_empty_folders_and_what_stands_beside_them_stays(tmp_path: Path) -> None:
    write_files([ONE, TWO], tmp_path)
    assert write_files([TWO], tmp_path).removed == (ONE.path,)
    assert not (tmp_path / "papers").exists()
    write_files([ONE, TWO], tmp_path)
    save(tmp_path, "papers/one/own.md", "mine")
    write_files([TWO], tmp_path)
    assert tree(tmp_path / "papers") == {"one/own.md": b"mine"}


NOT_OURS = "index.md: papershelf did not write this"
OBSTACLES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a page of one's own": (lambda docs: save(docs, "index.md", "# Mine\n"), NOT_OURS),
    "with front matter": (lambda docs: save(docs, "index.md", "---\ntitle: Mine\n---\n"), NOT_OURS),
    "a folder": (lambda docs: (docs / "index.md").mkdir(), "index.md: "),
    "a link": (lambda docs: (docs / "index.md").symlink_to(docs / "../elsewhere.md"), "index.md: "),
    "a file for a folder": (lambda docs: save(docs, "papers", "mine"), "/papers: this place is needed"),
}  # fmt: skip


@pytest.mark.parametrize(("obstacle", "message"), OBSTACLES.values(), ids=OBSTACLES)
def test_what_stands_in_the_way_is_named_and_stays(
    tmp_path: Path, obstacle: Callable[[Path], object], message: str
) -> None:
    save(tmp_path, "elsewhere.md", f"{MARK}mine")
    (tmp_path / "docs").mkdir()
    obstacle(tmp_path / "docs")
    before = tree(tmp_path)
    with pytest.raises(SiteError, match=re.escape(message)):
        write_files([ONE, TWO], tmp_path / "docs")
    assert tree(tmp_path) == before


def test_every_obstacle_is_named_at_once(tmp_path: Path) -> None:
    write_files([], tmp_path)
    for file in (ONE, TWO):
        save(tmp_path, file.path, "mine")
    with pytest.raises(SiteError) as caught:
        write_files([ONE, TWO], tmp_path)
    assert str(caught.value).count("\n") == 1


@pytest.mark.parametrize(
    ("file", "words"),
    [(ONE, ONE.content + b"my words"), (ONE, b"# Mine\n"), (DATA, b"[1]\n")],
    ids=["more", "another", "data"],
)
def test_what_a_person_changed_is_never_replaced(tmp_path: Path, file: SiteFile, words: bytes) -> None:
    write_files([file, TWO], tmp_path)
    (tmp_path / file.path).write_bytes(words)
    with pytest.raises(SiteError, match=f"{file.path}: papershelf wrote this, and it was changed since"):
        write_files([SiteFile(file.path, b"new", ""), TWO], tmp_path)
    assert (tmp_path / file.path).read_bytes() == words


def test_a_changed_page_that_is_no_longer_made_is_named(
    tmp_path: Path,
) -> None:
    write_files([ONE, TWO, DATA], tmp_path)
    (tmp_path / ONE.path).write_bytes(ONE.content + b"my words")
    (tmp_path / DATA.path).write_bytes(b"[1]\n")
    for _ in range(2):
        with pytest.raises(SiteError, match=f"{ONE.path}: papershelf wrote this, and it was changed since"):
            write_files([TWO], tmp_path)
    (tmp_path / ONE.path).write_bytes(b"# Mine\n")
    assert write_files([TWO], tmp_path).removed == ()
    assert (tmp_path / ONE.path).read_bytes() == b"# Mine\n"
    assert (tmp_path / DATA.path).read_bytes() == b"[1]\n"


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


@pytest.mark.parametrize("way", ["..", "{}"], ids=["above", "absolute"])
def test_a_manifest_that_names_other_files_removes_none_of_them(tmp_path: Path, way: str) -> None:
    docs = tmp_path / "docs"
    write_files([TWO], docs)
    (tmp_path / "precious.md").write_text("mine")
    hashes = {f"{way.format(tmp_path)}/precious.md": [sha256(b"mine").hexdigest()]}
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
