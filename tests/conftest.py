"""What all tests share."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from papershelf.library import Library
from papershelf.pipeline import Inputs, Project, make_library, read_inputs
from papershelf.sources import read_sources
from papershelf.sources.formats import Reading
from tests.world import ROOT, save

# A test that takes long on a busy machine has not failed.
settings.register_profile("papershelf", deadline=None)
settings.load_profile("papershelf")


@dataclass(frozen=True)
class Real:
    """This project itself: read once, as nothing of it changes."""

    project: Project
    inputs: Inputs
    library: Library


@pytest.fixture(scope="session")
def real() -> Real:
    project = Project(ROOT)
    inputs = read_inputs(project)
    return Real(project, inputs, make_library(inputs))


@pytest.fixture(scope="session")
def real_sources() -> Reading:
    return read_sources((ROOT / "sources").glob("*.txt"), ROOT)


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Make a package with one module and one entry point, as an installed one has them."""
    folder = tmp_path / "site-packages"

    def make(group: str, module: str, entry: str) -> None:
        save(folder, "throwaway.py", module)
        save(
            folder,
            "throwaway-1.0.dist-info/METADATA",
            "Metadata-Version: 2.1\nName: throwaway\nVersion: 1.0\n",
        )
        save(folder, "throwaway-1.0.dist-info/entry_points.txt", f"[{group}]\nthrowaway = {entry}\n")
        monkeypatch.syspath_prepend(str(folder))

    yield make
    sys.modules.pop("throwaway", None)
