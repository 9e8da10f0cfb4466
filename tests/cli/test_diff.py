"""`papershelf diff`: the working tree against a revision, and against another lock."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from papershelf.cli import main
from tests.cli.small_project import make_project, relock


def git(folder: Path, *arguments: str) -> None:
    identity = {"GIT_AUTHOR_NAME": "T", "GIT_AUTHOR_EMAIL": "t@example.org"}
    identity |= {key.replace("AUTHOR", "COMMITTER"): value for key, value in identity.items()}
    nothing = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", "-C", os.fspath(folder), *arguments]
    subprocess.run(command, env={**os.environ, **identity, **nothing}, check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = make_project(tmp_path / "shelf")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")
    return folder


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["diff", "--project", str(project), *arguments])


def add_paper(project: Path) -> None:
    (project / "sources" / "more.txt").write_text(
        "new\n\nSubscribe\n\nA *New* Paper\n\n"
        + "It says something that no paper has said before. " * 5
        + "\n"
    )


def curate(project: Path, name: str, text: str) -> None:
    path = project / "curation" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_nothing_changed(project: Path) -> None:
    result = run(project)
    assert (result.exit_code, result.stdout) == (0, "Nothing that readers see has changed.\n"), result.stderr


def test_what_was_done_since_the_last_commit(project: Path) -> None:
    add_paper(project)
    curate(project, "topics.yml", "replay: {label: Remembering}\n")
    curate(project, "keywords.yml", "aliases:\n  fine-tuning: [finetuning]\n")
    curate(project, "papers.yml", "deep-graph-networks: {same_as: filters-on-graphs}\n")
    curate(project, "lists/first.yml", "title: First\npapers:\n  - paper: forgetting-by-replay\n")
    result = run(project)
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


def test_markdown_and_json(project: Path) -> None:
    add_paper(project)
    assert "- A \\*New\\* Paper (not yet sorted)" in run(project, "--markdown").stdout
    read = json.loads(run(project, "--json").stdout)
    assert [paper["title"] for paper in read["papers"]["added"]] == ["A *New* Paper"]


def test_another_revision(project: Path) -> None:
    add_paper(project)
    relock(project)
    git(project, "add", ".")
    git(project, "commit", "-qm", "second")
    assert "Nothing" in run(project).stdout
    assert run(project, "HEAD~1").stdout.startswith("1 paper added")


def test_another_lock(project: Path, tmp_path: Path) -> None:
    shutil.copytree(project / "lock", tmp_path / "before")
    listing = project / "sources" / "listing.txt"
    listing.write_text(listing.read_text().replace("Deep Graph Networks", "Shallow Graph Networks"))
    relock(project)
    lines = run(project, "--lock", str(tmp_path / "before")).stdout.splitlines()
    assert lines[1] == "  + “Shallow Graph Networks” in “Graph networks”"
    assert lines[4] == "  - “Deep Graph Networks”"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["no-such-branch"], 'there is no revision "no-such-branch"'),
        (["--lock", "sources"], "holds no lock"),
    ],
)
def test_what_there_is_not_is_said(
    project: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    monkeypatch.chdir(project)
    result = CliRunner().invoke(main, ["diff", *arguments])
    assert result.exit_code == 1
    assert words in result.stderr


def test_a_revision_and_a_lock_are_two_things(project: Path) -> None:
    result = run(project, "HEAD", "--lock", str(project / "lock"))
    assert (result.exit_code, "not both" in result.stderr) == (2, True)


def test_an_error_in_the_old_revision_does_not_keep_its_mending_from_being_shown(project: Path) -> None:
    curate(project, "topics.yml", "replay: {lable: Remembering}\n")
    git(project, "add", ".")
    git(project, "commit", "-qm", "broken")
    curate(project, "topics.yml", "replay: {label: Remembering}\n")
    result = run(project)
    assert result.exit_code == 0
    assert "HEAD:curation/topics.yml:1:10: warning: unknown key" in result.stderr
    assert "“Remembering” (was “Replay”)" in result.stdout


def test_a_damaged_lock_in_the_old_revision_is_an_error(project: Path) -> None:
    lock = project / "lock" / "keywords.jsonl"
    whole = lock.read_text()
    lock.write_text("<<<<<<< HEAD\n" + whole)
    git(project, "add", ".")
    git(project, "commit", "-qm", "broken")
    lock.write_text(whole)
    result = run(project)
    assert result.exit_code == 1
    assert "HEAD:lock/keywords.jsonl:1" in result.stderr


def test_no_repository(tmp_path: Path) -> None:
    result = run(make_project(tmp_path / "shelf"))
    assert result.exit_code == 1
    assert "is in no git repository" in result.stderr
