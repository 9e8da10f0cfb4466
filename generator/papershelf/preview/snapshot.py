"""What the watched files look like at one moment, and what differs between two moments."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

# Modification time, size and inode: an editor that writes a new file and renames it over the old one keeps
# none of the three, one that writes in place changes at least the first.
Stamp = tuple[int, int, int]
Snapshot = Mapping[str, Stamp]

_BACKUP_ENDINGS = ("~", ".swp", ".swx", ".tmp", ".bak")
_PROBE = "4913"  # vim makes and deletes a file of this name to see whether it may write


@dataclass(frozen=True, slots=True)
class Changes:
    """Paths that came, differ or went between two snapshots, relative to the project, with slashes."""

    added: frozenset[str] = frozenset()
    modified: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.added or self.modified or self.removed)

    @property
    def paths(self) -> frozenset[str]:
        """Every path that changed in any way."""
        return self.added | self.modified | self.removed

    def under(self, folder: str) -> Changes:
        """Return what changed below `folder`, named from there."""
        return Changes(*(_below(paths, f"{folder}/") for paths in (self.added, self.modified, self.removed)))

    def then(self, later: Changes) -> Changes:
        """Return the two as one: what differs after `later` from what was before this."""
        return Changes(
            added=(self.added - later.removed) | (later.added - self.removed),
            modified=(self.modified - later.removed)
            | (later.modified - self.added)
            | (later.added & self.removed),
            removed=(self.removed - later.added) | (later.removed - self.added),
        )


def take_snapshot(project: Path, watched: Iterable[str]) -> dict[str, Stamp]:
    """Stamp the files `watched` and those below the folders `watched`; what is not there is left out."""
    found: dict[str, Stamp] = {}
    for name in watched:
        with suppress(OSError):
            status = (project / name).stat()
            if S_ISREG(status.st_mode):
                found[name] = _stamp(status)
            else:
                found.update(_stamps_below(str(project / name), name))
    return found


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


def _stamps_below(folder: str, name: str) -> Iterator[tuple[str, Stamp]]:
    pending = [(folder, name)]
    while pending:
        here, prefix = pending.pop()
        for entry in _entries(here):
            path = f"{prefix}/{entry.name}"
            if is_scratch(entry.name) or (entry.is_symlink() and _leads_up(entry)):
                continue
            if entry.is_dir():
                pending.append((entry.path, path))
            else:
                with suppress(OSError):  # it went between listing and looking, or is a link to nowhere
                    yield path, _stamp(entry.stat())


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_mtime_ns, status.st_size, status.st_ino


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _leads_up(entry: os.DirEntry[str]) -> bool:
    """Tell whether a linked folder holds the link itself: following it would never end."""
    here = Path(entry.path)
    return here.resolve() in (here.parent.resolve(), *here.parent.resolve().parents)


def _below(paths: frozenset[str], prefix: str) -> frozenset[str]:
    return frozenset(path.removeprefix(prefix) for path in paths if path.startswith(prefix))
