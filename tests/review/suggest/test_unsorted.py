"""Papers not yet sorted and their nearest topics."""

import pytest

from papershelf.curation import place_paper
from papershelf.library.vectors import Directions
from papershelf.review.suggest.unsorted import suggest_places
from tests.world import NO_VECTORS, library, paper, topic, vectors

PAPERS = [
    paper("new", keywords="replay"),
    *(paper(key, topics=["near"], keywords="replay") for key in "ab"),
    *(paper(key, topics=["far"]) for key in "cd"),
]
TOPICS = [topic("far", PAPERS, label="Far"), topic("near", PAPERS, label="Near", keywords="replay")]
ROWS: dict[str, list[float]] = {"a": [1, 0.2], "b": [1, 0], "c": [0, 1], "d": [0.1, 1]}


def test_the_nearest_topic_is_named_with_the_next_and_the_shared_keywords() -> None:
    space = Directions.of_all(vectors({"new": [1, 0.8], **ROWS}))
    (suggestion,) = suggest_places(library(PAPERS, topics=TOPICS), space)
    assert suggestion.edit == place_paper("new", "near")
    assert suggestion.evidence == (
        "by resemblance: “Near” (cosine 0.84), “Far” (cosine 0.66); it has “replay” of the first"
    )


@pytest.mark.parametrize("row", [[-1, -1], [1, -3], [0, 0]])
def test_a_paper_near_to_no_topic_is_not_guessed_at(row: list[float]) -> None:
    space = Directions.of_all(vectors({"new": row, **ROWS}))
    assert list(suggest_places(library(PAPERS, topics=TOPICS), space)) == []


def test_without_vectors_or_topics_there_is_nothing_to_say() -> None:
    assert list(suggest_places(library(PAPERS, topics=TOPICS), Directions.of_all(NO_VECTORS))) == []
    assert list(suggest_places(library(PAPERS), Directions.of_all(vectors({"new": [1, 0]})))) == []
