"""Papers after curation: which are published, with whose provenance, under which corrected text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from papershelf.curation.models import PaperDecision
from papershelf.model import Paper, Provenance, Retired


def published_papers(papers: Sequence[Paper], decisions: Mapping[str, PaperDecision]) -> tuple[Paper, ...]:
    """Return the papers that are shown, in order of id, with corrections and with their duplicates' places.

    Hidden papers and those declared the same as another are left out.
    """
    leads_to = paper_moves(decisions)
    present = {paper.id for paper in papers}
    taken: dict[str, list[Provenance]] = defaultdict(list)
    for paper in papers:
        if (holder := _holder(paper.id, leads_to, present)) != paper.id:
            taken[holder].extend(paper.provenance)
    shown = (paper for paper in papers if _is_shown(paper.id, decisions, leads_to, present))
    return tuple(
        _corrected(_with_places(paper, taken[paper.id]), decisions.get(paper.id))
        for paper in sorted(shown, key=lambda paper: paper.id)
    )


def paper_moves(decisions: Mapping[str, PaperDecision], retired: Iterable[Retired] = ()) -> dict[str, str]:
    """Return where papers that are the same as another, or were replaced, lead: id → the last id."""
    moves = {gone.id: gone.to for gone in retired if gone.kind == "paper" and gone.to is not None}
    moves |= {id_: one.same_as for id_, one in decisions.items() if one.same_as is not None}
    return follow_all(moves)


def follow_all(moves: Mapping[str, str]) -> dict[str, str]:
    """Return each id with the end of its chain; ids in a circle lead nowhere and are left out."""
    ends = {id_: _end(id_, moves) for id_ in moves}
    return {id_: end for id_, end in ends.items() if end is not None}


def _end(id_: str, moves: Mapping[str, str]) -> str | None:
    seen = set()
    while id_ in moves:
        if id_ in seen:
            return None
        seen.add(id_)
        id_ = moves[id_]
    return id_


def _holder(id_: str, leads_to: Mapping[str, str], present: set[str]) -> str:
    target = leads_to.get(id_, id_)
    return target if target in present else id_


def _is_shown(
    id_: str, decisions: Mapping[str, PaperDecision], leads_to: Mapping[str, str], present: set[str]
) -> bool:
    is_hidden = id_ in decisions and decisions[id_].hide is not None
    return not is_hidden and _holder(id_, leads_to, present) == id_


def _with_places(paper: Paper, taken: Sequence[Provenance]) -> Paper:
    if not taken:
        return paper
    places = {*paper.provenance, *taken}
    in_order = sorted(places, key=lambda place: (place.source, place.line, place.position))
    return replace(paper, provenance=tuple(in_order))


def _corrected(paper: Paper, decision: PaperDecision | None) -> Paper:
    if decision is None:
        return paper
    return replace(
        paper,
        title=paper.title if decision.title is None else decision.title,
        abstract=paper.abstract if decision.abstract is None else decision.abstract,
    )
