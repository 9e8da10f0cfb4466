"""Papershelf turns raw listings of papers into a curated, searchable reading-list site.

>>> from papershelf import open_project
>>> library = open_project(".").library()
>>> library.papers["matryoshka-representation-learning"].name
'Matryoshka Representation Learning'
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papershelf.pipeline import Project

__all__ = ["open_project"]
__version__ = "0.1.0"


def open_project(path: str | Path = ".") -> Project:
    """Return the project in a folder; its `library()` holds papers, keywords, topics and lists.

    Args:
        path: the folder with sources/, lock/ and curation/.
    """
    from papershelf.pipeline import Project  # it imports all rooms; `import papershelf` alone should not

    return Project(Path(path))
