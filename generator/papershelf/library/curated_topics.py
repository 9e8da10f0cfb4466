"""Topics after curation: renamed, merged, split off, hidden; and which papers curators put where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from papershelf.curation.models import PaperDecision, TopicDecision
from papershelf.library.library import TopicPlacement
from papershelf.library.published import follow_all
from papershelf.library.vocabulary import Vocabulary
from papershelf.model import Retired, Topic, TopicKeyword

MOST_TOPICS = 3  # of one paper, unless curators gave it more
_Keywords = dict[str, float]  # keyword id → weight, most telling first


def curated_topics(
    topics: Sequence[Topic], decisions: Mapping[str, TopicDecision], vocabulary: Vocabulary
) -> tuple[Topic, ...]:
    """Return the topics that are shown: the computed in their order, then those split off in the file's.

    Keywords that no paper has any more (stopped, or made another by an alias) leave their topics.
    """
    leads_to = topic_moves(decisions)
    computed = {topic.id: topic for topic in topics}
    keywords = _keywords(topics, decisions, vocabulary)
    keywords = _merged(keywords, leads_to)
    keywords = _split(keywords, decisions, vocabulary)
    shown = [id_ for id_ in keywords if id_ not in decisions or not decisions[id_].hide]
    found = [
        Topic(
            id=id_,
            label=_label(id_, computed.get(id_), decisions.get(id_)),
            keywords=_edited(keywords[id_], decisions.get(id_), vocabulary),
            parent=_parent(computed.get(id_), decisions.get(id_), leads_to),
        )
        for id_ in shown
    ]
    return _two_levels(found)


def topic_moves(decisions: Mapping[str, TopicDecision], retired: Iterable[Retired] = ()) -> dict[str, str]:
    """Return where topics that were merged or replaced lead: id → the last id."""
    moves = {gone.id: gone.to for gone in retired if gone.kind == "topic" and gone.to is not None}
    moves |= {source: id_ for id_, one in decisions.items() for source in one.merge}
    return follow_all(moves)


def curated_placements(
    placements: Mapping[str, Sequence[TopicPlacement]],
    decisions: Mapping[str, PaperDecision],
    topics: Sequence[Topic],
    leads_to: Mapping[str, str] | None = None,
) -> dict[str, tuple[TopicPlacement, ...]]:
    """Return each paper's topics: a curator's first, then the computed ones, three in all.

    Args:
        placements: paper id → its topics as computed, primary first.
        decisions: what papers.yml adds and removes; removing a topic removes the topics below it too.
        topics: the topics that are shown.
        leads_to: merged or replaced topic → the topic that a decision about it now means.
    """
    parents = {topic.id: topic.parent for topic in topics}
    moves = leads_to or {}
    found = {paper_id: tuple(computed) for paper_id, computed in placements.items()}
    found |= {
        paper_id: _decided_placements(found.get(paper_id, ()), decision, parents, moves)
        for paper_id, decision in decisions.items()
        if decision.topics.add or decision.topics.remove
    }
    return found


def _decided_placements(
    computed: Sequence[TopicPlacement],
    decision: PaperDecision,
    parents: Mapping[str, str | None],
    moves: Mapping[str, str],
) -> tuple[TopicPlacement, ...]:
    added = [id_ for id_ in _current(decision.topics.add, moves) if id_ in parents]
    removed = set(_current(decision.topics.remove, moves)) - set(added)
    by_topic = {placement.topic_id: placement for placement in computed}
    curated = [_as_curated(id_, by_topic.get(id_)) for id_ in added]
    kept = [
        placement
        for placement in computed
        if placement.topic_id not in added
        and not removed & {placement.topic_id, parents.get(placement.topic_id)}
    ]
    return (*curated, *kept[: max(0, MOST_TOPICS - len(curated))])


def _as_curated(topic_id: str, computed: TopicPlacement | None) -> TopicPlacement:
    return TopicPlacement(topic_id, "curated", computed.keyword_ids if computed else ())


def _current(ids: Iterable[str], moves: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys(moves.get(id_, id_) for id_ in ids))


def _keywords(
    topics: Sequence[Topic], decisions: Mapping[str, TopicDecision], vocabulary: Vocabulary
) -> dict[str, _Keywords]:
    """Return the keywords of the computed topics and of those that curators define."""
    found = {topic.id: _current_keywords(topic.keywords, vocabulary) for topic in topics}
    for id_, decision in decisions.items():
        if decision.keywords and (id_ in found or decision.label is not None):
            found[id_] = dict.fromkeys(_ids(decision.keywords, vocabulary), 1.0)
    return found


def _current_keywords(keywords: Iterable[TopicKeyword], vocabulary: Vocabulary) -> _Keywords:
    weights: _Keywords = {}
    for keyword in keywords:
        id_ = vocabulary.current.get(keyword.keyword_id)
        if id_ is not None:
            weights[id_] = max(keyword.weight, weights.get(id_, 0.0))
    return weights


def _merged(keywords: Mapping[str, _Keywords], leads_to: Mapping[str, str]) -> dict[str, _Keywords]:
    """Give the keywords of a merged topic to its target; the order is the weights'."""
    found = {id_: dict(weights) for id_, weights in keywords.items()}
    for source, target in leads_to.items():
        if source in found and target in found:
            for id_, weight in found.pop(source).items():
                found[target][id_] = max(weight, found[target].get(id_, 0.0))
    targets = set(leads_to.values())
    return {id_: _by_weight(weights) if id_ in targets else weights for id_, weights in found.items()}


