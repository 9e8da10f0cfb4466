"""A project as it stood in a git revision."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from papershelf.review.diff import RevisionError, export_revision
from tests.world import save, tree


def git(folder: Path, *arguments: str) -> str:
    identity = {"GIT_AUTHOR_NAME": "T", "GIT_AUTHOR_EMAIL": "t@example.org"}
    identity |= {key.replace("AUTHOR", "COMMITTER"): value for key, value in identity.items()}
    nothing = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run(
        ["git", "-C", folder, *arguments],
        env={**os.environ, **identity, **nothing},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in a folder of a repository, with two commits; the first has no lock."""
    repository, folder = tmp_path / "repository", tmp_path / "repository/shelf"
    folder.mkdir(parents=True)
    save(folder, "sources/a.txt", "one\r\ntwo")
    save(repository, "lock/elsewhere", "not the project's")
    git(repository, "init", "-q", "-b", "main")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "first")
    git(repository, "tag", "v1.0")
    save(folder, "lock/keywords.jsonl", '{"format": 1}\n')
    save(folder, "curation/lists/größe.yml", "title: x\n")
    save(folder, "README.md", "no input")
    (folder / "sources/link.txt").symlink_to("/etc/hostname")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "second")
    return folder


def test_inputs_come_back_to_the_byte(project: Path, tmp_path: Path) -> None:
    shutil.rmtree(project / "lock")
    commit = export_revision(project, "HEAD", tmp_path / "out")
    assert commit == git(project, "rev-parse", "HEAD")
    assert tree(tmp_path / "out") == {
        "sources/a.txt": b"one\r\ntwo",
        "lock/keywords.jsonl": b'{"format": 1}\n',
        "curation/lists/größe.yml": b"title: x\n",
    }


@pytest.mark.parametrize(
    ("revision", "words"),
    [
        ("v1.0", "v1.0 has no lock/"),
        ("HEAD~1", "HEAD~1 has no lock/"),
        ("v1.1", r"no revision \"v1.1\" \(did you mean v1.0\?\)"),
        ("nothing-like-it", "git log --oneline"),
        ("--output=/tmp/x", "no revision"),
        ("HAED", r"did you mean HEAD\?"),
        ("HEAD:shelf", "no revision"),
        ("", "no revision"),
    ],
)
def test_what_cannot_be_had_is_said(project: Path, tmp_path: Path, revision: str, words: str) -> None:
    with pytest.raises(RevisionError, match=words):
        export_revision(project, revision, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_no_repository_or_nothing_committed_yet(tmp_path: Path) -> None:
    with pytest.raises(RevisionError, match="in no git repository"):
        export_revision(tmp_path, "HEAD", tmp_path / "out")
    git(tmp_path, "init", "-q")
    with pytest.raises(RevisionError, match="nothing is committed here yet"):
        export_revision(tmp_path, "HEAD", tmp_path / "out")


def test_a_shallow_clone_says_how_to_get_the_rest(project: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{project.parent}", "clone")
    with pytest.raises(RevisionError, match="git fetch --unshallow"):
        export_revision(tmp_path / "clone" / "shelf", "HEAD~1", tmp_path / "out")


def test_no_git(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RevisionError, match="git is not installed"):
        export_revision(project, "HEAD", tmp_path / "out")
