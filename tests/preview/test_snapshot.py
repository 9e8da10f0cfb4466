from pathlib import Path

import pytest

from papershelf.preview.snapshot import Changes, Snapshot, is_scratch, take_snapshot
from tests.world import tree


def snapshot(project: Path) -> Snapshot:
    return take_snapshot(project, ("docs", "mkdocs.yml"))


def test_only_what_is_watched_and_there_is_seen(project: Path) -> None:
    assert set(snapshot(project)) == {name for name in tree(project) if name.startswith(("docs", "mkdocs"))}
    assert snapshot(project / "docs") == {}


@pytest.mark.parametrize("name", [".one.md.swp", "one.md~", "#one.md#", "4913", ".git", "x.tmp"])
def test_scratch_files_of_editors_are_no_change(project: Path, name: str) -> None:
    before = snapshot(project)
    (project / "docs" / name).write_text("x")
    assert is_scratch(name)
    assert snapshot(project) == before


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
