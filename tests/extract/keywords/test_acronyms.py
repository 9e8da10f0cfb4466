import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.extract.keywords.acronyms import find_acronyms

CASES = [
    ("We study large language models (LLMs) here.", [("LLMs", "large language models")]),
    ("Long short-term memory (LSTM) cells", [("LSTM", "Long short-term memory")]),
    ("RL (reinforcement learning) agents", [("RL", "reinforcement learning")]),
    ("a mixture of experts (MoE) layer", [("MoE", "mixture of experts")]),
    ("the Markov decision process (MDP, for short)", [("MDP", "Markov decision process")]),
    ("as seen before (2019) and (see below)", []),
    ("it works (GAN)", []),
    ("results, however (RH), differ", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_definitions(text, expected):
    assert [(one.short, one.long) for one in find_acronyms(text)] == expected


@given(st.text(alphabet="abAB (),-.s", max_size=80))
def test_the_long_form_stands_where_it_says(text):
    for one in find_acronyms(text):
        assert text[one.start : one.end] == one.long
