"""Calling a pure function again only where its arguments differ from the last time's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, Protocol, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Call(Protocol):
    """A way to call a function: `plainly`, or a `Memo` that remembers. Types are those of the function."""

    def __call__(
        self, function: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs
    ) -> Result:
        """Return what `function` makes of the arguments."""
        ...


def plainly(function: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs) -> Result:
    """Call the function."""
    return function(*args, **kwargs)


class Memo:
    """Remembers each function's last arguments and result, for values that never change.

    Arguments are compared by `==`, which is quick where they are the same objects as before: so what one
    remembered call returned costs nothing to compare when it is passed to the next.
    """

    def __init__(self) -> None:
        self._last: dict[Callable[..., Any], tuple[object, Any]] = {}

    def __call__(
        self, function: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs
    ) -> Result:
        """Return the last result where the arguments are equal to the last time's, else call."""
        key = (args, kwargs)
        if function in self._last and self._last[function][0] == key:
            known: Result = self._last[function][1]
            return known
        self._last.pop(function, None)
        result = function(*args, **kwargs)
        self._last[function] = (key, result)
        return result
