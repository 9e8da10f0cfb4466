"""The state of the watched files at one moment, and what differs between two moments."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from papershelf.files import FileState, mtimes

Snapshot = Mapping[str, FileState]

_BACKUP_ENDINGS = ("~", ".swp", ".swx", ".tmp", ".bak")
_PROBE = "4913"  # vim makes and deletes a file of this name to see whether it may write


@dataclass(frozen=True, slots=True)
class Changes:
    """Files added, modified and removed between two snapshots, relative to the project, with slashes."""

    added: frozenset[str] = frozenset()
    modified: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.paths)

    @property
    def paths(self) -> frozenset[str]:
        """Every path that changed in any way."""
        return self.added | self.modified | self.removed

    def under(self, folder: str) -> Changes:
        """Return what changed below `folder`, named from there."""
        return Changes(*(_below(paths, f"{folder}/") for paths in (self.added, self.modified, self.removed)))


def take_snapshot(project: Path, watched: Iterable[str]) -> Snapshot:
    """Return the state of the files `watched`, and of those in the folders `watched`, that exist."""
    root = f"{project}{os.sep}"
    found = mtimes(path for name in watched for path in _files(f"{root}{name}"))
    return {path.removeprefix(root).replace(os.sep, "/"): state for path, state in found.items()}


def differences(old: Snapshot, new: Snapshot) -> Changes:
    """Say what came, differs and went from `old` to `new`."""
    return Changes(
        added=frozenset(new.keys() - old.keys()),
        modified=frozenset(path for path in new.keys() & old.keys() if new[path] != old[path]),
        removed=frozenset(old.keys() - new.keys()),
    )


def is_scratch(name: str) -> bool:
    """Tell whether a file's name is one that editors and file managers make for themselves."""
    return name.startswith((".", "#")) or name.endswith(_BACKUP_ENDINGS) or name == _PROBE


def _files(path: str) -> Iterator[str]:
    if not os.path.isdir(path):  # noqa: PTH112 - strings all through: Path objects took longer than the looking
        yield path
    for folder, folders, names in os.walk(path, followlinks=True):
        here = f"{folder}{os.sep}"
        folders[:] = [name for name in folders if not is_scratch(name) and not _leads_up(f"{here}{name}")]
        yield from (f"{here}{name}" for name in names if not is_scratch(name))


def _leads_up(path: str) -> bool:
    """Tell whether a folder is a link to one that holds the link itself: following it would never end."""
    if not os.path.islink(path):  # noqa: PTH114 - as above
        return False
    here = Path(path)
    return here.resolve() in here.parent.resolve().parents or here.resolve() == here.parent.resolve()


def _below(paths: frozenset[str], prefix: str) -> frozenset[str]:
    return frozenset(path.removeprefix(prefix) for path in paths if path.startswith(prefix))
