"""Differences as text, Markdown and JSON; what strangers wrote shows as text."""

import html
import json
import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.library import OldAddress
from papershelf.markdown import visible
from papershelf.review.diff import compare_libraries, render_json, render_markdown, render_text
from papershelf.review.diff.formats import NOTHING, escape_markdown
from tests.world import keyword, library, paper, reading_list, topic

BEFORE = library(
    [paper("a"), paper("b"), paper("c"), paper("d")],
    topics=[topic("x", "abcd", "Streams"), topic("y", "ab", "Memory")],
    lists=[reading_list("first", "ab", "Start here")],
    keywords=[keyword("LLMs"), keyword("language models")],
)
AFTER = library(
    [paper("b", "A *new* title"), paper("c"), paper("d"), paper("e", topics=["x"]), paper("f")],
    topics=[topic("x", "bc", "Streams"), topic("z", "de", "Depth"), topic("y", "b", "Remembering")],
    lists=[reading_list("first", "be", "Start here")],
    keywords=[keyword("language models", forms=["LLMs"])],
    old_addresses=[OldAddress("paper", "a", "Title of a", "b")],
)


def test_text_tells_it_in_the_words_of_a_list() -> None:
    assert render_text(compare_libraries(BEFORE, AFTER)) == (
        "2 papers added\n"
        "  + “Title of e” in “Streams”\n"
        "  + “Title of f” (not yet sorted)\n"
        "\n"
        "1 paper merged\n"
        "  ~ “Title of a” is now part of “A *new* title”\n"
        "\n"
        "1 paper edited\n"
        "  ~ “A *new* title”: title (was “Title of b”)\n"
        "\n"
        "1 new topic\n"
        "  + “Depth” (2 papers)\n"
        "\n"
        "1 topic renamed\n"
        "  ~ “Remembering” (was “Memory”)\n"
        "\n"
        "2 topics shrunk\n"
        "  ~ “Streams”: 4 → 2 papers (+0 −2)\n"
        "  ~ “Remembering”: 2 → 1 papers (+0 −1)\n"
        "\n"
        "List “Start here”\n"
        "  ~ added “Title of e”\n"
        "  ~ removed “Title of a”\n"
        "\n"
        "1 keyword merged\n"
        "  ~ “LLMs” is now a form of “language models”"
    )


def test_markdown_has_the_same_under_headings() -> None:
    text = render_markdown(compare_libraries(BEFORE, AFTER))
    assert text.startswith(
        "### 2 papers added\n\n- Title of e in Streams\n- Title of f (not yet sorted)\n\n###"
    )
    assert "- Title of a is now part of A \\*new\\* title" in text


def test_long_parts_are_cut_and_say_so() -> None:
    difference = compare_libraries(library(), library("abcde"))
    assert render_text(difference, 2).endswith("  + “Title of b” (not yet sorted)\n  … and 3 more")
    assert render_markdown(difference, 4).endswith("\n- … and 1 more")
    assert "more" not in render_text(difference, 5)


def test_nothing_is_said_in_words() -> None:
    same = compare_libraries(BEFORE, BEFORE)
    assert render_text(same) == render_markdown(same) == NOTHING


def test_json_holds_all_of_it() -> None:
    read = json.loads(render_json(compare_libraries(BEFORE, AFTER)))
    assert list(read) == ["format", "papers", "topics", "lists", "keywords"]
    assert read["papers"]["merged"] == [
        {"id": "a", "title": "Title of a", "into": "b", "into_title": "A *new* title"}
    ]
    assert read["topics"]["resized"][0]["lost"] == ["a"]
    assert read["lists"][0]["added"] == [{"id": "e", "title": "Title of e"}]


EXTENSIONS = "tables toc fenced_code md_in_html footnotes admonition attr_list def_list abbr".split()


def shown(text: str) -> str:
    page = markdown.markdown(f"- {text}", extensions=EXTENSIONS)
    bare = re.fullmatch(r"<ul>\n<li>(.*)</li>\n</ul>", page, re.DOTALL)
    assert bare, page
    assert "<" not in bare[1], page
    return html.unescape(bare[1]).replace("\u2060", "")


@pytest.mark.parametrize(
    "title",
    [
        "*a* _b_ `c` ~~d~~",
        "<script>alert(1)</script> & co.",
        "[x](javascript:alert(1)) ![y](z)",
        "| a | b |",
        "# not a heading",
        "1. not a list",
        "--- ::: === +++",
        "$x^2$ and $$y$$",
        "https://example.org/?a=1&b=2 www.example.org",
        "@someone closes #12",
        "back\\slash \\* &amp; &#42;",
        ":tada: [^1]",
        "!!! note",
        "12) and 12. and -- and + more",
        "{: .class } and {#id}",
        "A plain title: part-of-speech tagging (v2), at last!",
    ],
)
def test_a_title_shows_as_it_is(title: str) -> None:
    assert shown(escape_markdown(title)) == title


@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF), min_size=1))
def test_any_title_shows_as_it_is(title: str) -> None:
    if visible(title):
        assert shown(escape_markdown(title)) == visible(title)


def test_a_title_stays_as_plain_as_can_be_on_its_line_and_notifies_nobody() -> None:
    plain = "Part-of-speech: tagging (v2), at last."
    assert escape_markdown(plain) == plain
    assert escape_markdown("one\n\n- two\u202e\u2028three\x00") == "one - two three"
    escaped = escape_markdown("@someone closes #12 at https://example.org")
    assert "://" not in escaped
    assert not re.search(r"@\w|#\d", html.unescape(escaped))
