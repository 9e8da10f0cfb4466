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
