"""Calling a pure function again only where its arguments differ from the last time's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

Result = TypeVar("Result")


class Call(Protocol):
    """A way to call a function: `anew`, or a `Recall` that remembers."""

    def __call__(self, function: Callable[..., Result], /, *args: Any, given: object = None) -> Result:
        """Return what `function` makes of `args`; `given` is what else the result depends on (files, say)."""
        ...


def anew(function: Callable[..., Result], /, *args: Any, given: object = None) -> Result:  # noqa: ARG001
    """Call the function."""
    return function(*args)


class Recall:
    """Remembers each function's last arguments and result, for values that never change.

    Arguments are compared by `==`, which is quick where they are the same objects as before: so what one
    recalled call returned costs nothing to compare when it is passed to the next.
    """

    def __init__(self) -> None:
        self._last: dict[Callable[..., Any], tuple[object, Any]] = {}

    def __call__(self, function: Callable[..., Result], /, *args: Any, given: object = None) -> Result:
        """Return the last result where arguments and `given` are equal to the last time's, else call."""
        key = (args, given)
        if function in self._last and self._last[function][0] == key:
            known: Result = self._last[function][1]
            return known
        self._last.pop(function, None)
        result = function(*args)
        self._last[function] = (key, result)
        return result
