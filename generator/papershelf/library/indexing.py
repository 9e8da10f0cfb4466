"""The library's topics and keywords, each with the papers that stand under it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from papershelf.curation.models import TopicDecision
from papershelf.library.library import LibraryKeyword, LibraryPaper, LibraryTopic
from papershelf.library.vocabulary import Vocabulary
from papershelf.model import Keyword, Topic


def library_topics(
    topics: Sequence[Topic], decisions: Mapping[str, TopicDecision], papers: Sequence[LibraryPaper]
) -> tuple[LibraryTopic, ...]:
    """Return the topics with their papers: pinned first in the file's order, then by label.

    Each is followed by those below it. A topic without any paper is left out, unless a curator decided
    something about it.
    """
    parents = {topic.id: topic.parent for topic in topics}
    members = _members(papers, parents)
    children = _kept_children(topics, members, decisions)
    ranks = {id_: rank for rank, id_ in enumerate(decisions) if decisions[id_].pin}

    def in_order(some: Iterable[Topic]) -> list[Topic]:
        return sorted(some, key=lambda topic: (ranks.get(topic.id, len(decisions)), *_by_label(topic)))

    undecided = TopicDecision()
    below = {parent: in_order(some) for parent, some in children.items()}
    return tuple(
        LibraryTopic(
            id=topic.id,
            label=topic.label,
            keywords=topic.keywords,
            paper_ids=members.get(topic.id, ()),
            parent=topic.parent,
            child_ids=tuple(child.id for child in below.get(topic.id, ())),
            decision=decisions.get(topic.id, undecided),
        )
        for top in below.get(None, ())
        for topic in (top, *below.get(top.id, ()))
    )


def _by_label(topic: Topic) -> tuple[str, str]:
    return topic.label.casefold(), topic.id


def _members(papers: Sequence[LibraryPaper], parents: Mapping[str, str | None]) -> dict[str, tuple[str, ...]]:
    """Return the papers of each topic and of those below it: pinned, then by primary topic, then by id."""
    ranked: dict[str, dict[str, tuple[bool, bool, str]]] = defaultdict(dict)
    for paper in papers:
        for rank, placement in enumerate(paper.topics):
            for topic_id in (placement.topic_id, parents.get(placement.topic_id)):
                if topic_id is not None:
                    ranked[topic_id].setdefault(paper.id, (not paper.decision.pin, rank > 0, paper.id))
    return {topic_id: tuple(sorted(keys, key=keys.__getitem__)) for topic_id, keys in ranked.items()}


def _kept_children(
    topics: Sequence[Topic], members: Mapping[str, Sequence[str]], decided: Mapping[str, TopicDecision]
) -> dict[str | None, list[Topic]]:
    """Return the topics that stay, by the topic above them (None for the top)."""
    kept = {topic.id for topic in topics if members.get(topic.id) or topic.id in decided}
    kept |= {topic.parent for topic in topics if topic.id in kept and topic.parent is not None}
    children: dict[str | None, list[Topic]] = defaultdict(list)
    for topic in topics:
        if topic.id in kept:
            children[topic.parent].append(topic)
    return children


def library_keywords(
    papers: Sequence[LibraryPaper],
    keywords: Mapping[str, Sequence[Keyword]],
    topics: Sequence[LibraryTopic],
    vocabulary: Vocabulary,
) -> tuple[LibraryKeyword, ...]:
    """Return every keyword that a paper shows or a topic or an explanation names, by display form.

    Args:
        papers: as published; a keyword's `paper_ids` are those that show it.
        keywords: paper id → all its keywords after curation, of which it shows the best.
        topics: as published.
        vocabulary: gives the display form where no paper shows a keyword.
    """
    everywhere: dict[str, list[Keyword]] = defaultdict(list)
    for keyword in (keyword for paper in papers for keyword in keywords.get(paper.id, ())):
        everywhere[keyword.id].append(keyword)
    shown: dict[str, list[str]] = defaultdict(list)
    for paper in papers:
        for keyword in paper.keywords:
            shown[keyword.id].append(paper.id)
    in_topics = _topics_of_keywords(topics)
    named = {*shown, *in_topics, *_explaining(papers)}
    found = [
        _keyword(id_, everywhere[id_], shown.get(id_, ()), in_topics.get(id_, ()), vocabulary)
        for id_ in named
    ]
    return tuple(sorted(found, key=lambda keyword: (keyword.phrase.casefold(), keyword.id)))


def _explaining(papers: Iterable[LibraryPaper]) -> Iterator[str]:
    for paper in papers:
        for placement in paper.topics:
            yield from placement.keyword_ids
        for alike in paper.resembling:
            yield from alike.shared


def _topics_of_keywords(topics: Iterable[LibraryTopic]) -> dict[str, list[str]]:
    weighted: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for topic in topics:
        for keyword in topic.keywords:
            weighted[keyword.keyword_id].append((-keyword.weight, topic.id))
    return {id_: [topic_id for _, topic_id in sorted(pairs)] for id_, pairs in weighted.items()}


def _keyword(
    id_: str,
    seen: Sequence[Keyword],
    paper_ids: Iterable[str],
    topic_ids: Iterable[str],
    vocabulary: Vocabulary,
) -> LibraryKeyword:
    forms = Counter(form for keyword in seen for form in keyword.forms)
    return LibraryKeyword(
        id=id_,
        phrase=seen[0].phrase if seen else vocabulary.phrases.get(id_, id_.replace("-", " ")),
        forms=tuple(sorted(forms, key=lambda form: (-forms[form], form))),
        paper_ids=tuple(paper_ids),
        topic_ids=tuple(topic_ids),
        is_name=bool(seen) and all(keyword.is_name for keyword in seen),
    )
