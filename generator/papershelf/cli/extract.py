"""`papershelf keywords` and `topics`: extraction for any papers, without a project."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from papershelf.cli.session import Session, common_options
from papershelf.errors import InputError, Problem

if TYPE_CHECKING:
    from papershelf.library import Library
    from papershelf.model import Paper

_IN = click.argument("source", metavar="IN.jsonl", type=click.Path(path_type=Path))
_OUT = click.option(
    "-o",
    "--output",
    metavar="OUT.jsonl",
    type=click.Path(path_type=Path),
    help="Write here instead of printing.",
)


@click.command()
@_IN
@_OUT
@click.option("--top", type=click.IntRange(1, 100), default=10, show_default=True, help="Keywords a paper.")
@common_options
def keywords(session: Session, source: Path, output: Path | None, top: int) -> None:
    """Find the keywords of the papers in IN.jsonl, best first; statistics come from these papers alone.

    A line in is {"id", "title", "abstract"}; "text" is accepted for "abstract", and the title may be missing.
    A line out is {"id", "keywords": [[phrase, score], …]}.

    \b
    Example:
      papershelf keywords papers.jsonl -o keywords.jsonl --top 10
    """  # noqa: D301 -- click wants the control character itself
    from papershelf.extract.encoder import open_encoder
    from papershelf.extract.keywords import CorpusExtractor
    from papershelf.lock import KeywordOptions
    from papershelf.sources.cleaning import clean_records

    papers = _read(source)
    started = time.perf_counter()
    extractor = CorpusExtractor(KeywordOptions(top=top))
    found = extractor.extract(clean_records(papers), open_encoder(), progress=session.progress)
    seconds = time.perf_counter() - started
    rows = ({"id": one.paper_id, "keywords": [[k.phrase, k.score] for k in one.keywords]} for one in found)
    _write(rows, output)
    session.say(f"{len(papers)} papers in {seconds:.1f} s, {len(papers) / max(seconds, 1e-9):.1f} papers/s")


@click.command()
@_IN
@_OUT
@click.option("--labels", type=click.Path(path_type=Path), help="Write the topics themselves here, as JSON.")
@common_options
def topics(session: Session, source: Path, output: Path | None, labels: Path | None) -> None:
    """Group the papers in IN.jsonl into topics found in their keywords.

    A line out is {"id", "topics": [slug, …]}, the primary topic first, [] for none.

    \b
    Example:
      papershelf topics papers.jsonl -o topics.jsonl --labels labels.json
    """  # noqa: D301 -- click wants the control character itself
    from papershelf import pipeline
    from papershelf.extract.encoder import open_encoder
    from papershelf.files import write_atomic

    papers = _read(source)
    library = pipeline.library_of(papers, open_encoder(), session.progress)
    placed = {id_: [place.topic_id for place in paper.topics] for id_, paper in library.papers.items()}
    _write(({"id": paper.id, "topics": placed[paper.id]} for paper in papers), output)
    if labels:
        write_atomic(labels, json.dumps(_labels(library), ensure_ascii=False, indent=1) + "\n")
    session.say(f"{len(papers)} papers, {len(library.topics)} topics")


def _read(source: Path) -> tuple[Paper, ...]:
    from papershelf.sources.jsonl import parse_papers

    try:
        return parse_papers(source.read_bytes(), source.as_posix())
    except OSError as error:
        said = f"cannot be read: {error.strerror or error}"
        raise InputError([Problem(source.as_posix(), 0, 0, said)]) from error


def _write(rows: Iterable[Mapping[str, object]], output: Path | None) -> None:
    from papershelf.files import write_atomic

    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    if output:
        write_atomic(output, "".join(f"{line}\n" for line in lines))
        return
    for line in lines:
        click.echo(line)


def _labels(library: Library) -> list[dict[str, object]]:
    return [
        {
            "id": topic.id,
            "label": topic.label,
            "parent": topic.parent,
            "keywords": [keyword.phrase for keyword in library.keywords_of(topic)],
            "papers": list(topic.paper_ids),
        }
        for topic in library.topics.values()
    ]
