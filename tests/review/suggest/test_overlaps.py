"""Topics that overlap, too thin, too broad."""

from papershelf.curation import merge_topic, split_topic
from papershelf.library.vectors import Directions
from papershelf.review.suggest.broad import suggest_splits
from papershelf.review.suggest.overlaps import suggest_merges, suggest_thin
from tests.world import NO_VECTORS, library, paper, topic, vectors


def test_topics_that_share_most_papers_would_merge_into_the_larger() -> None:
    papers = [paper(key, topics=["big", "small"], keywords="replay") for key in "abc"]
    papers += [paper(key, topics=["big"]) for key in "defg"] + [paper("h", topics=["small"])]
    topics = [topic("big", papers, keywords="replay"), topic("small", papers, keywords="replay")]
    (suggestion,) = suggest_merges(library(papers, topics=topics))
    assert suggestion.edit == merge_topic("small", "big")
    assert suggestion.effect == 4
    assert "3 of the 4 papers in “Small” stand in “Big” (7 papers) too" in suggestion.evidence
    assert "“replay”" in suggestion.evidence


def test_topics_that_share_few_papers_or_stand_below_each_other_would_not() -> None:
    papers = [paper(key, topics=["big", "small"]) for key in "ab"]
    papers += [paper(key, topics=["big"]) for key in "defg"] + [paper(key, topics=["small"]) for key in "hij"]
    assert list(suggest_merges(library(papers, topics=[topic("big", papers), topic("small", papers)]))) == []
    papers = [paper(key, topics=["below", "above"]) for key in "abcd"]
    topics = [topic("above", papers, child_ids=("below",)), topic("below", papers, parent="above")]
    assert list(suggest_merges(library(papers, topics=topics))) == []


def test_a_topic_that_a_curator_named_is_never_merged_away() -> None:
    papers = [paper(key, topics=["big", "small"]) for key in "abcd"]
    topics = [topic("big", papers, pin=True), topic("small", papers, pin=True)]
    assert list(suggest_merges(library(papers, topics=topics))) == []
    topics[0] = topic("big", papers)
    (suggestion,) = suggest_merges(library(papers, topics=topics))
    assert suggestion.edit == merge_topic("big", "small")


def test_labels_of_the_same_words_are_enough() -> None:
    papers = [paper("a", topics=["one"]), paper("b", topics=["two"])]
    topics = [topic("one", papers, label="Language models"), topic("two", papers, label="Language model")]
    (suggestion,) = suggest_merges(library(papers, topics=topics))
    assert suggestion.evidence == "their labels have the same words"


def test_a_thin_topic_would_join_the_nearest_unless_all_are_far() -> None:
    papers = [paper("thin", topics=["thin"])]
    papers += [paper(key, topics=["near"]) for key in "abc"] + [paper(key, topics=["far"]) for key in "def"]
    rows = {"thin": [1, 0]} | {key: [1, 0.5] for key in "abc"} | {key: [0, 1] for key in "def"}
    space, topics = (
        Directions.of_all(vectors(rows)),
        [topic(name, papers) for name in ("far", "near", "thin")],
    )
    (suggestion,) = suggest_thin(library(papers, topics=topics), space)
    assert suggestion.edit == merge_topic("thin", "near")
    assert suggestion.evidence.startswith("it has 1 paper, and “Near” lies nearest")
    assert list(suggest_thin(library(papers, topics=[topics[0], topics[2]]), space)) == []


def test_a_broad_topic_would_give_up_its_most_compact_part() -> None:
    inner = [paper(f"in{n}", topics=["all"], keywords="quantization, integer arithmetic") for n in range(12)]
    outer = [paper(f"out{n}", topics=["all"], keywords=f"other{n}") for n in range(28)]
    papers = [*inner, *outer]
    space = Directions.of_all(vectors({p.id: [1, 0.1] for p in inner} | {p.id: [0.1, 1] for p in outer}))
    (suggestion,) = suggest_splits(library(papers, topics=[topic("all", papers)]), space)
    keywords = ["quantization", "integer arithmetic"]
    assert suggestion.edit == split_topic("quantization", "Quantization", keywords, "all")
    assert "40 papers, 100% of all; 12 of them" in suggestion.evidence


def test_a_broad_topic_without_a_compact_part_is_left_alone() -> None:
    papers = [paper(f"p{n}", topics=["all"], keywords="one" if n % 3 else "two") for n in range(40)]
    space = Directions.of_all(vectors({p.id: [1, 0.1] for p in papers}))
    assert list(suggest_splits(library(papers, topics=[topic("all", papers)]), space)) == []


def test_no_topics_no_papers_no_vectors() -> None:
    empty, space = library(()), Directions.of_all(NO_VECTORS)
    assert [*suggest_merges(empty), *suggest_thin(empty, space), *suggest_splits(empty, space)] == []
