import numpy as np
import pytest

from papershelf.extract.topics import consensus
from papershelf.extract.topics.consensus import Tree, grow_tree
from tests.extract.topics.test_communities import cliques


def test_cliques_join_last_and_any_number_of_groups_can_be_cut():
    graph, expected, _ = cliques(8, 5, bridge=0.5)
    tree = grow_tree([graph, graph], [0.02, 0.1, 0.3, 1.0])
    assert len(np.unique(tree.cut(8, 3))) == 8
    assert tree.cut(8, 3).tolist() == expected.tolist()
    few = tree.cut(3, 3)
    assert 3 <= len(np.unique(few)) < 8
    assert all(len(np.unique(few[expected == clique])) == 1 for clique in range(8))


def test_more_groups_than_there_are_gives_the_most_there_are():
    graph, expected, _ = cliques(4, 5)
    assert grow_tree([graph], [1.0]).cut(99, 3).tolist() == expected.tolist()


def test_small_groups_do_not_count():
    tree = Tree(np.array([0, 1, 2, 3, 4]), ((0, 1), (2, 3), (0, 2)))
    assert tree.cut(2, 2).tolist() == [0, 0, 1, 1, 2]
    assert tree.cut(1, 2).tolist() == [0, 0, 0, 0, 1]


def test_the_tree_of_some_papers_keeps_the_order_of_their_merges():
    tree = Tree(np.array([0, 1, 2, 3, 4]), ((0, 1), (0, 4), (2, 3), (0, 2)))
    part = tree.within(np.array([1, 3, 4]))
    assert part.after(1).tolist() == [0, 1, 0]
    assert part.after(2).tolist() == [0, 0, 0]


@pytest.mark.parametrize("most", [1, 10, 1000])
def test_papers_may_go_in_as_small_groups(monkeypatch, most):
    monkeypatch.setattr(consensus, "MOST_LEAVES", most)
    graph, expected, _ = cliques(6, 5)
    assert grow_tree([graph], [0.5, 1.0]).cut(6, 3).tolist() == expected.tolist()
