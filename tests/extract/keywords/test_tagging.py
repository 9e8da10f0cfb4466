"""Tags are those that HanTa gives."""

import pytest
from HanTa.HanoverTagger import HanoverTagger
from hypothesis import example, given
from hypothesis import strategies as st

from papershelf.extract.keywords.tagging import Tagger, _mend

hanta = HanoverTagger("morphmodel_en.pgz")
tagger = Tagger()


@example("自己 naïve x".split())
@example("We study the unlearnability of pretraining , e.g. GPT-4 ( and T5 ) , in 3 steps .".split())
@example("Does Mamba forget what it learned ?".split())
@given(st.lists(st.text("abdeginorstA1-.'ß", min_size=1, max_size=9), min_size=1, max_size=9))
def test_any_words(words):
    assert tagger._best_tags(words) == hanta.tag_sent(words, 0)


@pytest.mark.parametrize(
    ("word", "tag", "following", "mended"),
    [
        ("stationarity", "AV0", "CJS", "NN1"),
        ("TFCL", "UNC", "PUR", "NP0"),
        ("existing", "AJ0", "NN2", "NN1"),
        ("class-incremental", "AV0", "NN1", "AJ0"),
        ("finely", "AV0", "VVN", "AVJ"),
        ("finely", "AV0", "VVB", "AV0"),
    ],
)
def test_what_is_mended(word, tag, following, mended):
    assert _mend(word, tag, [following], shouted=False) == mended
