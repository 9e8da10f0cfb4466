import numpy as np
import pytest

from papershelf.extract.map import draw_map, place_on_map
from papershelf.model import Coordinates, Vectors
from tests.extract.topics.corpus import corpus_of


def test_papers_of_a_field_lie_together():
    corpus = corpus_of(12)
    places = {at.paper_id: (at.x, at.y) for at in draw_map(corpus.vectors)}
    ids = sorted(places)
    rows = np.array([places[id_] for id_ in ids])
    distances = np.linalg.norm(rows[:, None] - rows[None], axis=2) + 9 * np.eye(len(ids))
    nearest = distances.argmin(axis=1)
    same = [corpus.fields[ids[row]] == corpus.fields[ids[other]] for row, other in enumerate(nearest)]
    assert sum(same) > 0.9 * len(same)
    assert np.abs(rows).max() <= 1


def test_order_of_input_changes_nothing():
    corpus = corpus_of(5)
    ids = [paper.id for paper in corpus.papers]
    assert draw_map(corpus.only(ids[::-1]).vectors) == draw_map(corpus.vectors)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7, 8, 12])
@pytest.mark.parametrize("alike", [True, False])
def test_odd_lists(count, alike):
    rows = np.random.default_rng(0).integers(-100, 100, size=(count, 6))
    values = np.full((count, 6), 3) if alike else rows
    ids = tuple(f"p{number:02d}" for number in range(count))
    places = draw_map(Vectors(ids, values.astype(np.int8)))
    assert tuple(at.paper_id for at in places) == ids
    assert all(abs(at.x) <= 1 and abs(at.y) <= 1 for at in places)


def test_new_papers_come_between_their_nearest_and_old_ones_stay():
    old = (Coordinates("a", 0.5, 0.5), Coordinates("b", 0.5, 0.7), Coordinates("c", -1.0, -1.0))
    values = np.array([[100, 0, 0], [95, 5, 0], [0, 0, 100], [98, 2, 0]], dtype=np.int8)
    placed = {at.paper_id: at for at in place_on_map(old, Vectors(("a", "b", "c", "new"), values))}
    assert [placed[at.paper_id] for at in old] == list(old)
    assert placed["new"].x == pytest.approx(0.5, abs=0.01)
    assert 0.5 < placed["new"].y < 0.7


def test_a_paper_that_is_gone_leaves_the_map():
    old = (Coordinates("a", 0.5, 0.5), Coordinates("b", -0.5, 0.7))
    assert place_on_map(old, Vectors(("a",), np.array([[1, 2]], dtype=np.int8))) == old[:1]


def test_an_empty_old_map_is_no_error():
    placed = place_on_map((), Vectors(("a", "b"), np.array([[1, 2], [2, 1]], dtype=np.int8)))
    assert [at.paper_id for at in placed] == ["a", "b"]
