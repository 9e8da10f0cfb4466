import pytest

from papershelf.extract.keywords.forms import fold_phrase
from papershelf.extract.keywords.stop import _PHRASES, is_generic, is_stop_word

GENERIC = [
    "models", "tasks", "performance", "extensive experiments", "datasets", "strong performance",
    "large number", "experimental results", "downstream tasks", "wide range", "project page", "42",
    "model architectures", "future research", "diverse datasets", "meaningful representations",
]  # fmt: skip
SPECIFIC = [
    "language models", "graph neural networks", "information theory", "time series", "deep learning",
    "robustness", "world models", "natural language", "3D", "GPT-4", "optimal control", "missing data",
    "future prediction", "individual fairness",
]  # fmt: skip


@pytest.mark.parametrize("phrase", GENERIC)
def test_phrases_of_any_paper_are_generic(phrase):
    assert is_stop_word(phrase.split()[0]) or is_generic(fold_phrase(phrase))


def test_the_list_of_phrases_holds_keys():
    assert [phrase for phrase in _PHRASES if fold_phrase(phrase) != phrase] == []


@pytest.mark.parametrize("phrase", SPECIFIC)
def test_phrases_of_a_field_are_not(phrase):
    assert not is_generic(fold_phrase(phrase))


def test_a_stop_word_stays_in_an_established_phrase():
    assert is_stop_word("lower", "cost")
    assert not is_stop_word("lower", "bound")
