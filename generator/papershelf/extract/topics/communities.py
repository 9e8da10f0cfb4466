"""Louvain's method: groups of nodes of a graph that are more linked with each other than by chance.

Blondel et al., 2008, with a queue: after the first sweep only nodes beside one that moved are seen again.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Groups = npt.NDArray[np.int64]

SWEEPS = 20  # of local moving at most; it settles in about five


def louvain(graph: Any, resolution: float, seed: int) -> Groups:
    """Return the group of each node; groups are numbered from 0 by their first node.

    Args:
        graph: scipy CSR, symmetric, weights above 0.
        resolution: more gives more groups; 1 is plain modularity.
        seed: of the order in which nodes are visited.
    """
    order = random.Random(seed)  # noqa: S311 - an order of visits, not a secret
    groups: Groups = np.arange(graph.shape[0])
    while True:
        merged = numbered(_moved(graph, resolution, order))
        groups = merged[groups]
        if merged.max(initial=-1) + 1 == graph.shape[0]:
            return numbered(groups)
        graph = _aggregated(graph, merged)


def numbered(groups: Groups) -> Groups:
    """Return the groups numbered from 0 in the order of their first node."""
    _, first, inverse = np.unique(groups, return_index=True, return_inverse=True)
    ranks = np.empty(len(first), dtype=np.int64)
    ranks[np.argsort(first)] = np.arange(len(first))
    return np.asarray(ranks[inverse], dtype=np.int64)


def _aggregated(graph: Any, groups: Groups) -> Any:
    from scipy import sparse

    nodes = len(groups)
    members = sparse.csr_matrix((np.ones(nodes), (groups, np.arange(nodes))))
    return (members @ graph @ members.T).tocsr()


def _moved(graph: Any, resolution: float, order: random.Random) -> Groups:
    """Move nodes, one by one, to the neighbouring group that gains most, until none gains."""
    state = _State.of(graph, resolution)
    waiting = list(range(len(state.groups)))
    for _ in range(SWEEPS):
        order.shuffle(waiting)
        touched: set[int] = set()
        for node in waiting:
            if state.move(node):
                touched.update(state.left_behind(node))
        if not touched:
            break
        waiting = sorted(touched)
    return np.array(state.groups, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class _State:
    """Where each node stands while they move.

    Args:
        edges: each node's neighbours and weights.
        degrees: each node's weights in all.
        groups: each node's group.
        totals: each group's degrees in all.
        scale: what a unit of degree costs.
    """

    edges: list[list[tuple[int, float]]]
    degrees: list[float]
    groups: list[int]
    totals: list[float]
    scale: float

    @classmethod
    def of(cls, graph: Any, resolution: float) -> _State:
        degrees = np.asarray(graph.sum(axis=1)).ravel().tolist()
        scale = resolution / (sum(degrees) or 1.0)
        return cls(_edges(graph), degrees, list(range(len(degrees))), list(degrees), scale)

    def move(self, node: int) -> bool:
        """Move a node to the group where it gains most; say whether it left its own."""
        own, cost = self.groups[node], self.scale * self.degrees[node]
        links: defaultdict[int, float] = defaultdict(float)
        for other, weight in self.edges[node]:
            links[self.groups[other]] += weight
        self.totals[own] -= self.degrees[node]
        best, most = own, links[own] - cost * self.totals[own]
        for group in sorted(links):
            gain = links[group] - cost * self.totals[group]
            if gain > most + 1e-9:
                best, most = group, gain
        self.totals[best] += self.degrees[node]
        self.groups[node] = best
        return best != own

    def left_behind(self, node: int) -> Iterator[int]:
        """Yield the neighbours in other groups: they may want to follow."""
        return (other for other, _ in self.edges[node] if self.groups[other] != self.groups[node])


def _edges(graph: Any) -> list[list[tuple[int, float]]]:
    """Return each node's neighbours and weights, without itself."""
    starts, ends, weights = graph.indptr.tolist(), graph.indices.tolist(), graph.data.tolist()
    return [
        [(ends[at], weights[at]) for at in range(starts[node], starts[node + 1]) if ends[at] != node]
        for node in range(graph.shape[0])
    ]
