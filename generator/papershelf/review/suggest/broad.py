"""Topics that hold too much of the list, and the part that would make a topic of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from papershelf.curation import split_topic
from papershelf.library import Library, LibraryKeyword, LibraryTopic
from papershelf.library.vectors import Directions, Rows
from papershelf.review.suggest.suggestion import Suggestion, suggestion_id
from papershelf.text import count, slug

BROAD = 0.12  # of all papers
_FEWEST_BROAD = 30
_PART = (0.15, 0.5)  # of a broad topic's papers, for a part worth a topic of its own
_FEWEST_PART = 6
_TOGETHER = 0.5  # of a keyword's papers in the topic belong to the part already
_MOST_KEYWORDS = 6
_COHESION = 0.03  # how much nearer its papers lie to the part's centre than to the whole topic's


@dataclass(frozen=True, slots=True)
class _Part:
    """What could be split off: its keywords, the first one naming it, and their papers in the topic."""

    keywords: tuple[LibraryKeyword, ...]
    paper_ids: frozenset[str]
    cohesion: float


def suggest_splits(library: Library, space: Directions) -> Iterator[Suggestion]:
    """Yield each topic without subtopics that is too broad, with the most compact part to split off."""
    taken = library.topics.keys() | {old.id for old in library.old_addresses}
    for topic in library.topics.values():
        if topic.child_ids or len(topic.paper_ids) < max(BROAD * len(library.papers), _FEWEST_BROAD):
            continue
        parts = _parts(topic, library, space)
        free = [part for part in parts if slug(part.keywords[0].phrase) not in taken]
        if free:
            best = max(free, key=lambda part: (part.cohesion, part.keywords[0].phrase))
            yield _split(topic, best, len(library.papers))


def _parts(topic: LibraryTopic, library: Library, space: Directions) -> Iterator[_Part]:
    papers = frozenset(topic.paper_ids)
    keywords = [keyword for keyword in library.keywords.values() if papers & set(keyword.paper_ids)]
    whole = space.centre(topic.paper_ids)
    smallest, largest = max(_PART[0] * len(papers), _FEWEST_PART), _PART[1] * len(papers)
    for first in keywords:
        members = papers & set(first.paper_ids)
        if first.is_name or not smallest <= len(members) <= largest:
            continue
        group, grown = _grown(first, members, papers, keywords)
        cohesion = _cohesion(space, sorted(grown), whole)
        if cohesion >= _COHESION and len(grown) <= largest:
            yield _Part(group, grown, cohesion)


def _cohesion(space: Directions, members: Sequence[str], whole: Rows) -> float:
    rows = space.of(members)
    return float((rows @ space.centre(members) - rows @ whole).mean()) if len(rows) else 0.0


def _grown(
    first: LibraryKeyword,
    members: frozenset[str],
    papers: frozenset[str],
    keywords: Sequence[LibraryKeyword],
) -> tuple[tuple[LibraryKeyword, ...], frozenset[str]]:
    """Add the keywords that mostly stand in the same papers, the most frequent ones."""
    others = [
        (len(members & set(keyword.paper_ids)), keyword)
        for keyword in keywords
        if keyword.id != first.id and not keyword.is_name
    ]
    near = [
        (both, keyword)
        for both, keyword in others
        if both > 1 and both >= _TOGETHER * len(papers & set(keyword.paper_ids))
    ]
    near.sort(key=lambda pair: (-pair[0], pair[1].id))
    group = (first, *(keyword for _, keyword in near[: _MOST_KEYWORDS - 1]))
    return group, frozenset(papers & {key for keyword in group for key in keyword.paper_ids})


def _split(topic: LibraryTopic, part: _Part, papers: int) -> Suggestion:
    phrase = part.keywords[0].phrase
    label = phrase[:1].upper() + phrase[1:]
    size, share = len(topic.paper_ids), len(topic.paper_ids) / papers
    return Suggestion(
        id=suggestion_id("split", (topic.id, part.keywords[0].id)),
        kind="split",
        effect=len(part.paper_ids),
        confidence=min(1.0, share + part.cohesion),
        what=f"“{topic.label}” is broad; “{label}” could be split off",
        evidence=f"it holds {count(size, 'paper')}, {share:.0%} of all; {len(part.paper_ids)} "
        f"of them share these keywords and lie nearer to each other than to the rest",
        edit=split_topic(slug(phrase), label, [keyword.phrase for keyword in part.keywords], topic.id),
    )
