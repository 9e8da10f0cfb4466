"""What each command loads: seconds and a model are for those that extract."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.world import make_project

HEAVY = "HanTa keybert scipy sentence_transformers sklearn tokenizers torch papershelf.extract".split()
LOADED = """
import sys
from papershelf.cli import main
try:
    main(sys.argv[1:])
finally:
    print("loaded:", *sorted(sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("arguments", "also"),
    [
        (["--help"], ["numpy", "pydantic", "jinja2", "mkdocs"]),
        (["pages"], ["mkdocs"]),
        (["build", "--locked"], []),
        (["build"], []),
        (["check"], ["mkdocs"]),
        (["suggest"], ["mkdocs"]),
        (["diff", "--lock", "lock"], ["mkdocs"]),
        (["paper", "pin", "forgetting-by-replay"], ["mkdocs"]),
        (["serve", "--help"], ["mkdocs"]),
    ],
    ids=" ".join,
)
def test_only_extraction_loads_what_extraction_needs(
    tmp_path: Path, arguments: list[str], also: list[str]
) -> None:
    project = make_project(tmp_path / "list")
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        cwd=project,
        env={**os.environ, "PYTHONWARNINGS": "default"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    loaded = done.stderr.rpartition("loaded:")[2].split()
    assert "papershelf.cli" in loaded
    assert [name for name in loaded if name in {*HEAVY, *also}] == []


def test_the_preview_loads_nothing_that_extraction_needs() -> None:
    code = "import sys, papershelf.preview; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) & set(HEAVY) == set()
