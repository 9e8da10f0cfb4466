import random
import subprocess
import sys

import pytest

from papershelf.extract.topics import group_topics, regroup_topics, update_topics
from papershelf.library.placing import place_papers
from papershelf.model import Retired, Topic, TopicKeyword
from tests.extract.topics.corpus import corpus_of

OLD_FIELDS = ("continual", "diffusion", "quantize", "agents")


@pytest.fixture(scope="module")
def corpus():
    return corpus_of(14)


@pytest.fixture(scope="module")
def older(corpus):
    return corpus.only([paper.id for paper in corpus.papers if corpus.fields[paper.id] in OLD_FIELDS])


def grouped(corpus):
    return group_topics(corpus.papers, corpus.extractions, corpus.vectors)


def primaries(corpus, topics):
    placed = place_papers(corpus.papers, corpus.keywords, topics, corpus.vectors)
    return {paper_id: topics[0].topic_id if topics else None for paper_id, topics in placed.items()}


def updated(old, corpus, **more):
    return update_topics(old, corpus.papers, corpus.extractions, corpus.vectors, **more)


def regrouped(old, corpus, **more):
    return regroup_topics(old, corpus.papers, corpus.extractions, corpus.vectors, **more)


def test_nothing_new_changes_nothing(corpus):
    topics = grouped(corpus)
    update = updated(topics, corpus)
    assert update.topics == topics
    assert not update.changes
    assert not update.retired


def test_papers_of_a_new_field_make_a_topic_and_the_old_ones_stay(older, corpus):
    old = grouped(older)
    update = updated(old, corpus)
    assert update.topics[: len(old)] == old
    assert [change.kind for change in update.changes] == ["new"] * (len(update.topics) - len(old))
    primary = primaries(corpus, update.topics)
    graphs = {primary[id_] for id_, field in corpus.fields.items() if field == "graphs"}
    assert graphs <= {topic.id for topic in update.topics[len(old) :]}


def test_too_few_papers_of_a_new_field_wait(older, corpus):
    few = [id_ for id_, field in corpus.fields.items() if field == "graphs"][:4]
    update = updated(grouped(older), corpus.only([*(paper.id for paper in older.papers), *few]))
    assert not update.changes


def test_an_id_once_used_is_not_given_again(older, corpus):
    found = updated(grouped(older), corpus).topics[-1].id
    assert updated(grouped(older), corpus, taken=[found]).topics[-1].id != found
    again = regrouped((), corpus, taken=[topic.id for topic in grouped(corpus)])
    assert not {topic.id for topic in again.topics} & {topic.id for topic in grouped(corpus)}


def test_regrouping_the_same_papers_keeps_all_names_whatever_they_are(corpus):
    topics = tuple(
        Topic(f"old-{place}", f"Old {place}", topic.keywords, topic.parent and None)
        for place, topic in enumerate(grouped(corpus))
    )
    update = regrouped(topics, corpus)
    assert {(topic.id, topic.label) for topic in update.topics} == {
        (topic.id, topic.label) for topic in topics
    }
    assert {change.kind for change in update.changes} == {"kept"}
    assert not update.retired


def test_a_topic_without_papers_is_gone_and_one_in_two_is_merged(corpus):
    topics = grouped(corpus)
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


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_papers_added_back_leave_the_others_where_they_are(seed):
    corpus = corpus_of(40)
    ids = [paper.id for paper in corpus.papers]
    fewer = corpus.only(random.Random(seed).sample(ids, round(0.9 * len(ids))))
    old = grouped(fewer)
    before, after = primaries(fewer, old), primaries(corpus, updated(old, corpus).topics)
    kept = [after[id_] == topic for id_, topic in before.items()]
    assert sum(kept) >= 0.95 * len(kept)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_small_lists(count):
    corpus = corpus_of(1, fields=tuple(OLD_FIELDS[:count]))
    assert updated((), corpus).topics == ()
    assert regrouped((), corpus).topics == grouped(corpus)


def test_updating_needs_neither_scikit_learn_nor_scipy():
    code = (
        "import sys; from tests.extract.topics.corpus import corpus_of;"
        "from papershelf.extract.topics import update_topics;"
        "c = corpus_of(6); update_topics((), c.papers, c.extractions, c.vectors); print(sorted(sys.modules))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not [name for name in ("sklearn", "scipy", "torch") if f"'{name}'" in loaded]
