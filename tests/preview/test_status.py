from papershelf.errors import Problem
from papershelf.preview.status import News, Status

PROBLEM = Problem("a.yml", 1, 1, "wrong")


def test_what_changed_is_told_since_a_version() -> None:
    status = Status()
    status.publish(["a/"], ())
    status.publish(["b/"], ())
    assert status.wait(1, 0) == News(3, frozenset({"a/", "b/"}), ())
    assert status.wait(2, 0) == News(3, frozenset({"b/"}), ())
    assert status.wait(3, 0) is None
    status.publish(None, ())
    assert status.wait(2, 0) == News(4, None, ())


def test_problems_are_news_until_they_are_mended() -> None:
    status = Status()
    status.publish((), (PROBLEM,))
    status.publish((), (PROBLEM,))
    assert status.version == 2
    status.publish((), ())
    assert status.wait(2, 0) == News(3, frozenset(), ())
