"""What all tests share."""

from dataclasses import dataclass

import pytest
from hypothesis import settings

from papershelf.library import Library
from papershelf.pipeline import Inputs, Project, make_library, read_inputs
from papershelf.sources import Reading, read_sources
from tests.world import ROOT

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
