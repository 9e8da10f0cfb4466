import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.extract.keywords.forms import fold_phrase

SAME = [
    ("large language models", "Large Language Model"),
    ("pre-training", "pretraining"),
    ("Pre-Trained models", "pretrained model"),
    ("meta learning", "meta-learning"),
    ("generalisation bounds", "generalization bound"),
    ("neighbourhood behaviour", "neighborhood behavior"),
    ("Newton's method", "Newton method"),
    ("encoder/decoder", "encoder-decoder"),
    ("non-linear", "nonlinear"),
    ("auto-encoder", "autoencoder"),
    ("quantisation-aware", "quantization-aware"),
]
APART = [("pre-training", "training"), ("GPT-3", "GPT-4"), ("supervised", "self-supervised")]


@pytest.mark.parametrize(("one", "other"), [*SAME, *APART])
def test_forms_of_one_phrase_share_a_key_and_no_others_do(one, other):
    assert (fold_phrase(one) == fold_phrase(other)) is ((one, other) in SAME)


@given(st.text(max_size=40))
def test_a_key_is_single_spaced(phrase):
    key = fold_phrase(phrase)
    assert key == " ".join(key.split())
