"""What is one word in two forms, and what never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.review.suggest.words import content, guards, is_slip


def test_words_do_not_see_case_order_or_articles_that_stand_alone() -> None:
    assert content("Learning in the Wild") == content("learning wild")
    assert content("In-context learning") != content("Context learning")
    assert content("Naïve Bayes") == content("naive bayes")
    assert guards("GPT-4 and no memory") == guards("No memory: gpt-4")


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("optimization", "optimzation", True),
        ("heterogeneous", "heterogenous", True),
        ("transformer", "trasnformer", True),
        ("transformer", "trnasformer", True),
        ("transformer", "transformed", False),
        ("symmetric", "asymmetric", False),
        ("training", "pretraining", False),
        ("mamba", "samba", False),
        ("adapter2", "adapter3", False),
        ("imitation", "limitation", False),
        ("diffusion", "diffusion", False),
        ("gradient", "gradually", False),
    ],
)
def test_a_slip_is_one_letter_inside_a_long_word(one: str, other: str, *, slip: bool) -> None:
    assert is_slip(one, other) is slip
    assert is_slip(other, one) is slip


@given(st.from_regex(r"[a-z]{9,14}", fullmatch=True), st.integers(1, 5))
def test_a_letter_left_out_is_a_slip(word: str, at: int) -> None:
    shorter = word[:at] + word[at + 1 :]
    assert is_slip(word, shorter) == is_slip(shorter, word)
    assert (
        is_slip(word, shorter)
        or word[0] != shorter[0]
        or any(word == prefix + shorter for prefix in ("a", "de", "in"))
    )
