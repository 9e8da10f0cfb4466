"""A bar shows on a terminal alone."""

import io

import pytest

from papershelf.progress import progress_bar, silent


@pytest.mark.parametrize(
    ("progress", "terminal", "shown"),
    [
        pytest.param(progress_bar, True, ["papers", "2/4", "4/4"], id="a terminal"),
        pytest.param(progress_bar, False, [], id="a log"),
        pytest.param(silent, True, [], id="quiet"),
    ],
)
def test_bar(progress, terminal, shown, monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: terminal, raising=False)
    monkeypatch.setattr("sys.stderr", stream)
    with progress("papers", 4) as bar:
        bar.update(2)
        bar.update(2)
    assert bool(stream.getvalue()) is bool(shown)
    assert all(part in stream.getvalue() for part in shown)
