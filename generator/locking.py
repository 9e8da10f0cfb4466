"""The other half of the composition: how lock/ is made, the one part that needs a model.

papers | extract_keywords | updated | update_topics | place_on_map > lock/
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from generator.cleaning import clean_papers
from generator.corpus import Corpus
from generator.encoder import MODEL, WEIGHTS_SHA256, SentenceModel, open_encoder
from generator.keywords import EXTRACTION_VERSION, KeywordOptions, PaperKeywords, extract_keywords
from generator.lock import FORMAT, Extracted, Header, Lock, Staleness, compare, updated
from generator.map import draw_map, place_on_map
from generator.pipeline import Inputs, Project, make_catalogue
from generator.progress import Progress, silent
from generator.shapes import Catalogue, Coordinates, Curation, Encoder, Paper, Vectors
from generator.topics import TopicChange, regroup_topics, update_topics


@dataclass(frozen=True, slots=True)
class LockWork:
    """What `papershelf lock` was asked to do.

    Args:
        refresh: extract every paper again, not only what is new.
        regroup: make topics and map again.
        today: ISO date, `added` of papers never seen before.
        model: a sentence-transformers name or folder; None is the lock's own, at first all-MiniLM-L6-v2.
        jobs: processes for what is not the model's own work.
    """

    refresh: bool = False
    regroup: bool = False
    today: str = ""
    model: str | None = None
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class LockUpdate:
    """A new lock, and what became of topics on the way."""

    lock: Lock
    changes: tuple[TopicChange, ...] = ()


def load_encoder(project: Project | None = None, model: str = MODEL) -> Encoder:
    """Return the encoder of the model, with the project's cache; it is loaded, and checked, at first use."""
    return open_encoder(model, project.cache if project else None)


def model_of(lock: Lock, asked: str | None = None) -> str:
    """Return the model to extract with: the one asked for, else the one the lock was made with."""
    return asked or (lock.header.model if lock.header else MODEL)


def stale(inputs: Inputs, model: str | None = None) -> Staleness:
    """Hold the lock against the papers and the settings of now."""
    return compare(inputs.corpus.papers, inputs.lock, expected_header(model_of(inputs.lock, model)))


def expected_header(model: str = MODEL) -> Header:
    """Return the header a lock gets now."""
    weights = WEIGHTS_SHA256 if model == MODEL else SentenceModel(model).weights_sha256
    return Header(FORMAT, EXTRACTION_VERSION, model, weights, asdict(KeywordOptions()))


def bring_up_to_date(
    inputs: Inputs, work: LockWork, encoder: Encoder, progress: Progress = silent
) -> LockUpdate:
    """Return the lock of these papers: new ones extracted, gone ones retired, all with topics and a place."""
    papers, staleness = inputs.corpus.papers, stale(inputs, work.model)
    if staleness.is_current and inputs.lock.topics and not (work.refresh or work.regroup):
        return LockUpdate(inputs.lock)
    everything = work.refresh or bool(staleness.settings) or inputs.lock.header is None
    wanted = {paper.id for paper in papers} if everything else {*staleness.new, *staleness.changed}
    extracted = _extracted(papers, wanted, encoder, work.jobs, progress) if wanted else ()
    expected = expected_header(model_of(inputs.lock, work.model))
    header = expected if everything else (inputs.lock.header or expected)
    lock = updated(inputs.lock, papers, extracted, header, work.today)
    return _with_topics(lock, papers, regroup=work.regroup or not lock.topics)


def extract(
    papers: Sequence[Paper], encoder: Encoder, *, top: int, progress: Progress = silent
) -> tuple[PaperKeywords, ...]:
    """Return the keywords of any papers, with statistics from these alone; their texts are cleaned first."""
    return extract_keywords(clean_papers(papers), encoder, options=KeywordOptions(top=top), progress=progress)


def catalogue_of(papers: Sequence[Paper], encoder: Encoder, progress: Progress = silent) -> Catalogue:
    """Return the catalogue of any papers, as a first lock would give it, without curation."""
    inputs = Inputs(Corpus(clean_papers(papers)), Lock(), Curation(), ())
    lock = bring_up_to_date(inputs, LockWork(), encoder, progress).lock
    return make_catalogue(replace(inputs, lock=lock))


def _extracted(
    papers: Sequence[Paper], wanted: set[str], encoder: Encoder, jobs: int, progress: Progress
) -> tuple[Extracted, ...]:
    found = extract_keywords(papers, encoder, wanted=wanted, jobs=jobs, progress=progress)
    return tuple(Extracted(one.paper_id, one.keywords, one.vector) for one in found)


def _with_topics(lock: Lock, papers: Sequence[Paper], *, regroup: bool) -> LockUpdate:
    group, draw = (regroup_topics, _fresh_map) if regroup else (update_topics, place_on_map)
    taken = {old.id for old in lock.retired if old.kind == "topic"}
    grouped = group(lock.topics, papers, lock.extractions, lock.vectors, taken=taken)
    retired = tuple(sorted({*lock.retired, *grouped.retired}, key=lambda old: (old.kind, old.id)))
    coordinates = draw(lock.coordinates, lock.vectors)
    return LockUpdate(
        replace(lock, topics=grouped.topics, coordinates=coordinates, retired=retired), grouped.changes
    )


def _fresh_map(_: Sequence[Coordinates], vectors: Vectors) -> tuple[Coordinates, ...]:
    return draw_map(vectors)
