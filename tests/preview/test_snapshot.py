import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.preview.snapshot import Changes, differences, is_scratch, take_snapshot

WATCHED = ("docs", "mkdocs.yml")
SNAPSHOTS = st.dictionaries(st.sampled_from("abcd"), st.tuples(st.integers(0, 2), st.just(1), st.just(1)))


def snapshot(project: Path) -> dict[str, tuple[int, int, int]]:
    return take_snapshot(project, WATCHED)


def test_files_and_folders_that_are_not_there_are_left_out(tmp_path: Path) -> None:
    assert snapshot(tmp_path) == {}
    (tmp_path / "mkdocs.yml").touch()
    assert set(snapshot(tmp_path)) == {"mkdocs.yml"}


def test_only_what_is_watched_is_seen(project: Path) -> None:
    seen = set(snapshot(project))
    assert "docs/papers/one.md" in seen
    assert not any(path.startswith("templates") for path in seen)


@pytest.mark.parametrize("name", [".one.md.swp", "one.md~", "#one.md#", "4913", ".git", "x.tmp"])
def test_scratch_files_of_editors_are_no_change(project: Path, name: str) -> None:
    before = snapshot(project)
    (project / "docs" / name).write_text("x")
    assert is_scratch(name)
    assert snapshot(project) == before


def test_a_file_replaced_by_one_of_the_same_size_and_time_is_a_change(project: Path) -> None:
    path, fresh = project / "docs/index.md", project / "docs/.fresh"
    before = snapshot(project)
    fresh.write_bytes(path.read_bytes())
    os.utime(fresh, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    fresh.replace(path)
    assert differences(before, snapshot(project)) == Changes(modified=frozenset({"docs/index.md"}))


def test_a_link_to_a_folder_is_followed_but_not_in_a_circle(project: Path) -> None:
    elsewhere = project / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "far.md").touch()
    (project / "docs/far").symlink_to(elsewhere)
    (project / "docs/circle").symlink_to(project / "docs")
    (project / "docs/nowhere.md").symlink_to(project / "nothing")
    seen = set(snapshot(project))
    assert "docs/far/far.md" in seen
    assert not any("circle" in path or "nowhere" in path for path in seen)


def test_changes_are_named_from_their_folder() -> None:
    changes = Changes(added=frozenset({"docs/a.md", "docsy/b.md"}), removed=frozenset({"curation/x.yml"}))
    assert changes.under("docs") == Changes(added=frozenset({"a.md"}))
    assert changes.paths == {"docs/a.md", "docsy/b.md", "curation/x.yml"}
    assert not changes.under("sources")


@given(SNAPSHOTS, SNAPSHOTS, SNAPSHOTS)
def test_two_changes_in_a_row_are_one(first, second, third) -> None:
    joined = differences(first, second).then(differences(second, third))
    direct = differences(first, third)
    assert (joined.added, joined.removed) == (direct.added, direct.removed)
    # What changed and changed back counts as changed: it may have been seen in between.
    assert joined.modified >= direct.modified
    assert joined.modified <= first.keys() & third.keys()
