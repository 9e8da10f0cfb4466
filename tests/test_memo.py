import pytest

from papershelf.memo import Memo, plainly


class Counter:
    """A function that counts its calls."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, *args: int) -> int:
        self.calls += 1
        return sum(args)


def test_the_same_arguments_are_not_computed_twice() -> None:
    memo, add = Memo(), Counter()
    assert [memo(add, 1, 2), memo(add, 1, 2), memo(add, 2, 2), memo(add, 1, 2)] == [3, 3, 4, 3]
    assert add.calls == 3


def test_functions_are_kept_apart() -> None:
    memo, first, second = Memo(), Counter(), Counter()
    assert memo(first, 1) + memo(second, 1) == 2
    assert (first.calls, second.calls) == (1, 1)


def test_a_call_that_failed_is_made_again() -> None:
    memo = Memo()
    assert memo(int, "1") == 1
    with pytest.raises(ValueError, match="invalid"):
        memo(int, "x")
    assert memo(int, "1") == 1


def test_a_plain_call_remembers_nothing() -> None:
    add = Counter()
    assert [plainly(add, 1), plainly(add, 1)] == [1, 1]
    assert add.calls == 2


def test_a_call_has_the_types_of_its_function() -> None:
    """mypy holds these lines: an ignore that were not needed would be an error."""
    assert plainly(len, "abc") + 1 == 4
    with pytest.raises(TypeError):
        plainly(len, 42)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Memo()(len, "abc", "nonsense")  # type: ignore[call-arg]
