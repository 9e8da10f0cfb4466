import pytest

from papershelf.memo import Recall, anew


class Counter:
    """A function that counts its calls."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, *args: int) -> int:
        self.calls += 1
        return sum(args)


def test_the_same_arguments_are_not_computed_twice() -> None:
    recall, add = Recall(), Counter()
    assert [recall(add, 1, 2), recall(add, 1, 2), recall(add, 2, 2), recall(add, 1, 2)] == [3, 3, 4, 3]
    assert add.calls == 3


def test_what_else_a_result_depends_on_counts() -> None:
    recall, add = Recall(), Counter()
    assert [recall(add, 1, given=stamp) for stamp in ("a", "a", "b")] == [1, 1, 1]
    assert add.calls == 2


def test_functions_are_kept_apart() -> None:
    recall, first, second = Recall(), Counter(), Counter()
    assert recall(first, 1) + recall(second, 1) == 2
    assert (first.calls, second.calls) == (1, 1)


def test_a_call_that_failed_is_made_again() -> None:
    recall = Recall()
    assert recall(int, "1") == 1
    with pytest.raises(ValueError, match="invalid"):
        recall(int, "x")
    assert recall(int, "1") == 1


def test_anew_remembers_nothing() -> None:
    add = Counter()
    assert [anew(add, 1, given="a"), anew(add, 1, given="a")] == [1, 1]
    assert add.calls == 2
