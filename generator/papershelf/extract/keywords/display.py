"""Chooses the form in which a reader meets a keyword: the corpus' most frequent way of writing it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from papershelf.extract.keywords.candidates import Mention

_PLAIN_SHARE = 0.25  # so often without capitals, and the capitals are only somebody's way of writing


class Displays:
    """How the corpus writes each key, and how it cases each word."""

    def __init__(self, papers: Iterable[Mapping[str, Iterable[Mention]]]) -> None:
        self._forms: dict[str, Counter[tuple[bool, str]]] = defaultdict(Counter)
        self._words: dict[str, Counter[str]] = defaultdict(Counter)
        self._chosen: dict[str, str] = {}
        for phrases in papers:
            for key, mentions in phrases.items():
                self._count(key, mentions)

    def form(self, key: str) -> str:
        """Return the display form of a canonical key."""
        if key not in self._chosen:
            self._chosen[key] = self._choose(key)
        return self._chosen[key]

    def _choose(self, key: str) -> str:
        forms = self._forms.get(key, Counter())
        cased = {text: count for (is_cased, text), count in forms.items() if is_cased}
        plain = {text: count for text, count in cased.items() if not _is_title_case(text)}
        if sum(plain.values()) >= _PLAIN_SHARE * sum(cased.values()):
            cased = plain
        if not forms:
            return key
        if not cased:
            text = _most_frequent({text: count for (_, text), count in forms.items()})
            return " ".join(self._case(word, word.lower()) for word in text.split(" "))
        text = _most_frequent(cased)
        return text if text not in plain else " ".join(self._case(word, word) for word in text.split(" "))

    def _count(self, key: str, mentions: Iterable[Mention]) -> None:
        for mention in mentions:
            if mention.key == key:
                self._forms[key][mention.cased, mention.text] += 1
            if mention.cased and _tells_of_words(mention):
                for word in mention.text.split(" "):
                    self._words[word.casefold()][word] += 1

    def _case(self, word: str, unseen: str) -> str:
        """Return a word as the corpus writes it inside sentences, where capitals are not somebody's way."""
        if word.isupper():
            return word
        seen = self._words.get(word.casefold())
        if not seen:
            return word if _has_inner_capital(word) else unseen
        if not _has_inner_capital(word) and seen[word.lower()] >= _PLAIN_SHARE * sum(seen.values()):
            return word.lower()
        return _most_frequent(seen)


def _tells_of_words(mention: Mention) -> bool:
    """Whether its words are written as elsewhere: not so in a phrase written large, or in a part of it."""
    return mention.whole and (" " not in mention.text or not _is_title_case(mention.text))


def _most_frequent(forms: Mapping[str, int]) -> str:
    """Return the most frequent form; of two, the one in lower case."""
    return min(forms, key=lambda form: (-forms[form], form.swapcase()))


def _is_title_case(text: str) -> bool:
    """Whether every longer word has a capital: a name, or a phrase written large for its acronym's sake."""
    return all(any(map(str.isupper, word)) for word in text.split(" ") if len(word) > 3)


def _has_inner_capital(word: str) -> bool:
    return any(char.isupper() or char.isdigit() for part in word.split("-") for char in part[1:])