def _by_weight(weights: _Keywords) -> _Keywords:
    return dict(sorted(weights.items(), key=lambda item: (-item[1], item[0])))


def _split(
    keywords: Mapping[str, _Keywords], decisions: Mapping[str, TopicDecision], vocabulary: Vocabulary
) -> dict[str, _Keywords]:
    """Take the keywords that define a curated topic from the others, but where a curator gave them too."""
    own = {
        id_: set(_ids((*decision.keywords, *decision.add_keywords), vocabulary))
        for id_, decision in decisions.items()
    }
    taken = {id_ for decision in decisions.values() for id_ in _ids(decision.keywords, vocabulary)}
    return {
        topic: {id_: weight for id_, weight in weights.items() if id_ not in taken - own.get(topic, set())}
        for topic, weights in keywords.items()
    }


def _edited(
    weights: _Keywords, decision: TopicDecision | None, vocabulary: Vocabulary
) -> tuple[TopicKeyword, ...]:
    if decision is None:
        return tuple(TopicKeyword(id_, weight) for id_, weight in weights.items())
    added = dict.fromkeys(_ids(decision.add_keywords, vocabulary), 1.0)
    dropped = set(_ids(decision.drop_keywords, vocabulary)) - set(added)
    together = added | {id_: weight for id_, weight in weights.items() if id_ not in added}
    return tuple(TopicKeyword(id_, weight) for id_, weight in together.items() if id_ not in dropped)


def _ids(phrases: Iterable[str], vocabulary: Vocabulary) -> list[str]:
    found = (vocabulary.find(phrase) for phrase in phrases)
    return list(dict.fromkeys(id_ for id_ in found if id_ is not None))


def _label(id_: str, computed: Topic | None, decision: TopicDecision | None) -> str:
    if decision is not None and decision.label is not None:
        return decision.label
    return computed.label if computed is not None else id_


def _parent(
    computed: Topic | None, decision: TopicDecision | None, leads_to: Mapping[str, str]
) -> str | None:
    parent = computed.parent if computed is not None else None
    if decision is not None and decision.parent is not None:
        parent = decision.parent or None
    return leads_to.get(parent, parent) if parent is not None else None


def _two_levels(topics: Sequence[Topic]) -> tuple[Topic, ...]:
    """Hang every topic below a top one that is shown; nothing stands below itself."""
    parents = {topic.id: topic.parent for topic in topics}
    return tuple(replace(topic, parent=_top(topic.id, parents)) for topic in topics)


def _top(id_: str, parents: Mapping[str, str | None]) -> str | None:
    seen, top = {id_}, parents[id_]
    while top is not None and top in parents and (above := parents[top]) is not None and above in parents:
        if top in seen:
            return None
        seen.add(top)
        top = above
    return top if top in parents and top not in seen else None
