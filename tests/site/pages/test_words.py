import pytest

from papershelf.model import Link, Provenance
from papershelf.site.pages import words


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("Networks forget. We propose Foldbot, a cure. It works.", "We propose Foldbot, a cure."),
        ("Networks forget, e.g. In Vitro, as seen by Smith et al. 2020 already. It hurts.", None),
        ("Much is known. In this paper, we prove it.", "We prove it."),
        ("Networks forget. This paper presents a cure. It works.", "This paper presents a cure."),
        ("We find that they forget. We introduce a cure.", "We introduce a cure."),
        ("No sentence end", "No sentence end"),
        ("", ""),
        ("Is it so? We show that it is.", "We show that it is."),
        ("It costs 3.5 times less. So what.", "It costs 3.5 times less."),
    ],
)
def test_the_gist_is_the_sentence_that_says_what_was_done(abstract: str, expected: str | None) -> None:
    assert words.gist(abstract) == (expected if expected is not None else abstract.removesuffix(" It hurts."))


def test_a_long_gist_is_cut_at_a_word() -> None:
    assert (
        words.gist("We propose " + "very long words, " * 30, 40) == "We propose very long words, very long…"
    )


@pytest.mark.parametrize(
    ("say", "value", "expected"),
    [
        *((words.ordinal, 1, "1st"), (words.ordinal, 2, "2nd"), (words.ordinal, 3, "3rd")),
        *((words.ordinal, 4, "4th"), (words.ordinal, 11, "11th"), (words.ordinal, 22, "22nd")),
        *((words.ordinal, 113, "113th"), (words.minutes, 0, "0 min"), (words.minutes, 45, "45 min")),
        *((words.minutes, 60, "1 h"), (words.minutes, 200, "3 h 20 min")),
        *((words.together, "", ""), (words.together, "a", "a"), (words.together, "ab", "a and b")),
        *((words.together, "abc", "a, b and c"), (words.day, "2026-11-21", "21 November 2026")),
        *((words.day, "Mar 14", "Mar 14"), (words.day, "", "")),
    ],
)
def test_numbers_rows_and_days_in_words(say, value, expected) -> None:
    assert say(value) == expected


def test_where_a_paper_was_seen() -> None:
    places = (Provenance("sources/a.txt", 3, 1, None), Provenance("sources/b.txt", 1234, 12, "Mar 14"))
    assert words.seen(places) == (
        "Seen 1st in the listing a.txt, line 3 and 12th in the listing b.txt (dated Mar 14), line 1,234."
    )
    assert not words.seen(())


def test_a_link_says_what_stands_behind_it() -> None:
    assert words.link_label(Link("code", "https://www.github.com/a/b/")) == "Code: github.com/a/b"
    assert words.link_label(Link("other", "https://x.org/" + "a" * 90)).endswith("…")
