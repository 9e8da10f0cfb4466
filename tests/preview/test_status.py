import threading
import time

from papershelf.errors import Problem
from papershelf.preview.status import Status

PROBLEM = Problem("a.yml", 1, 1, "wrong")


def test_what_changed_is_told_since_a_version() -> None:
    status = Status()
    first = status.version
    status.publish(["a/"], ())
    second = status.version
    status.publish(["b/"], ())
    news = status.wait(first, 0)
    assert news is not None
    assert news.addresses == frozenset({"a/", "b/"})
    later = status.wait(second, 0)
    assert later is not None
    assert later.addresses == frozenset({"b/"})
    assert status.wait(status.version, 0) is None


def test_everything_covers_what_changed_before() -> None:
    status = Status()
    status.publish(["a/"], ())
    status.publish(None, ())
    news = status.wait(1, 0)
    assert news is not None
    assert news.addresses is None


def test_problems_are_news_until_they_are_mended() -> None:
    status = Status()
    status.publish((), (PROBLEM,))
    version = status.version
    status.publish((), (PROBLEM,))
    assert status.version == version
    status.publish((), ())
    news = status.wait(version, 0)
    assert news is not None
    assert (news.addresses, news.problems) == (frozenset(), ())


def test_who_waits_is_woken() -> None:
    status = Status()
    threading.Timer(0.05, lambda: status.publish(["a/"], ())).start()
    start = time.monotonic()
    assert status.wait(status.version, 10) is not None
    assert time.monotonic() - start < 5
