"""Calling a pure function again only where its arguments differ from the last time's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
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
    remembered call returned costs nothing to compare when it is passed to the next. Mappings that are
    arguments, or fields of them, are also compared by their order: pages show it.
    """

    def __init__(self) -> None:
        self._last: dict[Callable[..., Any], tuple[object, Any]] = {}

    def __call__(
        self, function: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs
    ) -> Result:
        """Return the last result where the arguments are equal to the last time's, else call."""
        key = (args, kwargs, [_order(value) for value in (*args, *kwargs.values())])
        if function in self._last and self._last[function][0] == key:
            known: Result = self._last[function][1]
            return known
        self._last.pop(function, None)
        result = function(*args, **kwargs)
        self._last[function] = (key, result)
        return result


def _order(value: object) -> object:
    if isinstance(value, Mapping):
        return tuple(value)
    if is_dataclass(value) and not isinstance(value, type):
        return tuple(_order(getattr(value, field.name)) for field in fields(value))
    return None
