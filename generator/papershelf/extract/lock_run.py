"""How lock/ is made, the one part that needs a model.

papers | CorpusExtractor.extract | updated | update_topics | place_on_map > lock/
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from papershelf.extract.keywords import CorpusExtractor, KeywordExtractor
from papershelf.extract.map import draw_map, place_on_map
from papershelf.extract.topics import TopicChange, regroup_topics, update_topics
from papershelf.lock import Header, Lock, compare, updated
from papershelf.model import Coordinates, Encoder, Paper, Vectors
from papershelf.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class LockWork:
    """What `papershelf lock` was asked to do.

    Args:
        refresh: extract every paper again, not only what is new.
        regroup: make topics and map again.
        today: ISO date, `added` of papers never seen before.
        model: a sentence-transformers name or folder; None is the lock's own, at first all-MiniLM-L6-v2.
        jobs: processes for what is not the model's own work.
        extractor: finds the keywords; its settings go into the lock.
    """

    refresh: bool = False
    regroup: bool = False
    today: str = ""
    model: str | None = None
    jobs: int = 1
    extractor: KeywordExtractor = field(default_factory=CorpusExtractor)


@dataclass(frozen=True, slots=True)
class LockUpdate:
    """A new lock, and what became of topics on the way."""

    lock: Lock
    changes: tuple[TopicChange, ...] = ()


def bring_up_to_date(  # noqa: PLR0913 - the lock as it was, all papers of now, and how to go about it
    lock: Lock,
    papers: Sequence[Paper],
    *,
    expected: Header,
    work: LockWork,
    encoder: Encoder,
    progress: Progress = silent,
) -> LockUpdate:
    """Return the lock of these papers: new ones extracted, gone ones retired, all with topics and a place."""
    expected = replace(expected, settings=work.extractor.settings)
    staleness = compare(papers, lock, expected)
    if staleness.is_current and lock.topics and not (work.refresh or work.regroup):
        return LockUpdate(lock)
    everything = work.refresh or bool(staleness.settings) or lock.header is None
    wanted = {paper.id for paper in papers} if everything else {*staleness.new, *staleness.changed}
    extracted = (
        work.extractor.extract(papers, encoder, wanted=wanted, jobs=work.jobs, progress=progress)
        if wanted
        else ()
    )
    header = expected if everything else (lock.header or expected)
    new = updated(lock, papers, extracted, header, work.today)
    return _with_topics(new, papers, regroup=work.regroup or not new.topics)


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
