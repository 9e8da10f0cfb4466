"""Parts of speech by HanTa, whose English model comes with the package; every word analysed once."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from papershelf.extract.keywords.tokens import Token

_OPEN = frozenset({"AJ0", "AV0", "VVB", "VVI", "VVZ", "VVD", "VVN"})
_NOUNS = frozenset({"NN0", "NN1", "NN2", "NP0", "AJ0", "VVG"})
_NOUN_ENDING = re.compile(r"[a-z]{2}(?:ity|ness|ism|tion|sion)$")
_NAME = re.compile(r"[A-Z]{2,}[\w-]*|[A-Z][a-z]+[A-Z]\w*|[A-Za-z][\w-]*\d[\w-]*")
_PUNCTUATION = {"(": "(", ")": ")", ",": ",", ".": ".", ":": ":", ";": ";"}

_State = tuple[int, int]  # the tags of the word before and of this one
_Paths = dict[_State, float]
_BEFORE: _State = (0, 1)  # HanTa's numbers for "nothing" and "start of a sentence"
_END, _UNKNOWN = 2, 3
_BEAM = 5


class Tagger:
    """Tags sentences with the C5 set of the British National Corpus (AJ0, NN1, VVG …)."""

    def __init__(self) -> None:
        self._hanta, self._word_tags = _load()
        self._next: Mapping[_State, Mapping[int, float]] = self._hanta.LP_trans_word

    def tag(self, sentence: Sequence[Token]) -> tuple[str, ...]:
        """Return one tag a token; signs and overlong words are tagged as punctuation."""
        words = [token.text if token.is_word else _PUNCTUATION.get(token.text, ",") for token in sentence]
        tags = self._best_tags(words)
        shouted = not any(word.islower() and len(word) > 3 for word in words)
        return tuple(
            _mend(word, tag, tags[index + 1 : index + 2], shouted=shouted or index == 0)
            for index, (word, tag) in enumerate(zip(words, tags, strict=True))
        )

    def _best_tags(self, words: Sequence[str]) -> list[str]:
        """Return the likeliest tags, as HanTa's `tag_sent` has them, which takes 2.4 s more for 627 papers.

        HanTa tries all of its 60 tags for each word, then drops those that the word can't have.
        """
        paths: _Paths = {_BEFORE: 0.0}
        steps: list[dict[_State, _State]] = []
        for index, word in enumerate(words):
            paths, came_from = self._advance(paths, self._word_tags(word, index > 0))
            steps.append(came_from)
        ends = {state: path + self._next[state].get(_END, -math.inf) for state, path in paths.items()}
        state = max(ends, key=lambda state: ends[state])
        tags = []
        for came_from in reversed(steps):
            tags.append(self._hanta.int2tag[state[1]])
            state = came_from[state]
        return tags[::-1]

    def _advance(self, paths: _Paths, own: Mapping[int, float]) -> tuple[_Paths, dict[_State, _State]]:
        """Return each state of the next word with its best path's log probability, and what it came from."""
        found: _Paths = {}
        came_from: dict[_State, _State] = {}
        least = sorted(paths.values(), reverse=True)[_BEAM] - 1 if len(paths) > _BEAM else -math.inf
        for state, path in paths.items():
            if path < least:
                continue
            following = self._next[state]
            for tag in own or following:
                if tag == _END or tag not in following:
                    continue
                new, probability = (state[1], tag), path + following[tag] + own.get(tag, 0.0)
                if new not in found or probability > found[new]:
                    found[new], came_from[new] = probability, state
        return found, came_from


def _mend(word: str, tag: str, next_tag: list[str], *, shouted: bool) -> str:
    """Correct what HanTa, trained on general English, gets wrong in scientific prose."""
    if tag in _OPEN and _NOUN_ENDING.search(word):
        return "NN1"
    if not shouted and tag not in _NOUNS and _NAME.fullmatch(word):
        return "NP0"
    if tag == "AJ0" and word.endswith("ing"):
        return "NN1"
    if tag == "AV0" and "-" in word:
        return "AJ0"
    if tag == "AV0" and word.endswith("ly") and next_tag and next_tag[0] in {"AJ0", "VVN"}:
        return "AVJ"
    return tag


@lru_cache(maxsize=1)
def _load() -> tuple[Any, Callable[[str, bool], dict[int, float]]]:
    """Load HanTa's English model once a process, with the tags of a word, remembered."""
    from HanTa.HanoverTagger import HanoverTagger

    hanta = HanoverTagger("morphmodel_en.pgz")

    @lru_cache(maxsize=200_000)
    def word_tags(word: str, casesensitive: bool) -> dict[int, float]:
        tags = dict(hanta._tag_word(word, 5, casesensitive, conditional=True))  # noqa: SLF001 - it has no other
        return {} if [*tags] == [_UNKNOWN] else tags

    return hanta, word_tags
