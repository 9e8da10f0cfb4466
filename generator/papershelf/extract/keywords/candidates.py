"""Finds the phrases of a paper that can be keywords: noun phrases, and the shorter phrases inside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from papershelf.extract.keywords.acronyms import Acronym, find_acronyms
from papershelf.extract.keywords.forms import fold_phrase
from papershelf.extract.keywords.stop import is_generic, is_stop_word
from papershelf.extract.keywords.tagging import Tagger
from papershelf.extract.keywords.tokens import Token, token_runs
from papershelf.words import fold_word

PHRASE_LIMIT = 5  # words

Field = Literal["title", "abstract"]

_NOUNS = frozenset({"NN", "NN0", "NN1", "NN2", "NP0", "ZZ0", "UNC"})
_HEADS = _NOUNS | {"VVG"}  # of several words
_INNER = _NOUNS | {"VVG", "AJ0", "AJC", "AJS", "VVN", "CRD", "ORD", "AVJ"}


class PaperText(Protocol):
    """What extraction reads of a paper."""

    @property
    def id(self) -> str:
        """The paper's id, unlike any other's."""
        ...

    @property
    def title(self) -> str:
        """The clean title; may be empty."""
        ...

    @property
    def abstract(self) -> str:
        """The clean abstract; may be empty."""
        ...


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase where it stands.

    Args:
        key: the phrase's folded form.
        field: title or abstract.
        start: first code point, and `end` the one after the last.
        end: see `start`.
        whole: it is all of a noun phrase, not a part of a longer one.
        verbal: its first word is tagged as a verb's participle ("learning", "trained").
        cased: its casing tells something: it is neither in the title nor at the start of a sentence.
        text: the phrase as written, blanks and line ends as one blank.
    """

    key: str
    text: str
    field: Field
    start: int
    end: int
    whole: bool
    verbal: bool = False
    cased: bool = False


@dataclass(frozen=True, slots=True)
class PaperCandidates:
    """All that one paper offers: the map's value, a pure function of its title and abstract."""

    paper_id: str
    mentions: tuple[Mention, ...]
    acronyms: tuple[Acronym, ...]


def find_candidates(paper: PaperText, tagger: Tagger) -> PaperCandidates:
    """Return the phrases of one paper in reading order, and the acronyms that it defines."""
    found: dict[tuple[Field, int, int], Mention] = {}
    acronyms = find_acronyms(paper.abstract)
    for field, text in text_fields(paper):
        for run in token_runs(text):
            for mention in _mentions(run, tagger.tag(run), field):
                found[field, mention.start, mention.end] = mention
    for acronym in acronyms:  # often written in capitals for the acronym's sake: no witness for casing
        mention = Mention(
            fold_phrase(acronym.long), acronym.long, "abstract", acronym.start, acronym.end, whole=True
        )
        found["abstract", acronym.start, acronym.end] = mention
    mentions = sorted(found.values(), key=lambda one: (one.field != "title", one.start, -one.end))
    return PaperCandidates(paper.id, tuple(one for one in mentions if one.key), acronyms)


def text_fields(paper: PaperText) -> tuple[tuple[Field, str], ...]:
    """Return each field of a paper's text with its name."""
    return ("title", paper.title), ("abstract", paper.abstract)


def _mentions(run: Sequence[Token], tags: Sequence[str], field: Field) -> Iterator[Mention]:
    """Yield the phrases inside each noun phrase of a run of tokens."""
    for first, last in _noun_phrases(run, tags):
        for start in range(first, last):
            for end in range(start + 1, min(last, start + PHRASE_LIMIT) + 1):
                words = run[start:end]
                if not _is_phrase(words, tags[end - 1]):
                    continue
                text = " ".join(token.text for token in words)
                key = fold_phrase(text)
                if not is_generic(key):
                    yield Mention(
                        key=key,
                        text=text,
                        field=field,
                        start=words[0].start,
                        end=words[-1].end,
                        whole=(start, end) == (first, last),
                        verbal=tags[start] in {"VVG", "VVN"},
                        cased=field == "abstract" and start > 0,
                    )


def _noun_phrases(run: Sequence[Token], tags: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield [first, last) of each longest run of words that can stand together in one noun phrase."""
    first = 0
    for index, (token, tag) in enumerate(zip(run, tags, strict=True)):
        if tag in _INNER and token.is_word and not _ends_phrase(run, index):
            continue
        if first < index:
            yield first, index
        first = index + 1
    if first < len(run):
        yield first, len(run)


def _ends_phrase(run: Sequence[Token], index: int) -> bool:
    """Whether the word of this index is a stop word there."""
    after = fold_word(run[index + 1].text) if index + 1 < len(run) else ""
    return is_stop_word(run[index].text, after)


def _is_phrase(words: Sequence[Token], tag: str) -> bool:
    """Whether words of a noun phrase can stand alone: a noun or gerund at the end, no number first."""
    if tag not in (_NOUNS if len(words) == 1 else _HEADS) or words[-1].text.endswith(("'s", "’s")):
        return False
    return any(char.isalpha() for char in words[0].text) and len(words[0].text) + len(words) > 2
