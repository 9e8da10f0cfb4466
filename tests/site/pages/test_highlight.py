from hypothesis import given
from hypothesis import strategies as st

from papershelf.markdown import visible
from papershelf.model import Keyword, Link, Place
from papershelf.site.pages.highlight import (
    Span,
    form_spans,
    highlighted,
    keyword_spans,
    link_spans,
    paragraphs,
)
from tests.site.html import Reader, html

TEXT = "Self-replay cures forgetting; replay is cheap."


def replay(*places: Place, forms: tuple[str, ...] = ("replay",)) -> Keyword:
    return Keyword("replay", "replay", 0.5, forms, places)


def test_keywords_are_marked_where_they_stand() -> None:
    keyword = replay(Place("abstract", 5, 11), Place("abstract", 30, 36), Place("title", 0, 6))
    spans = tuple(keyword_spans(TEXT, "abstract", [keyword]))
    assert (
        highlighted(TEXT, spans) == "Self-<mark>replay</mark> cures forgetting; <mark>replay</mark> is cheap."
    )


def test_places_that_a_correction_moved_are_left_out() -> None:
    assert not tuple(keyword_spans("A corrected text.", "abstract", [replay(Place("abstract", 5, 11))]))


def test_of_overlapping_keywords_the_longer_is_marked() -> None:
    assert highlighted("class-incremental learning", [Span(6, 26), Span(0, 26), Span(18, 26)]) == (
        "<mark>class-incremental learning</mark>"
    )


def test_forms_are_found_as_whole_words() -> None:
    found = [TEXT[span.start : span.end] for span in form_spans(TEXT + " replays", [replay()])]
    assert found == ["replay", "replay"]


def test_addresses_become_links() -> None:
    text = "See https://x.org/a_b."
    shown = highlighted(
        text, link_spans(text, [Link("other", "https://x.org/a_b"), Link("other", "javascript:x")])
    )
    assert html(shown) == '<p>See <a href="https://x.org/a_b">https://x.org/a_b</a>.</p>'


def test_paragraphs_stay_apart_and_keep_their_marks() -> None:
    assert paragraphs("One two.\n\nThree *four*.", [Span(4, 7), Span(17, 21)]) == (
        "One <mark>two</mark>.",
        "Three \\*<mark>four</mark>\\*.",
    )


@given(st.text(alphabet="ab *_<&`=:-\n"), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))))
def test_marks_change_no_letter(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = [Span(start, min(end, len(text))) for start, end in pairs if start < min(end, len(text))]
    read = Reader(html("x" + highlighted(text, spans)))
    assert "".join(read.text.split()) == "".join(f"x{visible(text)}".split())
    assert set(read.tags) <= {"p", "mark"}
