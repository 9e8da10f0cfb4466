import random

import pytest

from papershelf.extract.topics import group_topics, regroup_topics, update_topics
from papershelf.model import Retired, Topic, TopicKeyword
from tests.extract.topics.corpus import corpus_of

OLD_FIELDS = ("continual", "diffusion", "quantize", "agents")


@pytest.fixture(scope="module")
def corpus():
    return corpus_of(14)


@pytest.fixture(scope="module")
def older(corpus):
    return corpus.only([paper.id for paper in corpus.papers if corpus.fields[paper.id] in OLD_FIELDS])


@pytest.fixture(scope="module")
def topics(corpus):
    return grouped(corpus)


@pytest.fixture(scope="module")
def old(older):
    return grouped(older)


def grouped(corpus):
    return group_topics(corpus.papers, corpus.extractions, corpus.vectors)


def updated(old, corpus, **more):
    return update_topics(old, corpus.papers, corpus.extractions, corpus.vectors, **more)


def regrouped(old, corpus, **more):
    return regroup_topics(old, corpus.papers, corpus.extractions, corpus.vectors, **more)


def test_nothing_new_changes_nothing(corpus, topics):
    update = updated(topics, corpus)
    assert (update.topics, tuple(update.changes), tuple(update.retired)) == (topics, (), ())


def test_papers_of_a_new_field_make_a_topic_of_a_new_id_and_the_old_ones_stay(corpus, old):
    update = updated(old, corpus)
    assert update.topics[: len(old)] == old
    assert [change.kind for change in update.changes] == ["new"] * (len(update.topics) - len(old))
    primary = corpus.primaries(update.topics)
    graphs = {primary[id_] for id_, field in corpus.fields.items() if field == "graphs"}
    assert graphs <= {topic.id for topic in update.topics[len(old) :]}
    found = update.topics[-1].id
    assert updated(old, corpus, taken=[found]).topics[-1].id != found


def test_too_few_papers_of_a_new_field_wait(older, old, corpus):
    few = [id_ for id_, field in corpus.fields.items() if field == "graphs"][:4]
    assert not updated(old, corpus.only([*(paper.id for paper in older.papers), *few])).changes


def test_an_id_once_used_is_not_given_again(corpus, topics):
    again = regrouped((), corpus, taken=[topic.id for topic in topics])
    assert not {topic.id for topic in again.topics} & {topic.id for topic in topics}


def test_regrouping_the_same_papers_keeps_all_names_whatever_they_are(corpus, topics):
    named = tuple(Topic(f"old-{place}", f"Old {place}", topic.keywords) for place, topic in enumerate(topics))
    update = regrouped(named, corpus)
    assert {(topic.id, topic.label) for topic in update.topics} == {
        (topic.id, topic.label) for topic in named
    }
    assert {change.kind for change in update.changes} == {"kept"}
    assert not update.retired


def test_a_topic_without_papers_is_gone_and_one_in_two_is_merged(corpus, topics):
    whole = topics[0]
    halves = (
        Topic("half", "Half", whole.keywords[::2]),
        Topic("rest", "Rest", whole.keywords[1::2]),
        Topic("empty", "Empty", (TopicKeyword("nowhere", 1.0),)),
    )
    update = regrouped((*topics[1:], *halves), corpus)
    assert Retired("topic", "empty", "Empty") in update.retired
    gone = {retired.id: retired.to for retired in update.retired}
    assert set(gone) == {"empty", "half"} or set(gone) == {"empty", "rest"}
    merged = [change for change in update.changes if change.kind == "merged"]
    assert [change.topic_id for change in merged] == [next(to for to in gone.values() if to)]
    assert all(str(change).startswith(change.kind) for change in update.changes)


def test_papers_added_back_leave_the_others_where_they_are():
    corpus = corpus_of(40)
    ids = [paper.id for paper in corpus.papers]
    fewer = corpus.only(random.Random(1).sample(ids, round(0.9 * len(ids))))
    old = grouped(fewer)
    before, after = fewer.primaries(old), corpus.primaries(updated(old, corpus).topics)
    kept = [after[id_] == topic for id_, topic in before.items()]
    assert sum(kept) >= 0.95 * len(kept)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_small_lists(count):
    corpus = corpus_of(1, fields=tuple(OLD_FIELDS[:count]))
    assert updated((), corpus).topics == ()
    assert regrouped((), corpus).topics == grouped(corpus)
