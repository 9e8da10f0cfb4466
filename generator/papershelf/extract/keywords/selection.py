"""Keeps near-duplicates out of a paper's keywords: what a better keyword already says is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from papershelf.extract.keywords.candidates import Mention
from papershelf.extract.keywords.stop import is_generic_word


def select(ranked: Iterable[str], phrases: Mapping[str, Sequence[Mention]]) -> Iterator[str]:
    """Yield the ranked keys, best first, without those that repeat a better one.

    "language models" repeats "large language models" where the paper never has it elsewhere; "continual
    learning methods" repeats "continual learning", for what it adds is a word of any paper.
    """
    kept: list[str] = []
    for key in ranked:
        if not any(_repeats(key, better, phrases) for better in kept):
            kept.append(key)
            yield key


def _repeats(key: str, better: str, phrases: Mapping[str, Sequence[Mention]]) -> bool:
    words, better_words = key.split(), better.split()
    if _contains(better_words, words):
        return all(_lies_in(one, phrases[better]) for one in phrases[key])
    if len(better_words) > 1 and _contains(words, better_words):
        return all(is_generic_word(word) for word in words if word not in better_words)
    return False


def _contains(words: Sequence[str], inner: Sequence[str]) -> bool:
    size = len(inner)
    return size < len(words) and any(
        words[start : start + size] == inner for start in range(len(words) - size + 1)
    )


def _lies_in(mention: Mention, others: Sequence[Mention]) -> bool:
    return any(
        one.field == mention.field and one.start <= mention.start and mention.end <= one.end for one in others
    )
