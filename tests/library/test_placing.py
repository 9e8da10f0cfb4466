import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from papershelf.library import TopicPlacement
from papershelf.library.placing import place_papers
from papershelf.model import Keyword, Paper, Topic, TopicKeyword, Vectors
from tests.extract.topics.corpus import corpus_of, paper_of

TOPICS = (
    Topic("forgetting", "Forgetting", (TopicKeyword("replay", 1.0), TopicKeyword("stream", 0.5))),
    Topic("pruning", "Pruning", (TopicKeyword("sparsity", 1.0),)),
)
NO_VECTORS = Vectors((), np.zeros((0, 4), dtype=np.int8))


def placed(title, sentences, phrases, topics=TOPICS):
    paper, line = paper_of("one", title, sentences, phrases)
    return place_papers([paper], {"one": line.keywords}, topics, NO_VECTORS)["one"]


def test_a_paper_stands_where_its_keywords_weigh_most_with_the_sentence_that_carries_them():
    assert placed("A title", ["First, words.", "Replay on a stream helps."], ["replay", "stream"]) == (
        TopicPlacement("forgetting", "keywords", ("replay", "stream"), "Replay on a stream helps."),
    )


def test_a_keyword_in_the_title_alone_says_so():
    assert placed("Replay again", ["Nothing here."], ["replay"]) == (
        TopicPlacement("forgetting", "title", ("replay",)),
    )


def test_a_second_topic_comes_second():
    topics = placed("T", ["Replay meets sparsity."], ["replay", "sparsity"])
    assert [placement.topic_id for placement in topics] == ["forgetting", "pruning"]


def test_without_a_telling_keyword_a_paper_is_not_yet_sorted():
    assert placed("T", ["Other things."], ["other things"]) == ()


def test_without_a_telling_keyword_the_nearest_topic_takes_it_by_resemblance():
    made = [
        paper_of("a", "T", ["Replay."], ["replay"]),
        paper_of("b", "T", ["Sparsity."], ["sparsity"]),
        paper_of("c", "T", ["Like the first."], ["like"]),
    ]
    values = np.array([[100, 5, 0, 0], [0, 100, 5, 0], [90, 0, 5, 0]], dtype=np.int8)
    vectors = Vectors(("a", "b", "c"), values)
    keywords = {line.paper_id: line.keywords for _, line in made}
    found = place_papers([paper for paper, _ in made], keywords, TOPICS, vectors)
    assert found["c"] == (TopicPlacement("forgetting", "resemblance"),)


def test_papers_stand_in_the_most_specific_topic_and_no_parent():
    child = Topic("replaying", "Replaying", (TopicKeyword("replay", 0.9),), parent="forgetting")
    topics = placed("T", ["Replay."], ["replay"], (*TOPICS, child))
    assert [placement.topic_id for placement in topics] == ["replaying"]


def test_no_topics_place_nothing():
    assert placed("T", ["Replay."], ["replay"], ()) == ()


KEYWORDS = st.lists(st.sampled_from(["replay", "stream", "sparsity", "other"]), unique=True, max_size=4)


@settings(deadline=None)
@given(st.lists(KEYWORDS, max_size=6), st.randoms())
def test_at_most_three_topics_each_explained_in_any_order_of_papers(rows, chance):
    papers = [Paper(f"p{row}", "T", "") for row in range(len(rows))]
    keywords = {
        paper.id: tuple(Keyword(phrase, phrase, 0.5) for phrase in row)
        for paper, row in zip(papers, rows, strict=True)
    }
    found = place_papers(papers, keywords, TOPICS, NO_VECTORS)
    mixed = chance.sample(papers, len(papers))
    assert place_papers(mixed, keywords, TOPICS, NO_VECTORS) == found
    for placements in found.values():
        assert len(placements) <= 3
        assert len({placement.topic_id for placement in placements}) == len(placements)
        assert all(placement.keyword_ids for placement in placements)


def test_a_paper_added_later_moves_no_other():
    corpus = corpus_of(6)
    topics = (
        Topic("a", "A", (TopicKeyword("continual-learning", 1.0), TopicKeyword("experience-replay", 0.9))),
        Topic("b", "B", (TopicKeyword("diffusion-models", 1.0), TopicKeyword("score-matching", 0.9))),
    )
    fewer = corpus.only([paper.id for paper in corpus.papers[::2]])
    before = place_papers(fewer.papers, fewer.keywords, topics, fewer.vectors)
    after = place_papers(corpus.papers, corpus.keywords, topics, corpus.vectors)
    assert all(after[id_][:1] == placements[:1] for id_, placements in before.items() if placements)
