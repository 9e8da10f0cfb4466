"""declined.yml remembers, by id, what was declined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.errors import InputError
from papershelf.review.suggest.declined import declines, parse_declined, with_declined
from papershelf.review.suggest.suggestion import AliasKeyword, Suggestion


def suggestion(id_: str = "alias-1", what: str = "“MoE” is a form of “experts”") -> Suggestion:
    return Suggestion(id_, "alias", 1, 0.5, what, "evidence", AliasKeyword("experts", "MoE"))


def test_a_first_line_explains_the_file() -> None:
    text = with_declined("", suggestion())
    assert text.startswith("# ")
    assert parse_declined(text, "declined.yml") == {"alias-1": "“MoE” is a form of “experts”"}


def test_what_stands_in_the_file_stays() -> None:
    before = "# mine\nalias-9: why not  # a remark\n\n"
    text = with_declined(before, suggestion())
    assert text.startswith(before)
    assert list(parse_declined(text, "")) == ["alias-9", "alias-1"]


def test_a_file_without_a_last_newline_takes_a_line() -> None:
    assert list(parse_declined(with_declined("alias-9: why", suggestion()), "")) == ["alias-9", "alias-1"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=4))
def test_any_words_come_back(words: list[str]) -> None:
    text = ""
    for number, what in enumerate(words):
        text = with_declined(text, suggestion(f"same-{number}", what))
        assert declines(text, suggestion(f"same-{number}", what))
    assert parse_declined(text, "") == {f"same-{number}": what for number, what in enumerate(words)}


def test_a_file_in_flow_style_takes_no_line() -> None:
    assert not declines(with_declined("{alias-9: why}\n", suggestion()), suggestion())


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("- alias-1\n", 1, 1, "a line here is"),
        ("a: b\nc: [d]\n", 2, 1, "a line here is"),
        ("a: b\na: c\n", 2, 1, "declined in line 1 already"),
        ("a: b\n\tc: d\n", 2, 1, "a line here is"),
        ("a: 'b\n", 2, 1, "a line here is"),
        ("a: *b\n", 1, 4, "undefined alias"),
    ],
)
def test_what_is_no_such_line_is_named(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_declined(text, "curation/declined.yml")
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.column) == ("curation/declined.yml", line, column)
    assert words in problem.message


@pytest.mark.parametrize("text", ["[" * 5_000, "a: \x00"], ids=["deep", "control character"])
def test_nonsense_is_refused_in_words(text: str) -> None:
    with pytest.raises(InputError, match="a line here is"):
        parse_declined(text, "")


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_a_file_may_hold_nothing(text: str) -> None:
    assert parse_declined(text, "") == {}
