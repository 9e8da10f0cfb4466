"""Parts of speech by HanTa, whose English model comes with the package; every word analysed once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from generator.keywords.tokens import Token

_OPEN = frozenset({"AJ0", "AV0", "VVB", "VVI", "VVZ", "VVD", "VVN"})
_NOUNS = frozenset({"NN0", "NN1", "NN2", "NP0", "AJ0", "VVG"})
_NOUN_ENDING = re.compile(r"[a-z]{2}(?:ity|ness|ism|tion|sion)$")
_NAME = re.compile(r"[A-Z]{2,}[\w-]*|[A-Z][a-z]+[A-Z]\w*|[A-Za-z][\w-]*\d[\w-]*")
_PUNCTUATION = {"(": "(", ")": ")", ",": ",", ".": ".", ":": ":", ";": ";"}


class Tagger:
    """Tags sentences with the C5 set of the British National Corpus (AJ0, NN1, VVG …)."""

    def __init__(self) -> None:
        self._hanta = _load()

    def tag(self, sentence: Sequence[Token]) -> tuple[str, ...]:
        """Return one tag a token; signs and overlong words are tagged as punctuation."""
        words = [token.text if token.is_word else _PUNCTUATION.get(token.text, ",") for token in sentence]
        tags = self._hanta.tag_sent(words, taglevel=0)
        shouted = not any(word.islower() and len(word) > 3 for word in words)
        return tuple(
            _mend(word, tag, tags[index + 1 : index + 2], shouted=shouted or index == 0)
            for index, (word, tag) in enumerate(zip(words, tags, strict=True))
        )


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
def _load() -> Any:
    """Load HanTa's English model once a process, and let it remember the words it has analysed."""
    from HanTa.HanoverTagger import HanoverTagger

    hanta = HanoverTagger("morphmodel_en.pgz")
    hanta.analyze_forward = lru_cache(maxsize=200_000)(hanta.analyze_forward)
    return hanta
