"""A project's inputs as they stood in a git revision, written out beside it to be read the ordinary way."""

from __future__ import annotations

import difflib
import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from papershelf.errors import PapershelfError

INPUTS = ("sources", "lock", "curation")
_REGULAR = ("100644", "100755")


class RevisionError(PapershelfError):
    """The state to compare with can't be had from git."""


def export_revision(project: Path, revision: str, target: Path) -> str:
    """Write the inputs as `revision` has them to `target`; return the commit's full hash.

    Raises:
        RevisionError: there is no git, no repository, no such revision, or none with a lock.
    """
    commit = _commit(project, revision)
    blobs = list(_blobs(project, commit))
    if not any(path.parts[0] == "lock" for _, path in blobs):
        raise RevisionError(
            f"{revision} has no lock/, so nothing is known of its keywords and topics; "
            "name a later revision (git log --oneline -- lock)"
        )
    for (_, path), content in zip(blobs, _contents(project, [name for name, _ in blobs]), strict=True):
        file = target.joinpath(*path.parts)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return commit


def _commit(project: Path, revision: str) -> str:
    inside = _git(project, "rev-parse", "--is-inside-work-tree")
    if inside.returncode != 0:
        raise RevisionError(
            f"{project.resolve()} is in no git repository; compare with another lock instead: "
            "papershelf diff --lock FOLDER"
        )
    found = _git(project, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found.returncode != 0:
        raise RevisionError(f'there is no revision "{revision}"{_instead(project, revision)}')
    return found.stdout.decode().strip()


def _instead(project: Path, revision: str) -> str:
    """Say what may have been meant: a name much like it, a first commit, history that was not fetched."""
    if _git(project, "rev-parse", "--verify", "--quiet", "HEAD").returncode != 0:
        return "; nothing is committed here yet"
    names = _git(project, "for-each-ref", "--format=%(refname:short)").stdout.decode("utf-8", "replace")
    near = difflib.get_close_matches(revision, ["HEAD", *names.split()], 3)
    meant = f" (did you mean {' or '.join(near)}?)" if near else ""
    if _git(project, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
        return f"{meant}; this clone is shallow: git fetch --unshallow gets the rest"
    return meant or "; `git log --oneline` shows what there is"


def _blobs(project: Path, commit: str) -> Iterator[tuple[str, PurePosixPath]]:
    """Yield the inputs' regular files: the blob's hash and its path, which stays in the project."""
    listing = _git(project, "ls-tree", "-r", "-z", commit, "--", *(f"{name}/" for name in INPUTS)).stdout
    for row in listing.decode("utf-8", "surrogateescape").split("\0"):
        about, _, path = row.partition("\t")
        mode, _, name = about.partition(" ")
        if mode in _REGULAR and ".." not in PurePosixPath(path).parts:
            yield name.split()[1], PurePosixPath(path)


def _contents(project: Path, names: Sequence[str]) -> Iterator[bytes]:
    """Yield the blobs' bytes, unconverted: `git cat-file --batch` gives a line, the bytes, a newline."""
    out = _git(project, "cat-file", "--batch", given="".join(f"{name}\n" for name in names)).stdout
    start = 0
    for _ in names:
        end = out.index(b"\n", start)
        size = int(out[start:end].split()[2])
        yield out[end + 1 : end + 1 + size]
        start = end + size + 2


def _git(project: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", os.fspath(project), *arguments]
    try:
        return subprocess.run(command, input=given.encode(), capture_output=True, check=False)  # noqa: S603
    except FileNotFoundError as error:
        raise RevisionError(
            "git is not installed; compare with another lock: papershelf diff --lock FOLDER"
        ) from error
