from papershelf.extract.keywords.candidates import Mention
from papershelf.extract.keywords.selection import select


def _mention(key: str, start: int) -> Mention:
    return Mention(key, key, "abstract", start, start + len(key), whole=True)


def test_a_part_that_stands_nowhere_else_repeats_the_whole():
    phrases = {
        key: [_mention(key, start)] for key, start in (("graph neural network", 0), ("neural network", 6))
    }
    assert [*select(["graph neural network", "neural network"], phrases)] == ["graph neural network"]
    assert len([*select(["neural network", "graph neural network"], phrases)]) == 2


def test_a_part_that_stands_elsewhere_too_stays():
    parts = [_mention("language model", 6), _mention("language model", 80)]
    phrases = {"large language model": [_mention("large language model", 0)], "language model": parts}
    assert len([*select(["large language model", "language model"], phrases)]) == 2


def test_a_longer_phrase_that_adds_words_of_any_paper_repeats():
    phrases = {key: [_mention(key, 0)] for key in ("continual learning", "continual learning method")}
    assert [*select(phrases, phrases)] == ["continual learning"]
