from __future__ import annotations

import pytest

from papershelf.library.evidence import sentences, telling_sentence
from papershelf.model import Keyword, Place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("One only", ["One only"]),
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("As in Smith et al. Here it ends. Next.", ["As in Smith et al. Here it ends.", "Next."]),
        ("Models, e.g. GPT-3, and i.e. BERT. End.", ["Models, e.g. GPT-3, and i.e. BERT.", "End."]),
        ("It gains 3.5 points. 4 times faster.", ["It gains 3.5 points.", "4 times faster."]),
        ('He said "stop." Then left.', ['He said "stop."', "Then left."]),
        ("First paragraph\n\nsecond one.", ["First paragraph", "second one."]),
        ("we use lower case. after a stop", ["we use lower case. after a stop"]),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_sentences(text, expected):
    assert [text[start:end] for start, end in sentences(text)] == expected


def keyword(text, phrase, field="abstract"):
    start = text.index(phrase)
    return Keyword(phrase, phrase, 0.5, (phrase,), (Place(field, start, start + len(phrase)),))


def test_the_sentence_with_the_heaviest_keywords_is_told():
    text = "Forgetting is bad. Replay helps\nforgetting less. Nothing else."
    pairs = [(keyword(text, "Forgetting"), 0.4), (keyword(text, "Replay"), 0.3), (keyword(text, "less"), 0.3)]
    assert telling_sentence(text, pairs) == "Replay helps forgetting less."


def test_a_title_is_no_sentence_of_the_abstract():
    text = "Replay helps."
    assert telling_sentence(text, [(keyword(text, "Replay", "title"), 1.0)]) == ""
