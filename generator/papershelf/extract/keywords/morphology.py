"""The parts of speech that a word unknown to HanTa can have, by the morphemes it can be made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import chain
from typing import Any

import numpy as np

_State = tuple[int, int]  # the tags of the morpheme before and of this one
_Paths = dict[_State, float]
_Following = Mapping[_State, Sequence[tuple[int, float]]]
_START: _Paths = {(0, 1): 0.0}  # HanTa's numbers for "nothing" and "start of a word"
_UNKNOWN = 3
_BEAM = 3
_LEAST = -1e6
_SHORTEST, _LONGEST = 3, 24
"""Letters of an unknown morpheme: fewer are one in words of up to three alone, more count as 24."""
_WHOLE = 4.6
"""What HanTa takes off where a whole word is one unknown morpheme."""


class Morphology:
    """HanTa's `analyze_forward`, with the same results in a third of the time.

    HanTa tries each of its tags for each segment of a word. But nearly all of them have a few morphemes and
    no others, so a segment that is none of those need only be tried as one of the eight that have any; and
    what it is worth there depends on its ending and its length alone.
    """

    def __init__(self, hanta: Any) -> None:
        self._hanta = hanta
        any_morpheme = frozenset(hanta.LP_hapax_t.keys() & hanta.LP_s_t.keys())
        tags: dict[str, AbstractSet[int]] = defaultdict(lambda: any_morpheme)
        for tag, morphemes in hanta.LP_m_t.items():
            for morpheme in morphemes if tag not in any_morpheme else ():
                tags[morpheme] |= {tag}

        @cache
        def following(possible: AbstractSet[int]) -> _Following:
            return {
                state: kept
                for state, steps in hanta.LP_trans_nonfinal.items()
                if (kept := [(tag, step) for tag, step in steps if tag in possible])
            }

        self._otherwise = following(any_morpheme)
        self._following = {morpheme: following(possible) for morpheme, possible in tags.items()}
        self._morphemes = frozenset(chain.from_iterable(hanta.LP_m_t.values()))
        self._by_length = [
            {tag: hanta.Int_t + hanta.LP_hapax_t[tag] + hanta.LP_len_t[tag][length] for tag in any_morpheme}
            for length in range(_LONGEST + 1)
        ]

        @cache
        def by_ending(ending: str) -> Mapping[int, float]:
            parts = [ending[start:] for start in range(len(ending) + 1)]
            return {
                tag: next(hanta.LP_s_t[tag][part] for part in parts if part in hanta.LP_s_t[tag])
                for tag in any_morpheme
            }

        self._by_ending = by_ending

    def analyze(self, word: str) -> list[tuple[int, float]]:
        """Return the numbers of the tags that a word can have, with their log probabilities, best first."""
        table = [_START, *({} for _ in word)]
        for start, paths in enumerate(table[:-1]):
            least = sorted(paths.values(), reverse=True)[_BEAM] - 1 if len(paths) > _BEAM else _LEAST
            likely = {state: path for state, path in paths.items() if path >= least}
            for end in range(start + 1, len(table)):
                self._extend(likely, word[start:end], len(word), table[end])
        return self._ends(table[-1])

    def _extend(self, paths: _Paths, segment: str, length: int, into: _Paths) -> None:
        """Continue the paths by a segment of a word of this length."""
        if segment not in self._morphemes:
            self._extend_by_unknown(paths, segment, length, into)
            return
        following = self._following.get(segment, self._otherwise)
        for state, path in paths.items():
            for tag, step in following.get(state, ()):
                found = path + step + self._hanta.lp_m_t(segment, tag, length, strict=False)
                new = (state[1], tag)
                if found > into.get(new, _LEAST):
                    into[new] = found

    def _extend_by_unknown(self, paths: _Paths, segment: str, length: int, into: _Paths) -> None:
        own = len(segment)
        if own < _SHORTEST and length > _SHORTEST:
            return
        by_length = self._by_length[min(own, _LONGEST)]
        by_ending = self._by_ending(segment[max(1, own - 4) :])
        whole = _WHOLE if own == length else 0.0
        for state, path in paths.items():
            for tag, step in self._otherwise.get(state, ()):
                found = path + step + (by_length[tag] + by_ending[tag] - whole)
                new = (state[1], tag)
                if found > into.get(new, _LEAST):
                    into[new] = found

    def _ends(self, paths: _Paths) -> list[tuple[int, float]]:
        ends: _Paths = {}
        for state, path in paths.items():
            for tag, step in self._hanta.LP_trans_final.get(state, ()):
                new = (state[1], tag)
                ends[new] = max(ends.get(new, _LEAST), path + step)
        found: dict[int, float] = {}
        for (_, tag), path in ends.items():
            found[-tag] = float(np.logaddexp(found[-tag], path)) if -tag in found else path
        return sorted(found.items(), key=lambda one: -one[1]) or [(_UNKNOWN, 0.0)]
