"""Papers, lock and decisions → the library, from which pages, suggestions and differences are made."""

from papershelf.library.build import build_library
from papershelf.library.library import (
    Library,
    LibraryKeyword,
    LibraryList,
    LibraryPaper,
    LibraryTopic,
    OldAddress,
    Resemblance,
    TopicPlacement,
)

__all__ = [
    "Library",
    "LibraryKeyword",
    "LibraryList",
    "LibraryPaper",
    "LibraryTopic",
    "OldAddress",
    "Resemblance",
    "TopicPlacement",
    "build_library",
]
