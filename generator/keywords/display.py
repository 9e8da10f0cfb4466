"""Chooses the form in which a reader meets a keyword: the corpus' most frequent way of writing it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from generator.keywords.candidates import Mention


class Displays:
    """How the corpus writes each key, and how it cases each word."""

    def __init__(self, papers: Iterable[Mapping[str, Iterable[Mention]]]) -> None:
        self._forms: dict[str, Counter[tuple[bool, str]]] = defaultdict(Counter)
        self._words: dict[str, Counter[str]] = defaultdict(Counter)
        for phrases in papers:
            for key, mentions in phrases.items():
                self._count(key, mentions)

    def form(self, key: str) -> str:
        """Return the display form of a canonical key."""
        forms = self._forms.get(key)
        if not forms:
            return key
        cased, text = min(forms, key=lambda form: (not form[0], -forms[form], form[1].swapcase()))
        if cased and (forms[cased, text] >= 3 or not _is_title_case(text)):
            return text
        return " ".join(map(self._case, text.split(" ")))

    def _count(self, key: str, mentions: Iterable[Mention]) -> None:
        for mention in mentions:
            if mention.key == key:
                self._forms[key][mention.cased, mention.text] += 1
            if mention.cased and " " not in mention.text:
                self._words[mention.text.casefold()][mention.text] += 1

    def _case(self, word: str) -> str:
        """Return a word as the corpus writes it inside sentences; one never seen there loses its capital."""
        seen = self._words.get(word.casefold())
        if seen:
            return min(seen, key=lambda form: (-seen[form], form.swapcase()))
        return word if _has_inner_capital(word) else word.lower()


def _is_title_case(text: str) -> bool:
    return all(
        word[0].isupper() and not _has_inner_capital(word) for word in text.split(" ") if len(word) > 3
    )


def _has_inner_capital(word: str) -> bool:
    return any(char.isupper() or char.isdigit() for part in word.split("-") for char in part[1:])
