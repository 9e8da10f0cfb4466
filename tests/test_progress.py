"""A bar on a terminal, lines elsewhere, nothing for what is done at once."""

from __future__ import annotations

import io

import pytest

from papershelf.progress import Reporter, silent


class Stream(io.StringIO):
    def __init__(self, terminal):
        super().__init__()
        self.terminal = terminal

    def isatty(self):
        return self.terminal


def shown(terminal, seconds, steps=4):
    now = [0.0]
    stream = Stream(terminal)
    report = Reporter(stream, lambda: now[0])
    for done in range(steps + 1):
        report("papers", done, steps)
        now[0] += seconds
    return stream.getvalue()


@pytest.mark.parametrize(
    ("terminal", "seconds", "expected"),
    [
        pytest.param(False, 1, "", id="a log hears nothing of quick work"),
        pytest.param(
            False,
            10,
            "1 of 4 papers, 0.1 papers/s\n2 of 4 papers, 0.1 papers/s\n3 of 4 papers, 0.1 papers/s\n",
            id="a line every ten seconds",
        ),
        pytest.param(True, 0.01, "", id="no bar for an instant"),
    ],
)
def test_lines(terminal, seconds, expected):
    assert shown(terminal, seconds) == expected


def test_a_bar_is_drawn_over_itself_and_cleared():
    text = shown(True, 1)
    assert text.startswith("\r[#####")
    assert "2 of 4 papers, 1.0 papers/s" in text
    assert text.endswith("\r\033[K")
    assert "\n" not in text


def test_silent():
    silent("papers", 1, 2)
