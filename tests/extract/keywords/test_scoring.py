"""KeyBERT is imported without torch, which can be imported afterwards all the same."""

import subprocess
import sys


def test_keybert_is_loaded_without_torch():
    code = """
import sys
from papershelf.extract.keywords.scoring import load_keybert
assert load_keybert().KeyBERT
assert not {"sentence_transformers", "torch"} & {*sys.modules}
import sentence_transformers
"""
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True)
