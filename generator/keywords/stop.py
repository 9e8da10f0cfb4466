"""Words and phrases that never make a keyword: those of papers about themselves, and of no field."""

from __future__ import annotations

from generator.keywords.forms import word_set

_STOP = word_set("""
    proposed novel various different several new existing recent such same other many following certain
    extensive respective corresponding first second third last own able available due better best more most
    less least further worse worst higher lower larger smaller greater newer older recently currently prior
    previous latter former overall current given comprehensive numerous additional promising impressive
    remarkable notable significant substantial state-of-the-art sota widespread unprecedented superior
    comparable competitive et al e.g i.e eg ie etc vs cf fig using based used called named ones one two three
    four five six seven eight nine ten half twice well-known possible specific particular underlying important
    key main major popular common crucial proposing making showing having being doing getting leading
    resulting including allowing enabling depending following according regarding concerning remaining
    varying differing
""")
_GENERIC = word_set("""
    model method approach paper result work performance task problem experiment framework technique algorithm
    system art improvement contribution way case number set use study analysis example datum dataset author
    article research researcher literature field advance progress insight finding evidence conclusion time
    order term form kind type variety range part aspect issue challenge goal aim purpose idea concept
    advantage benefit limitation drawback ability capability capacity potential effectiveness experimentation
""")


def is_stop_word(word: str) -> bool:
    """Whether a word ends a phrase wherever it stands."""
    return word.casefold() in _STOP


def is_generic(key: str) -> bool:
    """Whether a phrase of this key says nothing of a field."""
    return key in _GENERIC
