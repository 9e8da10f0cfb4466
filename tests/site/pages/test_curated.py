import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.site.pages.curated import curated
from tests.site.html import Reader, html

ALLOWED = {"p", "em", "strong", "a", "code", "pre", "ul", "ol", "li", "br"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One *word* and **two**.", "<p>One <em>word</em> and <strong>two</strong>.</p>"),
        ('A [link](https://x.org/a_b "t").', '<p>A <a href="https://x.org/a_b" title="t">link</a>.</p>'),
        ("<https://x.org/a>", '<p><a href="https://x.org/a">https://x.org/a</a></p>'),
        ("`x < y`", "<p><code>x &lt; y</code></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("```python\nx < y  # *z*\n```", '<pre><code class="language-python">x &lt; y  # *z*\n</code></pre>'),
        ("a\\*b", "<p>a*b</p>"),
        ("A & B &copy;", "<p>A &amp; B &copy;</p>"),
    ],
)
def test_what_curators_may_use_works(text: str, expected: str) -> None:
    assert html(curated(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b>",
        "<script>alert(1)</script>",
        "<div>\n\nx\n\n</div>",
        "![image](https://x.org/y.png)",
        "[x](javascript:alert(1))",
        "[x]( javascript:alert(1))",
        "# heading",
        "heading\n=======",
        "heading\n-------",
        "a | b\n--|--\n1 | 2",
        "x {: onclick=alert(1) }",
        "[x][1]\n\n[1]: javascript:alert(1)",
        "[TOC]",
        "[x]: https://x.org",
        "---",
        "> quote",
        "```\nnever closed",
        "<!-- comment -->",
    ],
)
def test_anything_else_shows_as_text(text: str) -> None:
    read = Reader(html(f"{curated(text)}\n\nafter"))
    assert set(read.tags) == {"p"}
    assert "".join(read.text.split()) == "".join(f"{text}after".split())


@given(st.one_of(st.text(), st.text(alphabet="ab1 *_`<>[](){}#+-.!|~^=:$&;\\\"'/\n")))
def test_no_text_opens_anything_else_or_swallows_what_follows(text: str) -> None:
    read = Reader(html(f"before\n\n{curated(text)}\n\n<h6>after</h6>"))
    assert set(read.tags) <= ALLOWED | {"h6"}
    assert read.tags.count("h6") == 1
    assert {name for name, _ in read.attributes} <= {"href", "title", "class"}
    assert all(value.startswith(("http://", "https://")) for name, value in read.attributes if name == "href")


def test_a_list_defines_no_links() -> None:
    read = Reader(html(curated("- [x]: javascript:alert(1)\n\nSee [x].")))
    assert "href" not in dict(read.attributes)
    assert "[x]: javascript:alert(1)" in read.text


def test_blank_text_is_nothing() -> None:
    assert not curated(" \n\t\n")
