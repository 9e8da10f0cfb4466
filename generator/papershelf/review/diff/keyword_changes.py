"""Keywords that became forms of others, or are shown in another form."""

from __future__ import annotations

from papershelf.library import Library, LibraryKeyword
from papershelf.review.diff.difference import KeywordChanges, KeywordMerged, KeywordRenamed
from papershelf.text import phrase_key


def keyword_changes(before: Library, after: Library) -> KeywordChanges:
    """Return what happened to keywords, but not which papers have which: each extraction changes that."""
    old, new = before.keywords, after.keywords
    by_form = {form: keyword for keyword in new.values() for form in _keys(keyword)}
    merged: list[KeywordMerged] = []
    renamed = [
        KeywordRenamed(key, now.phrase, old[key].phrase)
        for key, now in new.items()
        if key in old and old[key].phrase != now.phrase
    ]
    for key, was in old.items():
        now = by_form.get(phrase_key(was.phrase))
        if key in new or now is None:
            continue
        if now.id in old:
            merged.append(KeywordMerged(key, was.phrase, now.id, now.phrase))
        else:
            renamed.append(KeywordRenamed(now.id, now.phrase, was.phrase))
    return KeywordChanges(
        tuple(sorted(merged, key=lambda one: (one.phrase.casefold(), one.id))),
        tuple(sorted(renamed, key=lambda one: (one.phrase.casefold(), one.id, one.phrase_before))),
    )


def _keys(keyword: LibraryKeyword) -> set[str]:
    return {phrase_key(form) for form in (keyword.phrase, *keyword.forms)}
