import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.extract.keywords.forms import fold_phrase

SAME = [
    ("large language models", "Large Language Model"),
    ("pre-training", "pretraining"),
    ("Pre-Trained models", "pretrained model"),
    ("meta learning", "meta-learning"),
    ("few-shot learning", "few shot learning"),
    ("generalisation bounds", "generalization bound"),
    ("labelled data", "labeled data"),
    ("neighbourhood behaviour", "neighborhood behavior"),
    ("convergence analyses", "convergence analysis"),
    ("covariance matrices", "covariance matrix"),
    ("Newton's method", "Newton method"),
    ("encoder/decoder", "encoder-decoder"),
    ("non-linear", "nonlinear"),
    ("auto-encoder", "autoencoder"),
    ("quantisation-aware", "quantization-aware"),
]
APART = [
    ("pre-training", "training"),
    ("GPT-3", "GPT-4"),
    ("supervised", "self-supervised"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_forms_of_one_phrase_share_a_key(one, other):
    assert fold_phrase(one) == fold_phrase(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_phrases_that_differ_in_meaning_stay_apart(one, other):
    assert fold_phrase(one) != fold_phrase(other)


@given(st.text(max_size=40))
def test_a_key_is_lower_case_and_single_spaced(phrase):
    key = fold_phrase(phrase)
    assert key == " ".join(key.split())
