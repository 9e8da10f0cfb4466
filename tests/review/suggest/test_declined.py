"""declined.yml remembers, by id, what was declined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.curation import applied, decline_suggestion
from papershelf.errors import InputError
from papershelf.review.suggest import read_declined


def declined(text: str) -> dict[str, str]:
    return dict(read_declined({"declined.yml": text.encode()}))


def with_declined(text: str, id_: str = "alias-1", what: str = "“MoE” is a form of “experts”") -> str:
    contents = {"declined.yml": text.encode()} if text else {}
    return applied(contents, [decline_suggestion(id_, what)])["declined.yml"].decode()


@pytest.mark.parametrize(
    "before", ["# mine\nalias-9: why not  # a remark\n\n", "alias-9: no", "{alias-9: no}\n"]
)
def test_what_is_in_the_file_stays_and_a_new_one_is_explained(before: str) -> None:
    assert with_declined("").startswith("# What `papershelf suggest --decline ID` remembers. ")
    text = with_declined(before)
    assert text.startswith(before.rstrip("}\n"))
    assert list(declined(text)) == ["alias-9", "alias-1"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=4))
def test_any_words_come_back(words: list[str]) -> None:
    text = "same-0: x\n"
    for number, what in enumerate(words, 1):
        text = with_declined(text, f"same-{number}", what)
    assert list(declined(text).values()) == ["x", *(what.strip() for what in words)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- alias-1\n", "1:1: expected lines such as"),
        ("a: b\nc: [d]\n", "2:4: expected a text, found a list"),
        ("a: b\na: c\n", '2:1: "a" is written twice (first in line 1)'),
        ("a: b\n\tc: d\n", "2:1: "),
        ("a: 'b\n", "2:1: not YAML"),
        ("a: *b\n", '1:4: "*b" is an alias'),
        ("[" * 5_000, "1:13: nested more than 12 levels deep"),
        ("a: \x00", "1:4: U+0000"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        declined(text)
    assert str(caught.value).startswith(f"curation/declined.yml:{said}")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "alias-1:\n"])
def test_little_is_needed(text: str) -> None:
    assert declined(text) == ({"alias-1": ""} if "alias" in text else {})
