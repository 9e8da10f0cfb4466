"""The composition root: it reads as the data flows, one line a stage.

sources/ | read_sources | clean_records | merge_records | extract_keywords | group_topics > lock/
papers + lock/ + curation/ | build_catalogue | render_pages > docs/ | build_site > site/
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.cleaning import add_links, clean_records
from generator.corpus import Corpus, merge_records
from generator.lock import Lock
from generator.sources import read_sources
from generator.text import title_key


@dataclass(frozen=True, slots=True)
class Project:
    """Where a project keeps its things."""

    root: Path

    @property
    def sources(self) -> Path:
        """Listings as they were found."""
        return self.root / "sources"

    @property
    def curation(self) -> Path:
        """What curators edit."""
        return self.root / "curation"

    @property
    def lock(self) -> Path:
        """What extraction computed."""
        return self.root / "lock"

    @property
    def docs(self) -> Path:
        """Hand-written pages, and generated ones beside them."""
        return self.root / "docs"

    @property
    def cache(self) -> Path:
        """What can be computed again."""
        return self.root / ".cache"


def source_files(project: Project) -> tuple[Path, ...]:
    """Return the files of sources/, hidden ones left out."""
    found = project.sources.rglob("*") if project.sources.is_dir() else ()
    return tuple(path for path in found if path.is_file() and not path.name.startswith("."))


def read_corpus(files: Iterable[Path], root: Path, lock: Lock) -> Corpus:
    """Return the distinct papers of some files, with the ids the lock gave them."""
    reading = read_sources(files, root)
    merged = merge_records(clean_records(reading.records), known_ids(lock))
    return Corpus(add_links(merged.papers), reading.problems + merged.problems)


def known_ids(lock: Lock) -> dict[str, str]:
    """Return title key → id of every paper the lock knows, those that are gone included."""
    gone = {title_key(old.title): old.id for old in lock.retired if old.kind == "paper"}
    return gone | {title_key(line.title): line.paper_id for line in lock.extractions}
