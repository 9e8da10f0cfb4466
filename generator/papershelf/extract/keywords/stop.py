"""What never makes a keyword: the words of papers about themselves, and of no field in particular."""

from __future__ import annotations

from importlib.resources import files


def _lines(name: str) -> frozenset[str]:
    return frozenset((files(__package__) / "word_lists" / name).read_text("utf-8").splitlines())


_STOP = _lines("stop_words.txt")  # end a phrase wherever they stand: what papers say of themselves
# A noun of any paper is no keyword alone, nor with nothing but such adjectives before it.
_NOUNS, _ADJECTIVES = _lines("common_nouns.txt"), _lines("common_adjectives.txt")
_PHRASES = _lines("common_phrases.txt")  # of any paper, by key

# Words so written in a phrase that is one: "lower bounds", "higher-order", "first order logic".
_ESTABLISHED = frozenset(
    {
        ("lower", "bound"),
        ("higher", "education"),
        ("higher", "order"),
        ("first", "order"),
        ("second", "order"),
    }
)


def is_stop_word(word: str, following: str = "") -> bool:
    """Whether a word ends a phrase where it stands before `following`."""
    return word.casefold() in _STOP and (word.casefold(), following) not in _ESTABLISHED


def is_generic(key: str) -> bool:
    """Whether a phrase of this key says nothing of a field."""
    words = key.split()
    if key in _PHRASES or not any(char.isalpha() for char in key):
        return True
    return is_generic_word(words[-1]) and all(word in _ADJECTIVES or word.isdigit() for word in words[:-1])


def is_generic_word(word: str) -> bool:
    """Whether a folded word is one of any paper's."""
    return word in _NOUNS or word in _ADJECTIVES
