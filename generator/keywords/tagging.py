"""Parts of speech by HanTa, whose English model comes with the package; every word analysed once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from generator.keywords.tokens import Token

_PUNCTUATION = {"(": "(", ")": ")", ",": ",", ".": ".", ":": ":", ";": ";"}


class Tagger:
    """Tags sentences with the C5 set of the British National Corpus (AJ0, NN1, VVG …)."""

    def __init__(self) -> None:
        self._hanta = _load()

    def tag(self, sentence: Sequence[Token]) -> tuple[str, ...]:
        """Return one tag a token; signs and overlong words are tagged as punctuation."""
        words = [token.text if token.is_word else _PUNCTUATION.get(token.text, ",") for token in sentence]
        return tuple(self._hanta.tag_sent(words, taglevel=0))


@lru_cache(maxsize=1)
def _load() -> Any:
    """Load HanTa's English model once a process, and let it remember the words it has analysed."""
    from HanTa.HanoverTagger import HanoverTagger

    hanta = HanoverTagger("morphmodel_en.pgz")
    hanta.analyze_forward = lru_cache(maxsize=200_000)(hanta.analyze_forward)
    return hanta
