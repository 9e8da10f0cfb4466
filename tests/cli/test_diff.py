"""`papershelf diff`: the working tree against a revision, and against another lock."""

import json
import shutil
from pathlib import Path

import pytest

from tests.review.diff.test_revision import git
from tests.world import listing, make_project, relock, run, save

NEW = listing({"A *New* Paper": "It says something that no paper has said before. " * 5})


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = make_project(tmp_path / "shelf")
    git(folder, "init", "-q")
    return commit(folder)


def commit(folder: Path) -> Path:
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "a state")
    return folder


def test_what_was_done_since_the_last_commit(project: Path) -> None:
    result = run(project, "diff")
    assert (result.exit_code, result.stdout) == (0, "Nothing that readers see has changed.\n"), result.stderr
    save(project, "sources/more.txt", NEW)
    save(project, "curation/topics.yml", "replay: {label: Remembering}\n")
    save(project, "curation/keywords.yml", "aliases:\n  fine-tuning: [finetuning]\n")
    save(project, "curation/papers.yml", "deep-graph-networks: {same_as: filters-on-graphs}\n")
    save(project, "curation/lists/first.yml", "title: First\npapers:\n  - paper: forgetting-by-replay\n")
    result = run(project, "diff")
    assert result.exit_code == 0, result.stderr
    assert result.stdout == (
        "1 paper added\n"
        "  + “A *New* Paper” (not yet sorted)\n"
        "\n"
        "1 paper merged\n"
        "  ~ “Deep Graph Networks” is now part of “Filters on Graphs”\n"
        "\n"
        "1 topic renamed\n"
        "  ~ “Remembering” (was “Replay”)\n"
        "\n"
        "1 topic shrunk\n"
        "  ~ “Graph networks”: 3 → 2 papers (+0 −1)\n"
        "\n"
        "New list: “First”\n"
        "  + “Forgetting by Replay”\n"
        "\n"
        "1 keyword merged\n"
        "  ~ “finetuning” is now a form of “fine-tuning”\n"
    )
    assert "- A \\*New\\* Paper (not yet sorted)" in run(project, "diff", "--markdown").stdout
    read = json.loads(run(project, "diff", "--json").stdout)
    assert [paper["title"] for paper in read["papers"]["added"]] == ["A *New* Paper"]


def test_another_revision(project: Path) -> None:
    save(project, "sources/more.txt", NEW)
    relock(project)
    commit(project)
    assert "Nothing" in run(project, "diff").stdout
    assert run(project, "diff", "HEAD~1").stdout.startswith("1 paper added")


def test_another_lock(project: Path, tmp_path: Path) -> None:
    shutil.copytree(project / "lock", tmp_path / "before")
    sources = project / "sources/listing.txt"
    sources.write_text(sources.read_text().replace("Deep Graph Networks", "Shallow Graph Networks"))
    relock(project)
    lines = run(project, "diff", "--lock", str(tmp_path / "before")).stdout.splitlines()
    assert lines[1] == "  + “Shallow Graph Networks” in “Graph networks”"
    assert lines[4] == "  - “Deep Graph Networks”"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["no-such-branch"], 1, 'there is no revision "no-such-branch"'),
        (["--lock", "sources"], 1, "holds no lock"),
        (["HEAD", "--lock", "lock"], 2, "not both"),
    ],
)
def test_what_there_is_not_is_said(
    project: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, words: str
) -> None:
    monkeypatch.chdir(project)
    result = run(Path(), "diff", *arguments)
    assert (result.exit_code, words in result.stderr) == (code, True)


def test_an_error_in_the_old_revision_does_not_keep_its_mending_from_being_shown(project: Path) -> None:
    save(project, "curation/topics.yml", "replay: {lable: Remembering}\n")
    commit(project)
    save(project, "curation/topics.yml", "replay: {label: Remembering}\n")
    result = run(project, "diff")
    assert result.exit_code == 0
    assert "HEAD:curation/topics.yml:1:10: warning: unknown key" in result.stderr
    assert "“Remembering” (was “Replay”)" in result.stdout


def test_a_damaged_lock_in_the_old_revision_is_an_error(project: Path) -> None:
    whole = (project / "lock/keywords.jsonl").read_text()
    save(project, "lock/keywords.jsonl", "<<<<<<< HEAD\n" + whole)
    commit(project)
    save(project, "lock/keywords.jsonl", whole)
    result = run(project, "diff")
    assert result.exit_code == 1
    assert "HEAD:lock/keywords.jsonl:1" in result.stderr


def test_no_repository(tmp_path: Path) -> None:
    result = run(make_project(tmp_path), "diff")
    assert result.exit_code == 1
    assert "is in no git repository" in result.stderr
