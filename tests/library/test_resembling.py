import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papershelf.library.resembling import ResemblingOptions, find_resembling
from papershelf.model import Keyword, Paper, Vectors
from tests.extract.topics.corpus import corpus_of


def keywords(*phrases):
    return tuple(Keyword(phrase, phrase, 0.5) for phrase in phrases)


def papers(count):
    return [Paper(f"p{number:02d}", f"Title {number}", f"Abstract {number}") for number in range(count)]


def vectors_of(rows):
    values = np.array(rows, dtype=np.int8)
    return Vectors(tuple(f"p{number:02d}" for number in range(len(rows))), values)


def test_each_names_its_nearest_first_and_the_keywords_they_share():
    found = find_resembling(
        papers(3),
        {"p00": keywords("a", "b"), "p01": keywords("a", "b", "c"), "p02": keywords("c")},
        vectors_of([[100, 0], [90, 10], [0, 100]]),
    )
    assert [like.paper_id for like in found["p00"]] == ["p01"]
    assert [like.paper_id for like in found["p01"]] == ["p00", "p02"]
    assert found["p00"][0].shared == ("a", "b")
    assert found["p02"][0].shared == ("c",)


def test_fields_resemble_themselves_and_every_paper_is_named():
    corpus = corpus_of(12)
    found = find_resembling(corpus.papers, corpus.keywords, corpus.vectors)
    assert {like.paper_id for rows in found.values() for like in rows} == set(found)
    alike = [
        corpus.fields[id_] == corpus.fields[like.paper_id] for id_, rows in found.items() for like in rows
    ]
    assert sum(alike) > 0.95 * len(alike)
    assert all(len(rows) == 5 for rows in found.values())


def test_a_paper_that_is_nobodys_nearest_is_named_all_the_same():
    crowd = [[100, number, 0] for number in range(12)]
    found = find_resembling(papers(13), {}, vectors_of([*crowd, [60, 0, 100]]))
    assert "p12" in {like.paper_id for id_, rows in found.items() if id_ != "p12" for like in rows}
    assert {like.paper_id for rows in found.values() for like in rows} == set(found)


def test_no_paper_resembles_itself_or_a_duplicate():
    same = [Paper("a", "One title", "The same text."), Paper("b", "Another title", "the same text")]
    other = Paper("c", "A third", "Different.")
    vectors = Vectors(("a", "b", "c"), np.array([[9, 1], [9, 1], [9, 2]], dtype=np.int8))
    found = find_resembling([*same, other], {}, vectors)
    assert {id_: [like.paper_id for like in rows] for id_, rows in found.items()} == {
        "a": ["c"],
        "b": ["c"],
        "c": ["a", "b"],
    }


@pytest.mark.parametrize("count", [0, 1, 2, 3, 12])
@pytest.mark.parametrize("row", [[0, 0], [5, 5]], ids=["no vectors", "all alike"])
def test_odd_lists(count, row):
    found = find_resembling(papers(count), {}, vectors_of([row] * count) if count else vectors_of([]))
    assert len(found) == count
    assert all(0 <= like.score <= 1 for rows in found.values() for like in rows)


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 2**32 - 1), st.integers(2, 40))
def test_order_of_input_and_size_of_blocks_change_nothing(seed, count):
    numbers = np.random.default_rng(seed)
    vectors = vectors_of(numbers.integers(-127, 128, size=(count, 6)))
    some = {f"p{n:02d}": keywords(*(c for c in "abcd" if numbers.random() < 0.4)) for n in range(count)}
    found = find_resembling(papers(count), some, vectors)
    mixed = random.Random(seed).sample(papers(count), count)
    assert find_resembling(mixed, some, vectors, ResemblingOptions(block=3)) == found


def test_the_index_finds_what_the_exact_comparison_finds():
    pytest.importorskip("usearch")
    corpus = corpus_of(30)
    exact = find_resembling(corpus.papers, corpus.keywords, corpus.vectors)
    indexed = find_resembling(
        corpus.papers, corpus.keywords, corpus.vectors, ResemblingOptions(exact_up_to=10, shortlist=100)
    )
    same = [like in indexed[id_] for id_, rows in exact.items() for like in rows]
    assert sum(same) >= 0.95 * len(same)
