import random
from dataclasses import replace
from itertools import chain

import numpy as np
import pytest

from papershelf.extract.topics import TopicOptions, group_topics
from papershelf.library.placing import place_papers
from papershelf.model import Extraction, Paper, Vectors
from tests.extract.topics.corpus import FIELDS, corpus_of


@pytest.fixture(scope="module")
def corpus():
    return corpus_of(12)


@pytest.fixture(scope="module")
def topics(corpus):
    return group_topics(corpus.papers, corpus.extractions, corpus.vectors, TopicOptions(largest_share=0.5))


def test_papers_of_a_field_share_topics_and_those_of_two_do_not(corpus, topics):
    primary = corpus.primaries(topics)
    assert None not in primary.values()
    pairs = {(topic_id, corpus.fields[paper_id]) for paper_id, topic_id in primary.items()}
    assert len(pairs) == len(set(primary.values()))


def test_labels_and_keywords_are_those_that_tell_the_fields_apart(topics):
    labels = [topic.label for topic in topics]
    assert len(set(labels)) == len(labels)
    assert {label.lower() for label in labels} <= {*chain(*FIELDS.values())}
    weights = [[keyword.weight for keyword in topic.keywords] for topic in topics]
    assert weights == [sorted(each, reverse=True) for each in weights]
    assert all(0 < weight <= 1 for weight in chain(*weights))
    found = {keyword.keyword_id: keyword.weight for topic in topics for keyword in topic.keywords}
    assert found.get("benchmarks", 0) < 0.3
    assert found["continual-learning"] > 0.45


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_order_of_input_changes_nothing(corpus, topics, seed):
    ids = [paper.id for paper in corpus.papers]
    random.Random(seed).shuffle(ids)
    mixed = corpus.only(ids)
    options = TopicOptions(largest_share=0.5)
    assert group_topics(mixed.papers, mixed.extractions[::-1], mixed.vectors, options) == topics


def test_a_topic_that_holds_too_much_is_split_in_two_levels():
    corpus = corpus_of(40)
    options = TopicOptions(base=0, per_root=0.3)
    topics = group_topics(corpus.papers, corpus.extractions, corpus.vectors, options)
    parents = {topic.id for topic in topics if topic.parent is None}
    children = [topic for topic in topics if topic.parent is not None]
    assert children
    assert all(topic.parent in parents for topic in children)
    placed = set(corpus.primaries(topics).values())
    assert not placed & {topic.parent for topic in children}


def test_a_name_never_labels_a_topic(corpus):
    lines = []
    for line in corpus.extractions:
        named = [replace(keyword, is_name=keyword.id == "continual-learning") for keyword in line.keywords]
        lines.append(replace(line, keywords=tuple(named)))
    topics = group_topics(corpus.papers, lines, corpus.vectors)
    assert "Continual learning" not in {topic.label for topic in topics}
    assert "continual-learning" not in {keyword.keyword_id for topic in topics for keyword in topic.keywords}


def bare(count, abstract="", vector=0):
    papers = tuple(Paper(f"p{number:02d}", f"Title {number}", abstract) for number in range(count))
    values = np.full((count, 4), vector, dtype=np.int8)
    return papers, Vectors(tuple(paper.id for paper in papers), values)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 12, 60])
@pytest.mark.parametrize(("abstract", "vector"), [("", 0), ("All the same words in all papers.", 7)])
def test_papers_without_keywords_or_all_alike_break_nothing(count, abstract, vector):
    papers, vectors = bare(count, abstract, vector)
    lines = [Extraction(paper.id, paper.title, paper.fingerprint, "") for paper in papers]
    topics = group_topics(papers, lines, vectors)
    placed = place_papers(papers, {}, topics, vectors)
    assert set(placed) == {paper.id for paper in papers}


@pytest.mark.parametrize("each", [1, 2, 3])
def test_every_paper_of_a_small_list_has_a_place(each):
    corpus = corpus_of(each)
    topics = group_topics(corpus.papers, corpus.extractions, corpus.vectors)
    assert len({topic.id for topic in topics}) == len(topics)
    assert set(corpus.primaries(topics)) == {paper.id for paper in corpus.papers}


def test_one_field_alone_gives_topics_that_hold_all():
    corpus = corpus_of(12, fields=["diffusion"])
    topics = group_topics(corpus.papers, corpus.extractions, corpus.vectors)
    assert topics
    assert None not in corpus.primaries(topics).values()
