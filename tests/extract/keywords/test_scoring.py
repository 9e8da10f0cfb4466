"""KeyBERT is imported without torch, and nothing stands in its way afterwards."""

import subprocess
import sys

CODE = """
import sys
from papershelf.extract.keywords.scoring import load_keybert
assert load_keybert().KeyBERT
assert not {"sentence_transformers", "transformers", "torch"} & {*sys.modules}
"""


def test_keybert_is_loaded_without_torch():
    subprocess.run([sys.executable, "-W", "ignore", "-c", CODE], check=True)
