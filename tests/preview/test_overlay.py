import json

import pytest

from papershelf.errors import Problem
from papershelf.preview.overlay import event_data, overlay_html, with_preview

ERROR = Problem(
    "curation/topics.yml", 12, 5, 'unknown key "<b>lable</b>"', "error", "    <script>alert(1)</script>"
)
WARNING = Problem("docs/about.md", 0, 0, "a link leads nowhere", "warning")


def test_what_comes_from_a_file_is_text() -> None:
    html = overlay_html([ERROR])
    assert "<script>" not in html
    assert "<b>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<code>curation/topics.yml:12:5</code>" in html


@pytest.mark.parametrize(
    ("column", "excerpt", "shown"),
    [(4, "\tab&c", "<pre> ab&amp;c\n   ^</pre>"), (0, "abc", "<pre>abc</pre>")],
    ids=["a place", "a whole line"],
)
def test_a_caret_stands_under_the_column(column: int, excerpt: str, shown: str) -> None:
    assert shown in overlay_html([Problem("a.yml", 1, column, "wrong", "error", excerpt)])


def test_errors_come_first_and_cover_the_page_and_warnings_do_not() -> None:
    html = overlay_html([WARNING, ERROR])
    assert html.index("topics.yml") < html.index("about.md")
    assert " open><summary>1 error, 1 warning: showing the last version that worked</summary>" in html
    assert '-warnings"><summary>2 warnings</summary>' in overlay_html([WARNING, WARNING])
    assert overlay_html(()) == ""


def test_of_a_great_many_problems_the_terminal_has_the_rest() -> None:
    html = overlay_html([ERROR] * 25)
    assert html.count("<li>") == 20
    assert "and 5 more" in html


def test_the_overlay_stands_at_the_end_of_the_body() -> None:
    page = with_preview(b"<body>\xc3\xa9</body></html>", run="ab", version=3, problems=[ERROR]).decode()
    assert page.startswith("<body>é<link")
    assert page.endswith("</script></body></html>")
    assert 'data-version="3"' in page
    assert "lable" in page
    assert with_preview(b"text", run="ab", version=1, problems=()).startswith(b"text<link")


def test_an_event_is_one_line() -> None:
    line = event_data(["/é/"], 4, [Problem("a.yml", 1, 1, "two\nlines", "error", "x\u2028y")])
    assert "\n" not in line
    assert "\u2028" not in line
    assert json.loads(line)["pages"] == ["/é/"]
