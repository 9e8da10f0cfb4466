"""What a word can be is what HanTa says it can be, to the last bit."""

import pytest
from HanTa.HanoverTagger import HanoverTagger
from hypothesis import given
from hypothesis import strategies as st

from papershelf.extract.keywords.morphology import Morphology

hanta = HanoverTagger("morphmodel_en.pgz")
morphology = Morphology(hanta)


@pytest.mark.parametrize(
    "word",
    [
        "",
        "a",
        "transformers",
        "pretraining",
        "gpt-4",
        "unlearnability",
        "electroencephalographicallyish",
        "自己",
    ],
)
def test_the_same_as_hanta(word):
    assert morphology.analyze(word) == hanta.analyze_forward(word)


@given(st.text("abcdeginorstuéß1-.'", max_size=14))
def test_the_same_as_hanta_for_any_letters(word):
    assert morphology.analyze(word) == hanta.analyze_forward(word)
