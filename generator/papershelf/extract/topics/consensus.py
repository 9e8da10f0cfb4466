"""What several groupings agree on, as a tree: papers that most of them keep together join first.

One run of Louvain depends on the order in which it visits papers and on how far it looks, and makes groups
of like size whatever their nature. Runs that differ in all this vote on each pair, and average linkage over
the votes joins the pairs: large fields stay whole and small ones stay apart, at nearly any number of topics.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from papershelf.extract.topics.communities import Groups, louvain, numbered

MOST_LEAVES = 2_000  # of the tree; more papers go in as small groups, for the time and memory of its square

Shares = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """How groups of papers join.

    Args:
        leaf_of: the leaf of each paper.
        merges: pairs of leaves whose groups joined, the closest first; the second becomes the first.
    """

    leaf_of: Groups
    merges: tuple[tuple[int, int], ...]

    def cut(self, wanted: int, least: int) -> Groups:
        """Return the latest grouping with `wanted` groups of `least` papers or more, or the most possible."""
        counts = self._large_counts(least)
        enough = min(wanted, max(counts))
        return self.after(max(step for step, count in enumerate(counts) if count >= enough))

    def after(self, steps: int) -> Groups:
        """Return the grouping after so many merges."""
        groups = np.arange(self.leaf_of.max(initial=-1) + 1)
        for kept, gone in self.merges[:steps]:
            groups[groups == gone] = kept
        return numbered(groups[self.leaf_of])

    def within(self, rows: npt.NDArray[np.int64]) -> Tree:
        """Return the tree of some papers alone."""
        leaves, leaf_of = np.unique(self.leaf_of[rows], return_inverse=True)
        place = {int(leaf): number for number, leaf in enumerate(leaves)}
        stands: dict[int, int] = {}  # a group's name in the whole tree → in this one
        merges = []
        for kept, gone in self.merges:
            first, second = stands.get(kept, place.get(kept)), stands.pop(gone, place.get(gone))
            if first is not None and second is not None:
                merges.append((first, second))
            if (either := first if first is not None else second) is not None:
                stands[kept] = either
        return Tree(np.asarray(leaf_of, dtype=np.int64), tuple(merges))

    def _large_counts(self, least: int) -> list[int]:
        sizes = np.bincount(self.leaf_of)
        counts = [int((sizes >= least).sum())]
        for kept, gone in self.merges:
            before = int(sizes[kept] >= least) + int(sizes[gone] >= least)
            sizes[kept] += sizes[gone]
            sizes[gone] = 0
            counts.append(counts[-1] - before + int(sizes[kept] >= least))
        return counts


def grow_tree(graphs: Sequence[Any], resolutions: Sequence[float]) -> Tree:
    """Return the tree of what Louvain finds in each graph at each resolution.

    Args:
        graphs: of the same papers; scipy CSR.
        resolutions: from coarse to fine.
    """
    runs = [
        louvain(graph, resolution, seed)
        for seed, (graph, resolution) in enumerate((g, r) for g in graphs for r in resolutions)
    ]
    leaf_of = _leaves(graphs[-1], runs)
    sizes = np.bincount(leaf_of).astype(np.float64)
    return Tree(leaf_of, join_closest(_agreement(runs, leaf_of, sizes), sizes))


def _leaves(graph: Any, runs: Sequence[Groups]) -> Groups:
    """Return each paper as a leaf, or, where they are too many, small groups that the runs agree on."""
    papers = graph.shape[0]
    if papers <= MOST_LEAVES:
        return np.arange(papers)
    from scipy import sparse

    edges = graph.tocoo()
    together = np.mean([run[edges.row] == run[edges.col] for run in runs], axis=0)
    votes = sparse.csr_matrix((edges.data * together, (edges.row, edges.col)), shape=graph.shape)
    votes.eliminate_zeros()
    resolution, best = 8.0, louvain(votes, 8.0, 0)
    while resolution < papers and best.max() + 1 < MOST_LEAVES // 4:
        resolution *= 2
        best = louvain(votes, resolution, 0)
    return best if best.max() < 2 * MOST_LEAVES else louvain(votes, resolution / 2, 0)


def _agreement(runs: Sequence[Groups], leaf_of: Groups, sizes: Shares) -> Shares:
    """Return the share of runs that keep a pair together, averaged over the pairs of two leaves."""
    together = np.zeros((len(sizes), len(sizes)))
    for run in runs:
        shares = np.zeros((len(sizes), int(run.max()) + 1))
        np.add.at(shares, (leaf_of, run), 1)
        shares /= sizes[:, None]
        together += shares @ shares.T
    return np.asarray(np.round(together / len(runs), 9))


def join_closest(likeness: Shares, sizes: Shares, least: float = 0.0) -> tuple[tuple[int, int], ...]:
    """Join the two groups that agree most, on average over their pairs, while it is more than `least`."""
    likeness, sizes = likeness.copy(), sizes.copy()
    np.fill_diagonal(likeness, -np.inf)
    nearest = likeness.argmax(axis=1)
    closest = likeness.max(axis=1)
    merges: list[tuple[int, int]] = []
    while len(merges) < len(sizes) - 1 and closest.max() > least:
        first = int(closest.argmax())
        kept, gone = sorted((first, int(nearest[first])))
        merges.append((kept, gone))
        row = (sizes[kept] * likeness[kept] + sizes[gone] * likeness[gone]) / (sizes[kept] + sizes[gone])
        row = np.round(row, 9)
        row[[kept, gone]] = -np.inf
        sizes[kept] += sizes[gone]
        likeness[kept], likeness[:, kept] = row, row
        likeness[gone], likeness[:, gone] = -np.inf, -np.inf
        stale = np.flatnonzero((nearest == kept) | (nearest == gone) | (row > closest))
        stale = np.union1d(stale, [kept, gone])
        nearest[stale] = likeness[stale].argmax(axis=1)
        closest[stale] = likeness[stale].max(axis=1)
    return tuple(merges)
