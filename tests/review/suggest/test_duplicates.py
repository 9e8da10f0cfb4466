"""Missed duplicates are found; papers that only look alike are left alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.curation import decide_paper
from papershelf.library import LibraryPaper
from papershelf.library.vectors import Directions
from papershelf.review.suggest.duplicates import suggest_duplicates
from papershelf.review.suggest.shingles import groups_sharing, overlap, shingles_of
from papershelf.review.suggest.suggestion import Suggestion
from tests.world import NO_VECTORS, library, paper, vectors

ABSTRACT = (
    "We study how large models forget what they were taught when new data arrives in a stream, and show "
    "that a small memory of earlier examples, chosen by how surprising they are, keeps nearly all of the "
    "accuracy that full retraining would have, at a hundredth of its cost, on five streams."
)
OTHER = (
    "Graph networks pass messages along edges, which blurs distant nodes; this paper measures the blur by "
    "the spectrum of the propagation and removes it with a filter that is learned for each layer, so that "
    "sixty layers train as stably as six do, and node classification gains four points on average."
)


def found(*papers: LibraryPaper) -> list[Suggestion]:
    return list(suggest_duplicates(library(papers), Directions.of_all(NO_VECTORS)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Memory for Streams of Data", "Memories for Stream of Data"),
        ("A Survey of Continual Learning in Vision", "Continual Learning in Vision: A Survey"),
        ("Memory-efficient Continual Lerning for Vision", "Memory-efficient Continual Learning for Vision"),
        ("Generalisation of Deep Networks", "Generalization of Deep Networks"),
    ],
)
def test_near_titles_are_found_even_without_abstracts(one: str, other: str) -> None:
    assert len(found(paper("a", one, ABSTRACT), paper("b", other))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What GPT-3 Knows about Streams", "What GPT-4 Knows about Streams"),
        ("What GPT-4 Knows about Streams", "What GPT-4o Knows about Streams"),
        ("What Qwen 2 Knows about Streams", "What Qwen 2.5 Knows about Streams"),
        ("Streams of Data: Part A", "Streams of Data: Part B"),
        ("Single-View Depth of Streams", "Multi-View Depth of Streams"),
        ("Streams of Data, Part I", "Streams of Data, Part II"),
        ("Streams of Data (v1)", "Streams of Data (v2)"),
        ("Memory Is All You Need for Streams", "Memory Is Not All You Need for Streams"),
        ("Learning Streams with Labels", "Learning Streams without Labels"),
        ("Few-Shot Learning on Data Streams", "Zero-Shot Learning on Data Streams"),
    ],
)
@pytest.mark.parametrize("abstract", [ABSTRACT, ""], ids=["one abstract", "no abstract"])
def test_guards_hold_whatever_the_abstracts_say(one: str, other: str, abstract: str) -> None:
    assert found(paper("a", one, abstract), paper("b", other, abstract)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Federated Mixture of Experts", "Federated Learning Using Mixture of Experts"),
        ("Variational Multi-Task Learning of Streams", "Impartial Multi-Task Learning of Streams"),
        ("Mamba for Continual Vision Learning", "Samba for Continual Vision Learning"),
    ],
)
def test_near_titles_of_other_papers_are_not(one: str, other: str) -> None:
    assert found(paper("a", one, ABSTRACT), paper("b", other, OTHER)) == []


def test_one_abstract_under_two_titles_is_found_and_the_longer_kept() -> None:
    cut = ABSTRACT[: len(ABSTRACT) * 3 // 4]
    (suggestion,) = found(
        paper("a", "What Streams Teach", cut), paper("b", "Remembering by Surprise", ABSTRACT)
    )
    assert suggestion.edit == decide_paper("a", "same_as", "b")
    assert "word for word" in suggestion.evidence


def test_a_number_does_not_set_titles_apart_that_have_nothing_in_common() -> None:
    papers = paper("a", "What GPT-3 Teaches", ABSTRACT), paper("b", "Remembering by Surprise", ABSTRACT)
    assert len(found(*papers)) == 1


def test_a_paper_that_curators_know_is_kept() -> None:
    known = paper("a", "Streams of Data", ABSTRACT[:200], lists=["first"])
    (suggestion,) = found(known, paper("b", "Stream of Data", ABSTRACT))
    assert suggestion.edit == decide_paper("b", "same_as", "a")


def test_the_same_title_words_over_near_abstracts_are_found() -> None:
    papers = library([paper("a", "Streams of Data", ABSTRACT), paper("b", "Data Streams", OTHER)])
    near = Directions.of_all(vectors({"a": [1, 0], "b": [1, 0.2]}))
    far = Directions.of_all(vectors({"a": [1, 0], "b": [0.2, 1]}))
    assert len(list(suggest_duplicates(papers, near))) == 1
    assert list(suggest_duplicates(papers, far)) == []


def test_boilerplate_that_many_papers_share_is_no_evidence() -> None:
    papers = [paper(str(number), f"Title {chr(97 + number) * 9}", ABSTRACT) for number in range(12)]
    assert found(*papers) == []


TEXTS = st.lists(st.sampled_from("alpha beta gamma delta".split()), max_size=30).map(" ".join)


@given(st.lists(TEXTS, max_size=6))
def test_shingles_are_shared_exactly_where_runs_of_words_are(texts: list[str]) -> None:
    runs = [
        {tuple(text.split()[at : at + 8]) for at in range(max(0, len(text.split()) - 7))} for text in texts
    ]
    hashes = shingles_of(texts)
    assert [len(row) for row in hashes] == [len(row) for row in runs]
    for one in range(len(texts)):
        for other in range(one):
            share = overlap(hashes[one], hashes[other], 1)
            shorter = min(len(runs[one]), len(runs[other]))
            assert share == (len(runs[one] & runs[other]) / shorter if shorter else None)
    shared = {pair for group in groups_sharing(hashes, 99) for pair in pairwise(group)}
    assert all(runs[one] & runs[other] for one, other in shared)
