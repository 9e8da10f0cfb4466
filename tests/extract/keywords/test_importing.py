"""What KeyBERT does not need here is not loaded, and works when it is needed after all."""

import subprocess
import sys


def test_keybert_is_loaded_without_what_it_does_not_need():
    code = """
import sys
from papershelf.extract.keywords.scoring import _keybert
_keybert(None)
assert "keybert" in sys.modules
assert not {"pandas", "scipy.stats", "sentence_transformers", "torch"} & {*sys.modules}
from sklearn.metrics import label_ranking_average_precision_score as needs_scipy_stats
assert needs_scipy_stats([[1, 0]], [[2, 1]]) == 1
import scipy, sentence_transformers
assert scipy.stats is sys.modules["scipy.stats"]
assert scipy.stats.norm.cdf(0) == 0.5
"""
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True)
