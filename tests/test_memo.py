import pytest

from papershelf.curation.models import Curation, TopicDecision
from papershelf.memo import Memo, plainly


def test_a_call_is_made_again_only_where_the_function_or_an_argument_is_another() -> None:
    memo, calls = Memo(), []

    def add(one: int, other: int) -> int:
        calls.append((one, other))
        return one + other

    assert [memo(add, 1, 2), memo(add, 1, 2), memo(add, 2, 2), memo(add, 1, 2)] == [3, 3, 4, 3]
    assert memo(max, 1, 2) == 2
    assert memo(add, 1, 2) == plainly(add, 1, 2) == plainly(add, 1, 2) == 3
    assert calls == [(1, 2), (2, 2), (1, 2), (1, 2), (1, 2)]


def test_another_order_is_another_argument() -> None:
    memo, topics = Memo(), {"a": TopicDecision(pin=True), "b": TopicDecision(pin=True)}
    turned = dict(reversed(topics.items()))
    assert memo(list, topics) == ["a", "b"]
    assert memo(list, turned) == ["b", "a"]

    def pinned(curation: Curation) -> list[str]:
        return list(curation.topics)

    assert memo(pinned, Curation(topics=topics)) == ["a", "b"]
    assert memo(pinned, Curation(topics=turned)) == ["b", "a"]


def test_a_call_that_failed_is_made_again() -> None:
    memo = Memo()
    assert memo(int, "1") == 1
    with pytest.raises(ValueError, match="invalid"):
        memo(int, "x")
    assert memo(int, "1") == 1


def test_a_call_has_the_types_of_its_function() -> None:
    """mypy holds these lines: an ignore that were not needed would be an error."""
    assert plainly(len, "abc") + 1 == 4
    with pytest.raises(TypeError):
        plainly(len, 42)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Memo()(len, "abc", "nonsense")  # type: ignore[call-arg]
