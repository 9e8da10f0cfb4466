"""Papers that belong on a reading list: as near to its entries as these are to each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from papershelf.curation import list_paper
from papershelf.library import Library, LibraryList, LibraryPaper
from papershelf.library.vectors import Directions, Rows
from papershelf.review.suggest.suggestion import Suggestion, named, suggestion_id

_FEWEST_ENTRIES = 4  # fewer do not tell what a list is about
_NEIGHBOURS = 3
_MOST = 3  # suggestions a list
_SUBJECT = 0.5  # of the entries share a keyword that is the list's subject
_PART = 0.3  # of them share one that is part of it, if it is also
_TELLING = 4  # times as frequent on the list as it is elsewhere


@dataclass(frozen=True, slots=True, eq=False)
class _Profile:
    """What its papers say of a list: their vectors, the bar to pass, the subject's keywords."""

    reading_list: LibraryList
    members: frozenset[str]
    rows: Rows
    bar: float
    subject: Mapping[str, int]


def suggest_entries(library: Library, space: Directions) -> Iterator[Suggestion]:
    """Yield, for each list, the few papers that fit it as well as most of its own entries fit."""
    papers = library.papers
    for reading_list in library.lists.values():
        profile = _profile(reading_list, papers, space)
        if profile is None:
            continue
        scores = _likeness(space.rows @ profile.rows.T)
        found = _passing(profile, scores, papers, space)
        for score, each in found[:_MOST]:
            yield _entry(profile, each, score, papers, space)


def _profile(
    reading_list: LibraryList, papers: Mapping[str, LibraryPaper], space: Directions
) -> _Profile | None:
    entries = set(reading_list.paper_ids)
    known = sorted(entries & papers.keys() & space.row_of.keys())
    if len(known) < _FEWEST_ENTRIES:
        return None
    rows = space.of(known)
    among = rows @ rows.T
    np.fill_diagonal(among, -1)
    bar = float(np.median(_likeness(among)))
    return _Profile(reading_list, frozenset(entries), rows, bar, _subject(known, papers))


def _subject(known: Sequence[str], papers: Mapping[str, LibraryPaper]) -> dict[str, int]:
    """Return the keywords that say what a list is about, with how many of its entries have each."""
    here = _keyword_counts(papers[key] for key in known)
    everywhere = _keyword_counts(papers.values())
    return {
        key: times
        for key, times in here.items()
        if times >= _SUBJECT * len(known)
        or (times >= _PART * len(known) and times / len(known) >= _TELLING * everywhere[key] / len(papers))
    }


def _keyword_counts(papers: Iterable[LibraryPaper]) -> Counter[str]:
    return Counter(keyword.id for each in papers for keyword in each.keywords if not keyword.is_name)


def _likeness(cosines: Rows) -> Rows:
    """Return each row's mean over its nearest entries, shape (papers,)."""
    nearest = np.partition(cosines, -_NEIGHBOURS, axis=1)[:, -_NEIGHBOURS:]
    return np.asarray(nearest.mean(axis=1), dtype=np.float32)


def _passing(
    profile: _Profile, scores: Rows, papers: Mapping[str, LibraryPaper], space: Directions
) -> list[tuple[float, LibraryPaper]]:
    found = [
        (float(scores[row]), papers[key])
        for key, row in space.row_of.items()
        if scores[row] >= profile.bar and key in papers and key not in profile.members
    ]
    on_subject = [pair for pair in found if any(word.id in profile.subject for word in pair[1].keywords)]
    return sorted(on_subject, key=lambda pair: (-pair[0], pair[1].paper.id))


def _entry(
    profile: _Profile,
    each: LibraryPaper,
    score: float,
    papers: Mapping[str, LibraryPaper],
    space: Directions,
) -> Suggestion:
    own = [keyword for keyword in each.keywords if keyword.id in profile.subject]
    own.sort(key=lambda keyword: (-profile.subject[keyword.id], keyword.id))
    like = max(sorted(profile.members & papers.keys()), key=lambda key: space.cosine(each.id, key) or 0.0)
    title = profile.reading_list.name
    return Suggestion(
        id=suggestion_id("list", (profile.reading_list.id, each.id)),
        kind="list",
        effect=1,
        confidence=score,
        what=f"“{each.name}” for the list “{title}”",
        evidence=f"it is as near to the list's entries as they are to each other ({score:.2f}; theirs "
        f"{profile.bar:.2f}), most of all to “{papers[like].paper.title}”, and shares "
        f"{named(keyword.phrase for keyword in own)} with them",
        edit=list_paper(profile.reading_list.id, profile.reading_list.decision, {"paper": each.id}),
    )
