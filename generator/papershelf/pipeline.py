"""The composition root: it reads as the data flows, one line a stage.

sources/ | read_sources | clean_records | merge_records | extract_keywords | group_topics > lock/
papers + lock/ + curation/ | build_catalogue | render_pages > docs/ | build_site > site/
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from papershelf.curation import Known, read_curation
from papershelf.errors import InputError, Problem
from papershelf.files import mtimes
from papershelf.library import (
    Materials,
    build_catalogue,
    curated_keywords,
    curated_placements,
    curated_topics,
    keyword_vocabulary,
    published_papers,
    topic_moves,
)
from papershelf.library.placing import place_papers
from papershelf.library.resembling import find_resembling
from papershelf.lock import MODEL, Lock, Staleness, compare, expected_header, model_of, read_lock
from papershelf.lock.codec import Header
from papershelf.memo import Call, anew
from papershelf.model import Catalogue, Curation, Encoder, Paper
from papershelf.progress import Progress, silent
from papershelf.site.builder import build_site
from papershelf.site.pages import WriteReport, render_pages, write_pages
from papershelf.site.templates import template_folders
from papershelf.sources import read_sources
from papershelf.sources.cleaning import add_links, clean_papers, clean_records
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


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a site is made from, with every problem found on the way."""

    corpus: Corpus
    lock: Lock
    curation: Curation
    problems: tuple[Problem, ...]


def read_inputs(project: Project, call: Call = anew) -> Inputs:
    """Read lock, sources and curation; problems are collected, so that a person sees all of them at once.

    Args:
        project: where they lie.
        call: how each stage is called; a `Recall` leaves out what would give the same as the last time.
    """
    files = source_files(project)
    lock, damage = call(_read_lock, project.lock, given=mtimes(project.lock.glob("*")))
    corpus = call(read_corpus, files, project.root, lock, given=mtimes(files))
    if damage:  # without the lock, every topic and keyword that curators name would look unknown
        return Inputs(corpus, lock, Curation(), (*damage, *corpus.problems))
    known = call(Known.of, corpus.papers, lock.topics, lock.extractions, lock.retired)
    reading = read_curation(project.curation, known)
    return Inputs(corpus, lock, reading.curation, (*corpus.problems, *reading.problems))


def no_sources(project: Project) -> Problem:
    """Say that there is nothing to build from."""
    return Problem(
        "sources", 0, 0, f"no papers in {project.sources}; put a listing there, or name another --project"
    )


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


def make_catalogue(inputs: Inputs, call: Call = anew) -> Catalogue:
    """Return all that pages are made from: what was computed, after what curators decided.

    Args:
        inputs: what was read.
        call: how each stage is called, as in `read_inputs`.
    """
    lock, curation = inputs.lock, inputs.curation
    published = call(published_papers, inputs.corpus.papers, curation.papers)
    keywords = call(curated_keywords, published, lock.extractions, curation.keywords)
    vocabulary = call(keyword_vocabulary, lock.extractions, curation.keywords)
    topics = call(curated_topics, lock.topics, curation.topics, vocabulary)
    moves = topic_moves(curation.topics, lock.retired)
    placed = call(place_papers, published, keywords, topics, lock.vectors)
    materials = Materials(
        papers=inputs.corpus.papers,
        topics=lock.topics,
        extractions=lock.extractions,
        curation=curation,
        published=published,
        keywords=keywords,
        curated_topics=topics,
        vocabulary=vocabulary,
        placements=curated_placements(placed, curation.papers, topics, moves),
        resembling=call(find_resembling, published, keywords, lock.vectors),
        coordinates=lock.coordinates,
        retired=lock.retired,
    )
    return call(build_catalogue, materials)


def write_docs(project: Project, catalogue: Catalogue) -> WriteReport:
    """Render every page, then write those that changed."""
    pages = render_pages(catalogue, template_folders(project.root))
    return write_pages(pages, project.docs)


def clean_docs(project: Project) -> WriteReport:
    """Remove every generated page."""
    return write_pages((), project.docs)


def publish(project: Project, catalogue: Catalogue) -> WriteReport:
    """Write the pages and build the site; a failed build leaves the old site."""
    report = write_docs(project, catalogue)
    build_site(project.root, template_folders(project.root))
    return report


def _read_lock(folder: Path) -> tuple[Lock, tuple[Problem, ...]]:
    try:
        return read_lock(folder), ()
    except InputError as error:
        return Lock(), error.problems


# --- the lock half: the one part that needs a model ------------------------------------------------


def stale(inputs: Inputs, model: str | None = None) -> Staleness:
    """Hold the lock against the papers and the settings of now."""
    return compare(inputs.corpus.papers, inputs.lock, _expected(model_of(inputs.lock, model)))


def load_encoder(project: Project, inputs: Inputs, model: str | None = None) -> Encoder:
    """Return the encoder of the model asked for, or the lock's own; the project's cache keeps its vectors."""
    from papershelf.extract.encoder import open_encoder

    return open_encoder(model_of(inputs.lock, model), project.cache)


def update_lock(inputs: Inputs, work: LockWork, encoder: Encoder, progress: Progress = silent) -> LockUpdate:
    """Return the lock of the sources as they are: what is new gets extracted, what is gone retires."""
    from papershelf.extract.lock_run import bring_up_to_date

    expected = _expected(model_of(inputs.lock, work.model))
    return bring_up_to_date(
        inputs.lock, inputs.corpus.papers, expected=expected, work=work, encoder=encoder, progress=progress
    )


def catalogue_of(papers: Sequence[Paper], encoder: Encoder, progress: Progress = silent) -> Catalogue:
    """Return the catalogue of any papers, as a first lock would give it, without curation."""
    from papershelf.extract.lock_run import LockWork, bring_up_to_date

    cleaned = clean_papers(papers)
    lock = bring_up_to_date(
        Lock(), cleaned, expected=expected_header(), work=LockWork(), encoder=encoder, progress=progress
    ).lock
    return make_catalogue(Inputs(Corpus(cleaned), lock, Curation(), ()))


def _expected(model: str) -> Header:
    """Return the header of a lock made now; only of another model the weights need a look."""
    if model == MODEL:
        return expected_header()
    from papershelf.extract.encoder import SentenceModel

    return expected_header(model, SentenceModel(model).weights_sha256)
