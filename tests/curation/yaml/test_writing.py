import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.curation.yaml.surgery import _as_text
from papershelf.curation.yaml.writing import block_lines, flow, scalar
from tests.curation.yaml.test_surgery import NOTES, WORDS, values, values_by_ruamel

VALUES = st.recursive(
    st.booleans() | WORDS | NOTES,
    lambda below: (
        st.lists(below, min_size=1, max_size=3) | st.dictionaries(WORDS, below, min_size=1, max_size=3)
    ),
    max_leaves=6,
)


@given(st.dictionaries(WORDS, VALUES, min_size=1, max_size=3))
def test_what_is_written_is_read_back_by_both_readers(value):
    for written in (f"x: {flow(value)}\n", "\n".join(["x:", *block_lines(value, 2)])):
        assert values(written) == values_by_ruamel(written) == {"x": _as_text(value)}


@pytest.mark.parametrize(
    "text",
    ["no", "On", "y", "N", "1e3", "08", "2024-01-01", "0x1f", "0o17", "~", "- a", "a: b", "a #b", "é\u2028"],
)
def test_what_another_reader_would_take_for_something_else_is_quoted(text):
    assert scalar(text, in_flow=False).startswith('"')
