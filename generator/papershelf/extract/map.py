"""Lays papers out on a map: like ones lie together. New papers find their place among those that stay."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from papershelf.library.vectors import directions
from papershelf.model import Coordinates, Vectors

FEWEST = 8  # papers; fewer stand on a circle
PERPLEXITY = 20.0  # how many neighbours a paper looks at; 10 to 30 measured alike in trustworthiness
ITERATIONS = 750
ITERATIONS_LARGE = 500
LARGE = 5_000
DIMENSIONS = 50  # that t-SNE compares; it needs no more, and takes half the time of all
NEAREST = 3  # papers that a new one is placed between
BLOCK = 1_024
DECIMALS = 4

Points = npt.NDArray[np.float64]


def draw_map(vectors: Vectors) -> tuple[Coordinates, ...]:
    """Return two coordinates a paper in -1..1, in order of id; needs scikit-learn.

    t-SNE from the first two principal components, in one thread: the same on every run of one machine.
    """
    ids, rows = _sorted_rows(vectors)
    if len(ids) < FEWEST:
        return _coordinates(ids, _circle(len(ids)))
    return _coordinates(ids, _fitted(_embedded(rows)))


def place_on_map(coordinates: Sequence[Coordinates], vectors: Vectors) -> tuple[Coordinates, ...]:
    """Return the map of the papers in `vectors`: old ones where they are, new ones between their nearest.

    Args:
        coordinates: the old map; papers without a vector leave it.
        vectors: of all papers, old and new.
    """
    ids, rows = _sorted_rows(vectors)
    known = {place.paper_id: (place.x, place.y) for place in coordinates}
    old = [row for row, paper_id in enumerate(ids) if paper_id in known]
    if not old:
        return _coordinates(ids, _circle(len(ids)))
    new = [row for row, paper_id in enumerate(ids) if paper_id not in known]
    anchors = np.array([known[ids[row]] for row in old])
    placed = {row: known[ids[row]] for row in old}
    for start in range(0, len(new), BLOCK):
        block = new[start : start + BLOCK]
        for row, at in zip(block, _between(rows[block], rows[old], anchors), strict=True):
            placed[row] = (float(at[0]), float(at[1]))
    return _coordinates(ids, np.array([placed[row] for row in range(len(ids))]))


def _sorted_rows(vectors: Vectors) -> tuple[tuple[str, ...], Points]:
    ids = tuple(sorted(vectors.paper_ids))
    return ids, directions(vectors, ids).astype(np.float64) if ids else np.zeros((0, 1))


def _embedded(rows: Points) -> Points:
    from sklearn.decomposition import PCA
    from sklearn.manifold import TSNE
    from threadpoolctl import threadpool_limits

    if np.ptp(rows, axis=0).max() < 1e-6:  # all alike
        return _circle(len(rows))
    dimensions = min(DIMENSIONS, rows.shape[1], len(rows) - 1)
    with threadpool_limits(limits=1):
        reduced = PCA(dimensions, svd_solver="full").fit_transform(rows)
        start = np.hstack([reduced, np.zeros((len(rows), 1))])[:, :2] / max(reduced[:, 0].std(), 1e-9) * 1e-4
        layout = TSNE(
            perplexity=min(PERPLEXITY, (len(rows) - 1) / 3),
            init=start.astype(np.float32),
            max_iter=ITERATIONS if len(rows) < LARGE else ITERATIONS_LARGE,
            random_state=0,
            n_jobs=1,
        )
        return np.asarray(layout.fit_transform(reduced), dtype=np.float64)


def _fitted(layout: Points) -> Points:
    """Move and scale the layout into -1..1, one scale for both directions."""
    middle = (layout.max(axis=0) + layout.min(axis=0)) / 2
    reach = float(np.abs(layout - middle).max()) or 1.0
    return np.asarray((layout - middle) / reach)


def _circle(count: int) -> Points:
    angles = [2 * math.pi * place / max(1, count) for place in range(count)]
    return np.array([(math.cos(angle), math.sin(angle)) for angle in angles]).reshape(count, 2) * (count > 1)


def _between(rows: Points, old: Points, anchors: Points) -> Points:
    """Return the mean place of each row's nearest old papers, the more alike the heavier."""
    likeness = np.round(rows @ old.T, 6)
    nearest = np.argsort(-likeness, axis=1, kind="stable")[:, :NEAREST]
    weights = np.maximum(np.take_along_axis(likeness, nearest, axis=1), 1e-3) ** 2
    places = (anchors[nearest] * weights[:, :, None]).sum(axis=1)
    return np.asarray(places / weights.sum(axis=1, keepdims=True))


def _coordinates(ids: Sequence[str], layout: Points) -> tuple[Coordinates, ...]:
    rounded = np.clip(np.round(layout, DECIMALS), -1, 1) + 0.0
    return tuple(Coordinates(id_, float(x), float(y)) for id_, (x, y) in zip(ids, rounded, strict=True))
