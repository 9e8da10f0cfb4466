"""Nothing is lost and nothing half-written, whatever interrupts."""

import os
from pathlib import Path

import pytest

from papershelf.files import mtimes, restore, swapped_in, write_atomic, write_if_changed


def test_write_atomic_replaces_and_keeps_newlines(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "page.md"
    write_atomic(path, "one\r\ntwo\n")
    write_atomic(path, "three\r\n")
    assert path.read_bytes() == b"three\r\n"
    assert [entry.name for entry in path.parent.iterdir()] == ["page.md"]


def test_write_atomic_leaves_the_old_file_when_the_text_cannot_be_encoded(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    write_atomic(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_atomic(path, "\ud800")
    assert path.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_write_if_changed_leaves_an_equal_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    assert write_if_changed(path, "text")
    before = path.stat().st_mtime_ns
    assert not write_if_changed(path, "text")
    assert path.stat().st_mtime_ns == before


def test_a_file_replaced_by_one_of_the_same_size_and_time_has_changed(tmp_path: Path) -> None:
    path, fresh = tmp_path / "page.md", tmp_path / "fresh"
    path.write_text("old")
    before = mtimes([path, fresh])
    fresh.write_text("new")
    os.utime(fresh, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    fresh.replace(path)
    assert before.keys() == {str(path)}
    assert mtimes([path, fresh]) != before


def test_swapped_in_replaces_the_whole_folder(tmp_path: Path) -> None:
    target = tmp_path / "lock"
    target.mkdir()
    (target / "gone.txt").write_text("old")
    with swapped_in(target) as fresh:
        (fresh / "new.txt").write_text("new")
    assert [path.name for path in target.iterdir()] == ["new.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["lock"]


def test_swapped_in_keeps_the_old_folder_when_filling_fails(tmp_path: Path) -> None:
    target = tmp_path / "lock"
    target.mkdir()
    (target / "kept.txt").write_text("old")
    with pytest.raises(UnicodeEncodeError), swapped_in(target) as fresh:
        (fresh / "half.txt").write_text("half \ud800", encoding="utf-8")
    assert [path.name for path in tmp_path.rglob("*.txt")] == ["kept.txt"]


def test_restore_brings_back_what_an_interrupted_swap_moved_aside(tmp_path: Path) -> None:
    aside = tmp_path / ".lock.old"
    aside.mkdir()
    (aside / "kept.txt").write_text("old")
    restore(tmp_path / "lock")
    assert (tmp_path / "lock" / "kept.txt").read_text() == "old"
    assert not aside.exists()
