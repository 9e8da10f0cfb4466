"""Number and spelling make no difference, and no other word is taken for one."""

import pytest

from papershelf.words import fold_word

FOLDED = """
    optimisers/optimizer tokenised/tokenized behaviour/behavior GPUs/gpu U.S./us GPT-3.5/gpt-3.5
    Newton's/newton analyses/analysis matrices/matrix policies/policy losses/loss paralyses/paralysis
    models/model batches/batch databases/database caches/cache approaches/approach studies/study
    generalisation/generalization modelling/modeling labelled/labeled
"""
KEPT = """
    unsupervised depthwise supervised noise precise otherwise expertise promise raised loss bias physics
    analysis corpus news training pretraining analyst learner learned generator generation
"""


@pytest.mark.parametrize("pair", [*FOLDED.split(), *(f"{word}/{word}" for word in KEPT.split())])
def test_fold_word(pair: str) -> None:
    word, folded = pair.split("/")
    assert fold_word(word) == fold_word(folded) == folded
