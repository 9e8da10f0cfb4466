"""The composition root: it reads as the data flows, one line a stage.

sources/ | read_sources | clean_records | merge_records > papers
papers | extract_keywords | group_topics > lock/                             (the lock half: needs a model)
papers + lock/ + curation/ | build_library | site_files > docs/ | build_site > site/
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from papershelf.curation import read_curation
from papershelf.curation.models import Curation
from papershelf.errors import InputError, Problem, has_errors
from papershelf.files import FileState, mtimes
from papershelf.library import Library, build_library
from papershelf.lock import MODEL, Header, Lock, Staleness, compare, expected_header, model_of, read_lock
from papershelf.memo import Call, plainly
from papershelf.model import Encoder, Paper
from papershelf.progress import Progress, silent
from papershelf.site.builder import build_site
from papershelf.site.outputs import site_files
from papershelf.site.templates import template_folders
from papershelf.site.writing import WriteReport, write_files
from papershelf.sources import read_sources
from papershelf.sources.cleaning import add_links, clean_records
from papershelf.sources.merging import Corpus, merge_records
from papershelf.text import title_key

if TYPE_CHECKING:
    from papershelf.extract.lock_run import LockUpdate, LockWork


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

    def library(self) -> Library:
        """Return the project's papers, keywords, topics and lists as they are published.

        Raises:
            InputError: with every problem of the inputs, where one is an error, or where there are no papers.
        """
        return make_library(checked(self, read_inputs(self)))


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a site is made from, with every problem found on the way."""

    papers: tuple[Paper, ...]
    lock: Lock
    curation: Curation
    problems: tuple[Problem, ...]


def read_inputs(project: Project, call: Call = plainly) -> Inputs:
    """Read lock, sources and curation; problems are collected, so that a person sees all of them at once.

    Args:
        project: where they lie.
        call: how each stage is called; a `Memo` leaves out what would give the same as the last time.
    """
    files = source_files(project)
    lock, damage = call(_read_lock, project.lock, mtimes(project.lock.glob("*")))
    corpus = call(_read_corpus, files, project.root, lock, mtimes(files))
    if damage:  # without the lock, every topic and keyword that curators name would look unknown
        return Inputs(corpus.papers, lock, Curation(), (*damage, *corpus.problems))
    reading = read_curation(project.curation, corpus.papers, lock)
    return Inputs(corpus.papers, lock, reading.curation, (*corpus.problems, *reading.problems))


def checked(project: Project, inputs: Inputs) -> Inputs:
    """Return the inputs, where they can be built from.

    Raises:
        InputError: with every problem, where one is an error, or where there are no papers.
    """
    if has_errors(inputs.problems):
        raise InputError(inputs.problems)
    if not inputs.papers:
        message = f"no papers in {project.sources}; put a listing there, or name another --project"
        raise InputError([*inputs.problems, Problem("sources", 0, 0, message)])
    return inputs


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


def make_library(inputs: Inputs, call: Call = plainly) -> Library:
    """Return all that the site is made from: what was computed, after what curators decided."""
    return build_library(inputs.papers, inputs.lock, inputs.curation, call)


def write_docs(project: Project, library: Library) -> WriteReport:
    """Render every page and data file, then write those that changed."""
    return write_files(site_files(library, template_folders(project.root)), project.docs)


def clean_docs(project: Project) -> WriteReport:
    """Remove every generated file."""
    return write_files((), project.docs)


def publish(project: Project, library: Library) -> WriteReport:
    """Write docs/ and build the site; a failed build leaves the old site."""
    report = write_docs(project, library)
    build_site(project.root, template_folders(project.root))
    return report


def _read_lock(folder: Path, _as_of: Mapping[str, FileState]) -> tuple[Lock, tuple[Problem, ...]]:
    try:
        return read_lock(folder), ()
    except InputError as error:
        return Lock(), error.problems


def _read_corpus(files: Iterable[Path], root: Path, lock: Lock, _as_of: Mapping[str, FileState]) -> Corpus:
    return read_corpus(files, root, lock)


# --- the lock half: the one part that needs a model ------------------------------------------------


def stale(inputs: Inputs, model: str | None = None) -> Staleness:
    """Hold the lock against the papers and the settings of now."""
    return compare(inputs.papers, inputs.lock, _expected(model_of(inputs.lock, model)))


def load_encoder(project: Project, inputs: Inputs, model: str | None = None) -> Encoder:
    """Return the encoder of the model asked for, or the lock's own; the project's cache keeps its vectors."""
    from papershelf.extract.encoder import open_encoder

    return open_encoder(model_of(inputs.lock, model), project.cache)


def update_lock(inputs: Inputs, work: LockWork, encoder: Encoder, progress: Progress = silent) -> LockUpdate:
    """Return the lock of the sources as they are: what is new gets extracted, what is gone retires."""
    from papershelf.extract.lock_run import bring_up_to_date

    expected = _expected(model_of(inputs.lock, work.model))
    return bring_up_to_date(
        inputs.lock, inputs.papers, expected=expected, work=work, encoder=encoder, progress=progress
    )


def library_of(papers: Sequence[Paper], encoder: Encoder, progress: Progress = silent) -> Library:
    """Return the library of any papers, as a first lock would give it, without curation."""
    from papershelf.extract.lock_run import LockWork, bring_up_to_date

    cleaned = clean_records(papers)
    lock = bring_up_to_date(
        Lock(), cleaned, expected=expected_header(), work=LockWork(), encoder=encoder, progress=progress
    ).lock
    return build_library(cleaned, lock, Curation())


def _expected(model: str) -> Header:
    """Return the header of a lock made now; only of another model the weights need a look."""
    if model == MODEL:
        return expected_header()
    from papershelf.extract.encoder import SentenceModel

    return expected_header(model, SentenceModel(model).weights_sha256)
