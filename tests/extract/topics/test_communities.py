import numpy as np
import pytest
from scipy import sparse

from papershelf.extract.topics.communities import louvain, numbered


def cliques(count, size, bridge=0.05):
    """Return cliques in a ring, each joined with the next by one weak edge."""
    nodes = count * size
    weights = np.kron(np.eye(count), np.ones((size, size)) - np.eye(size))
    for clique in range(count):
        a, b = clique * size, ((clique + 1) % count) * size + 1
        weights[a, b] = weights[b, a] = bridge
    return sparse.csr_matrix(weights), np.repeat(np.arange(count), size), nodes


@pytest.mark.parametrize("seed", range(5))
def test_cliques_are_found_whatever_the_order_of_visits(seed):
    graph, expected, _ = cliques(6, 5)
    assert louvain(graph, 1.0, seed).tolist() == expected.tolist()


def test_no_edge_leaves_each_node_alone():
    assert louvain(sparse.csr_matrix((4, 4)), 1.0, 0).tolist() == [0, 1, 2, 3]


def test_groups_are_numbered_by_their_first_node():
    assert numbered(np.array([7, 2, 7, 0])).tolist() == [0, 1, 0, 2]
