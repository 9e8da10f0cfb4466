"""Does the lock match the sources? What is new, changed or gone since it was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from papershelf.errors import Problem
from papershelf.lock.codec import Header
from papershelf.lock.storage import Lock
from papershelf.model import Paper
from papershelf.text import count

HOW_TO_UPDATE = "run `make lock` (or install what extraction needs, then run `papershelf lock`)"


@dataclass(frozen=True, slots=True)
class Staleness:
    """What `papershelf lock` would do, as ids of papers in order; all empty where the lock is current.

    Args:
        new: papers without a line.
        changed: papers whose text is not the one that was extracted.
        gone: lines whose paper is in no source any more.
        settings: why everything must be extracted again, or "".
        notice: an older extraction made the lock; it still stands.
    """

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    settings: str = ""
    notice: str = ""

    @property
    def is_current(self) -> bool:
        """Nothing to extract and nothing to drop."""
        return not (self.new or self.changed or self.gone or self.settings)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The warning that a stale lock deserves; none for a current one."""
        if self.is_current:
            return ()
        return (Problem("lock", 0, 0, f"does not match the sources: {self}; {HOW_TO_UPDATE}", "warning"),)

    def __str__(self) -> str:
        counts = {"new": self.new, "changed": self.changed, "gone from the sources": self.gone}
        parts = [f"{count(len(ids), 'paper')} {what} ({_some(ids)})" for what, ids in counts.items() if ids]
        return "; ".join([*parts, *filter(None, [self.settings])]) or "the lock is current"


def compare(papers: Sequence[Paper], lock: Lock, expected: Header | None = None) -> Staleness:
    """Hold the lock against the papers and, where given, against the header a run would write now."""
    fingerprints = lock.current_fingerprints
    here = {paper.id for paper in papers}
    return Staleness(
        new=tuple(paper.id for paper in papers if paper.id not in fingerprints),
        changed=tuple(
            paper.id for paper in papers if fingerprints.get(paper.id, paper.fingerprint) != paper.fingerprint
        ),
        gone=tuple(sorted(set(fingerprints) - here)),
        settings=_other_settings(lock.header, expected),
        notice=_older(lock.header, expected),
    )


def _other_settings(header: Header | None, expected: Header | None) -> str:
    if header is None or expected is None:
        return ""
    if (header.model, header.weights) != (expected.model, expected.weights):
        return f"the lock was made with the model {header.model}, the project now asks for {expected.model}"
    if header.settings != expected.settings:
        return f"the lock was made with the settings {dict(header.settings)}, now {dict(expected.settings)}"
    return ""


def _older(header: Header | None, expected: Header | None) -> str:
    if header is None or expected is None or header.extraction >= expected.extraction:
        return ""
    return (
        f"the lock's keywords come from extraction version {header.extraction}, "
        f"this is {expected.extraction}; `papershelf lock --refresh` brings them up to date"
    )


def _some(ids: tuple[str, ...]) -> str:
    return ", ".join(ids[:3]) + (", …" if len(ids) > 3 else "")
