"""Nothing is lost and nothing half-written, whatever interrupts."""

import os
from pathlib import Path

import pytest

from papershelf.files import mtimes, restore, swapped_in, write_atomic, write_if_changed
from tests.world import save, tree


def test_write_atomic_replaces_and_keeps_newlines_or_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "page.md"
    write_atomic(path, "one\r\ntwo\n")
    write_atomic(path, "three\r\n")
    with pytest.raises(UnicodeEncodeError):
        write_atomic(path, "\ud800")
    assert tree(tmp_path) == {"deep/page.md": b"three\r\n"}


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


def test_swapped_in_replaces_the_whole_folder_or_keeps_the_old_one(tmp_path: Path) -> None:
    save(tmp_path, "lock/gone.txt", "old")
    with swapped_in(tmp_path / "lock") as fresh:
        (fresh / "new.txt").write_text("new")
    assert tree(tmp_path) == {"lock/new.txt": b"new"}
    with pytest.raises(UnicodeEncodeError), swapped_in(tmp_path / "lock") as fresh:
        (fresh / "half.txt").write_text("half \ud800", encoding="utf-8")
    assert tree(tmp_path) == {"lock/new.txt": b"new"}


def test_restore_brings_back_what_an_interrupted_swap_moved_aside(tmp_path: Path) -> None:
    save(tmp_path, ".lock.old/kept.txt", "old")
    restore(tmp_path / "lock")
    assert tree(tmp_path) == {"lock/kept.txt": b"old"}
    assert not (tmp_path / ".lock.old").exists()
