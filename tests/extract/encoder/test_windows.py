"""Windows cover every token once, none is too long, and words stay whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.extract.encoder.windows import cut_windows


@pytest.mark.parametrize(
    ("words", "limit", "windows"),
    [
        pytest.param([], 4, [(0, 0)], id="nothing is one empty window"),
        pytest.param([0, 1, 2, 3], 4, [(0, 4)], id="what fits stays whole"),
        pytest.param([0, 1, 2, 3, 4], 4, [(0, 3), (3, 5)], id="about equal parts"),
        pytest.param([0, 1, 1, 1, 2, 3], 4, [(0, 3), (3, 6)], id="no cut in the first half"),
        pytest.param([0, 1, 2, 2, 3, 4], 5, [(0, 2), (2, 6)], id="between words"),
        pytest.param([0] * 10, 4, [(0, 4), (4, 7), (7, 10)], id="one endless word"),
    ],
)
def test_windows(words, limit, windows):
    assert cut_windows(words, limit) == windows


@given(st.lists(st.integers(1, 9)), st.integers(2, 12))
def test_every_token_is_in_one_window(lengths, limit):
    words = [number for number, length in enumerate(lengths) for _ in range(length)]
    windows = cut_windows(words, limit)
    assert [token for start, end in windows for token in range(start, end)] == [*range(len(words))]
    assert all(end - start <= limit for start, end in windows)
