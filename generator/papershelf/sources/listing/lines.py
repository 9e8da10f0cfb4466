"""What one line of a listing looks like by itself: a title, running prose, the opening of an abstract.

Scores are log-odds in nats, summed from independent hints. Their sizes come from counting the hints in the
titles, abstracts and wrapped lines of the five listings in sources/; no single hint decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_TITLE = 450

_URL = re.compile(r"https?:|www\.|\b[\w.-]+\.(?:com|org|io|ai|net|co|edu)/", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
# Lower-case words that prose is full of and titles hardly use. "We" counts wherever it stands.
_PROSE = re.compile(
    r"""\b(?:[Ww]e|our|us|its?|this|these|those|they|their|them|there|which|who|that|is|are|was|were|be|been
    |has|have|had|can|may|will|also|such|thus|however|than|but|propose[ds]?|present(?:s|ed)?|show[sn]?|demonstrates?
    |introduces?|describe[ds]?|outperforms?|achieves?|requires?|provides?|paper)\b""",
    re.VERBOSE,
)
_CODE = r"Codes?|(?:The\ |Our\ )?(?:source\ )?[Cc]ode|Project\ (?:[Pp]age|[Ww]ebsite)|Keywords?"
_GOING_ON = (
    r"However|Moreover|Furthermore|Additionally|Finally|Specifically|Extensive|These|There|They|Our|It"
)
_TELLING = re.compile(
    rf"(?:We|In\ th(?:is|e)|This|Here|Recently|In\ recent|To\ (?:this|address|tackle|overcome)"
    rf"|{_GOING_ON}|{_CODE})\b"
)
_HEDGED = re.compile(r"(?:Recent|Despite|While|Although|As|When|With|Most|Many|Existing|Modern|The|An?)\b")
_CONTINUING = re.compile(
    rf"""(?:{_GOING_ON}|{_CODE}|In\ addition|Consequently|Then|Therefore|Thus|Hence|Notably|Importantly
    |Meanwhile|Besides|Also|Those|Such|Their|Its|Experiment(?:s|al)|Empirical(?:ly)?|Results?|Git[Hh]ub|Data
    |To\ (?:this|address|tackle|overcome|solve|bridge|mitigate|achieve|alleviate)|For\ (?:example|instance)
    |As\ a\ result|By|Based\ on|Through|First|Second(?:ly)?|Third|Lastly|Together|Overall|Compared
    |On\ (?:the|top|both)|In\ (?:contrast|particular|summary|experiments))\b|[(\d•*-]""",
    re.VERBOSE,
)
_OPENING = re.compile(
    r"(?:Recent(?:ly)?|In recent|Despite|While|Although|Large|Deep|With the|Neural|Diffusion|Modern"
    r"|The (?:rapid|ability))\b"
)
_SENTENCE_BREAK = re.compile(r"[a-z)\]%\d]\.\s+[\"“(]?[A-Z]")
_QUESTION_INSIDE = re.compile(r"[?!]\s+\S")
_ENDED = re.compile(r"[.!?…。！？][\"'”’)\]}*]*$|[.!?]''$")
_URL_AT_END = re.compile(r"(?:https?:|www\.|\w\.\w+/)\S*$")
_HANGING = re.compile(
    r"(?:[,;:(–—<>=+-]|\b(?:of|the|and|or|to|a|an|in|on|for|with|by|from|via|as|at|is|are|that|which|we|our|its|into|between"
    r"|than|can|be|using|through|over|under|towards?|without|but|this|these|their))$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it.

    Args:
        number: in the file, from 1.
        text: without blanks around it.
        gap: how many empty lines stand above it.
    """

    number: int
    text: str
    gap: int


@dataclass(frozen=True, slots=True)
class Traits:
    """A line and what it looks like.

    Args:
        line: the line.
        title: how much more it looks like a title than like prose.
        opening: how much more it looks like the beginning of an abstract than like its middle.
        ended: whether it ends where a sentence may end.
        hanging: whether its last word or sign calls for more.
        mid_sentence: whether it starts in the middle of a sentence.
    """

    line: Line
    title: float
    opening: float
    ended: bool
    hanging: bool
    mid_sentence: bool


def traits_of(line: Line) -> Traits:
    """Return what one line looks like."""
    text = line.text
    hints = title_odds(text), opening_odds(text), is_ended(text), is_hanging(text), starts_mid_sentence(text)
    return Traits(line, *hints)


def title_odds(text: str) -> float:
    """Return how much more `text` looks like a title than like a line of prose."""
    if len(text) > LONGEST_TITLE:
        return -12.0
    return max(-12.0, _length_odds(len(text)) + _wording_odds(text) + _ending_odds(text) + _case_odds(text))


def opening_odds(text: str) -> float:
    """Return how much more `text` looks like the beginning of an abstract than like its middle."""
    if starts_mid_sentence(text):
        return -9.0
    if _CONTINUING.match(text):
        return -2.0
    return 1.0 if _OPENING.match(text) else 0.3


def is_ended(text: str) -> bool:
    """Whether `text` ends where a sentence may end: full stop or its like, or a web address."""
    return bool(_ENDED.search(text[-8:]) or _URL_AT_END.search(text[-300:])) and text[-1] != "-"


def is_hanging(text: str) -> bool:
    """Whether `text` cannot end here: its last word or sign calls for more."""
    return bool(_HANGING.search(text[-20:]))


def starts_mid_sentence(text: str) -> bool:
    """Whether `text` starts in mid-sentence: with a lower-case word, or a sign that never opens one."""
    first = text.split(maxsplit=1)[0]
    return first[0] in ",.;:(<)]}%" or (first[0].islower() and first.lower() == first and first[-1] != ":")


def _length_odds(length: int) -> float:
    if length <= 200:
        return 1.5 if length <= 130 else 0.0
    return -2.0 if length <= 300 else -5.0


def _wording_odds(text: str) -> float:
    prose = len(set(_PROSE.findall(text)))
    odds = -1.0 * min(prose, 4)
    odds -= 3.0 * len(_SENTENCE_BREAK.findall(text)) + 0.5 * len(_QUESTION_INSIDE.findall(text))
    if _TELLING.match(text):
        odds -= 2.5
    elif _HEDGED.match(text):
        odds -= 0.7
    if starts_mid_sentence(text):
        odds -= 3.0
    return odds - 6.0 if _URL.search(text) else odds


def _ending_odds(text: str) -> float:
    if text.endswith("."):
        return -4.0
    if is_hanging(text):
        return -2.5
    return 0.5 if text[-1] in "?!" else 1.5


def _case_odds(text: str) -> float:
    words = [word for word in _WORD.findall(text)[1:] if len(word) > 3]
    if len(words) < 2:
        return 0.0
    share = sum(not word[0].islower() for word in words) / len(words)
    return min(3.5, max(-1.5, 7.0 * (share - 0.5)))
