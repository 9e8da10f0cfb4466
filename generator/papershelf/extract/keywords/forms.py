"""Folds the ways in which one phrase is written (number, case, hyphen, spelling) into one key.

A key is the phrase's words, lower case, American, singular, joined by blanks; it depends on the phrase
alone, so that a paper's keys never change when the corpus grows.
"""

from __future__ import annotations

import re
from functools import lru_cache

from papershelf.words import fold_word, word_set

_BREAKS = re.compile(r"[\s/_\-\u2010\u2011\u2212\u2013]+")
# With these a word is one, whether a hyphen or a blank stands between ("multi-modal", "sub network").
_JOINED = word_set("""
    anti auto bi hyper infra inter intra macro micro mono multi neuro non re spatio sub tele un uni
""")
# After these a hyphen stands, even where somebody leaves it out ("pretraining", "metalearning").
_PARTED = re.compile(
    r"(pre|post)((?:train|process|condition|comput|normaliz|defin|layer)\w*)"
    r"|(meta)((?:learn|heuristic|optimiz|train|model)\w*)"
    r"|(semi)((?:supervis|definite|parametric|structur|autonom)\w*)"
    r"|(super)(resol\w*)|(self)((?:supervis|attent|train|distill)\w*)|(fine)(tun\w*)|(co)(train\w*)"
)


def _split_words(phrase: str) -> list[str]:
    """Return the words of a phrase; hyphens, slashes and blanks part them, as the benchmark's stems do."""
    return [word for word in _BREAKS.split(phrase) if word]


@lru_cache(maxsize=65_536)
def fold_phrase(phrase: str) -> str:
    """Return the key of a phrase as written: "Pretrained Models" -> "pre trained model"."""
    joined: list[str] = []
    for word in [folded for written in _split_words(phrase) for folded in _part(fold_word(written))]:
        if joined and joined[-1] in _JOINED and word.isalpha():
            joined[-1] += word
        else:
            joined.append(word)
    return " ".join(joined)


def _part(word: str) -> list[str]:
    """Return a word, or the two of which people make it: "pretraining" -> "pre", "training"."""
    match = _PARTED.fullmatch(word)
    return [part for part in match.groups() if part] if match else [word] if word else []
