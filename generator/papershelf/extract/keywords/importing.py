"""Import KeyBERT without what it does not need here: seconds less."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


@contextmanager
def not_imported(*packages: str) -> Iterator[None]:
    """Let imports find no such packages, but for those in use already.

    KeyBERT imports sentence-transformers and transformers, with torch, where they are installed (4 s and
    350 MB), huggingface-hub and pandas (0.2 s each), and does without where they are not.
    """
    with _instead(dict.fromkeys(packages)):  # None is "not there" to an import
        yield


@contextmanager
def imported_when_called(*modules: str) -> Iterator[None]:
    """Let imports find a stand-in for such modules, whose functions import them when they are called.

    scikit-learn imports scipy.stats (half a second) for functions that KeyBERT does not call.
    """
    with _instead({module: _StandIn(module) for module in modules}):
        yield


class _StandIn(ModuleType):
    """Has any function."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: Any, **options: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*arguments, **options)

        return call


@contextmanager
def _instead(modules: dict[str, Any]) -> Iterator[None]:
    """Put these in place of modules that are not imported yet."""
    mine = {name: module for name, module in modules.items() if name not in sys.modules}
    sys.modules.update(mine)
    try:
        yield
    finally:
        for name, module in mine.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
