"""`papershelf lock`, `pages`, `build` and `check`: what they say, and what they leave alone."""

import json
from pathlib import Path

import pytest

from tests.world import make_project, run, save, tree


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path)


def test_lock_says_what_it_holds_and_lock_check_tells_current_from_stale(project: Path) -> None:
    result = run(project, "lock")
    assert (result.exit_code, "lock: 6 papers, 2 topics" in result.stderr) == (0, True), result.stderr
    before = tree(project)
    current = run(project, "lock", "--check", "-q")
    assert (current.exit_code, current.stdout, tree(project)) == (0, "current\n", before)
    assert "(unchanged)" in run(project, "lock").stderr
    make_project(project / "other", locked=False)
    stale = run(project / "other", "lock", "--check", "-q")
    assert (stale.exit_code, stale.stdout) == (1, "stale\n")
    assert not (project / "other/lock").exists()


def test_a_locked_build_fails_where_the_lock_is_stale_and_says_what_to_do(tmp_path: Path) -> None:
    result = run(make_project(tmp_path, locked=False), "build", "--locked")
    assert result.exit_code == 1
    assert "6 papers new" in result.stderr
    assert "make lock" in result.stderr
    assert not (tmp_path / "site").exists()


def test_a_folder_without_sources_says_so(tmp_path: Path) -> None:
    result = run(tmp_path, "build")
    assert (result.exit_code, "put a listing there" in result.stderr) == (1, True)


def test_pages_are_written_and_cleaned_away_and_notice_an_older_extraction(project: Path) -> None:
    header, *rest = (project / "lock/keywords.jsonl").read_text().splitlines(keepends=True)
    older = json.dumps(json.loads(header) | {"extraction": 0}) + "\n"
    save(project, "lock/keywords.jsonl", older + "".join(rest))
    written = run(project, "pages")
    assert written.exit_code == 0, written.stderr
    assert "notice: " in written.stderr
    assert "papers/deep-graph-networks/index.md" in tree(project / "docs")
    assert run(project, "pages", "--clean").exit_code == 0
    assert [path.name for path in (project / "docs").rglob("*.md")] == ["about.md"]


WRONG = "nobody: {pin: true}\n"


@pytest.mark.parametrize(
    ("text", "options", "said", "summary"),
    [
        ("", (), "", "6 papers, 0 lists: no problems"),
        (WRONG, (), 'curation/papers.yml:1:1: unknown paper "nobody"', "1 error"),
        (WRONG, ("--format", "github"), "::error file=curation/papers.yml,line=1,col=1::unknown", "1 error"),
        (WRONG, ("--format", "json"), '"line": 1,', "1 error"),
    ],
)
def test_check_reports_every_problem_and_changes_nothing(project, text, options, said, summary) -> None:
    save(project, "curation/papers.yml", text)
    before = tree(project)
    result = run(project, "check", *options)
    assert result.exit_code == (1 if text else 0)
    assert said in result.stdout
    assert summary in result.stderr
    assert tree(project) == before


def test_a_warning_of_check_is_an_error_with_strict(tmp_path: Path) -> None:
    make_project(tmp_path, locked=False)
    gentle, strict = run(tmp_path, "check"), run(tmp_path, "check", "--strict")
    assert (gentle.exit_code, strict.exit_code) == (0, 1)
    assert "warning: " in gentle.stdout
