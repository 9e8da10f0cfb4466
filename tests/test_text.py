import pytest

from papershelf.text import count, sentences


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


@pytest.mark.parametrize(("number", "expected"), [(0, "0 papers"), (1, "1 paper"), (1024, "1,024 papers")])
def test_counts(number: int, expected: str) -> None:
    assert count(number, "paper") == expected
