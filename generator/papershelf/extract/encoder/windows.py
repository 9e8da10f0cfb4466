"""Cut a text's tokens into windows that the model can read, so that nothing of a long text is lost."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

WINDOW = 254
"""Tokens of the text in a window; with [CLS] and [SEP] the model's 256."""


def cut_windows(words: Sequence[int | None], limit: int = WINDOW) -> list[tuple[int, int]]:
    """Return [start, end) of each window: as few as possible, about equally long, cut between words.

    Args:
        words: for each token the number of its word.
        limit: the most tokens a window may have; a word longer than that is cut inside.
    """
    bounds = [0]
    while (left := len(words) - bounds[-1]) > limit:
        bounds.append(_cut(words, bounds[-1], bounds[-1] + ceil(left / ceil(left / limit))))
    return [*zip(bounds, [*bounds[1:], len(words)], strict=True)]


def _cut(words: Sequence[int | None], start: int, end: int) -> int:
    """Return the last word's start in the second half of [start, end], or `end` where one word fills it."""
    for cut in range(end, start + (end - start) // 2, -1):
        if words[cut] != words[cut - 1]:
            return cut
    return end
