"""Number and spelling make no difference, and no other word is taken for one."""

from __future__ import annotations

import pytest

from papershelf.words import fold_word

FOLDED = {
    "optimisers": "optimizer",
    "tokenised": "tokenized",
    "behaviour": "behavior",
    "GPUs": "gpu",
    "U.S.": "us",
    "GPT-3.5": "gpt-3.5",
    "Newton's": "newton",
    "analyses": "analysis",
    "matrices": "matrix",
    "policies": "policy",
    "losses": "loss",
    "paralyses": "paralysis",
}
KEPT = (
    "unsupervised depthwise supervised noise precise otherwise expertise promise raised loss bias physics "
    "analysis corpus news"
).split()


@pytest.mark.parametrize(("word", "folded"), [*FOLDED.items(), *zip(KEPT, KEPT, strict=True)])
def test_fold_word(word, folded):
    assert fold_word(word) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("models", "model"),
        ("batches", "batch"),
        ("losses", "loss"),
        ("databases", "database"),
        ("caches", "cache"),
        ("approaches", "approach"),
        ("studies", "study"),
        ("behaviour", "behavior"),
        ("generalisation", "generalization"),
        ("optimised", "optimized"),
        ("modelling", "modeling"),
        ("labelled", "labeled"),
    ],
)
def test_plural_and_spelling_make_no_difference(one: str, other: str) -> None:
    assert fold_word(one) == fold_word(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("training", "pretraining"),
        ("supervised", "unsupervised"),
        ("bias", "bia"),
        ("analysis", "analyst"),
        ("learner", "learned"),
        ("generator", "generation"),
    ],
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert fold_word(one) != fold_word(other)
