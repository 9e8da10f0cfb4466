import re
from html import unescape
from urllib.parse import unquote

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from papershelf.markdown import destination, markdown, visible, yaml_html, yaml_string
from tests.site.html import Reader, html

CASES = (
    "a *b* **c** _d_ __e__ snake_case_name",
    "<script>alert(1)</script> a < b > c <!-- x --> <b",
    "a | b | c",
    "`code` ``more`` \\` \\\\ \\",
    "$x$ costs $5",
    "[link](http://x.y) [ref][1] ![image](x.png) [TOC] [[wiki]]",
    "# heading #",
    "- item",
    "+ item",
    "1. item",
    "2) item",
    "::: note",
    "---",
    "===",
    "***",
    "&amp; &lt; &#42; & &copy;",
    "!!! note",
    "??? note",
    "{{ jinja }} {% block %} {# comment #}",
    "~~gone~~ H~2~O ~~~",
    "^^up^^ x^2^",
    "==mark==",
    ":smile: a:b c::d",
    "https://example.org/a_b_c <https://example.org> me@example.org",
    "*[HTML]: HyperText",
    "[^1]: footnote [^1]",
    "[x]: http://example.org",
    "x]: http://example.org",
    "text {: .x onclick=alert(1) } {.y} { #z }",
    "[TOC]",
    "```python",
    "    indented",
    "> quote",
    ": definition",
    "Term\n: definition",
    "/// admonition",
    "\x02klzzwxh:0001\x03 \x02amp\x03",
    "a\u2028b\u00a0c\u200bd",
    "\ud800 lone",
    "😀 naïve “quotes” — \u202eright-to-left",
    "%%{init}%%",
    "C# and F#",
    "R^2 = n^{1+o(1)}",
    "-1 is less; 3.5 more",
    "...",
    "a  b   ",
)
any_text = st.one_of(
    st.text(), st.text(alphabet="ab12 *_`<>[](){}#+-.!|~^=:$&;\\\"'/?%@\n\t"), st.sampled_from(CASES)
)


def shown(fragment: str) -> str:
    return " ".join(Reader(fragment).text.split())


FRAMES = {
    "paragraph": "{}",
    "heading": "# {}",
    "item": "- {}",
    "heading with attributes": "# {} {{ data-search-exclude }}",
    "inside": "some {} here",
    "link": "[{}](../x/index.md)",
    "second line": "x\n{}\ny",
}


@pytest.mark.parametrize("text", CASES)
@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_every_case_shows_as_text(text: str, frame: str) -> None:
    around = re.sub(r"\]\(.*|\{\{.*|^[#\[-]+ ?", "", frame).replace("\n", " ").replace("[", "")
    assert shown(html(frame.format(markdown(text)))) == " ".join(around.format(visible(text)).split())


@given(any_text)
@example("=\n=")
@example("a\\")
def test_a_paragraph_and_a_heading_show_what_went_in(text: str) -> None:
    read = Reader(html(markdown(text)))
    assert " ".join(read.text.split()) == visible(text) == visible(visible(text))
    assert set(read.tags) <= {"p"}
    read = Reader(html(f"# x {markdown(text)}"))
    assert " ".join(read.text.split()) == f"x {visible(text)}".strip()
    assert read.tags == ["h1"]


@given(any_text, any_text)
def test_a_link_shows_what_went_in(title: str, more: str) -> None:
    read = Reader(html(f"- [x{markdown(title)}](../a/index.md) {markdown(more)}"))
    assert " ".join(read.text.split()) == " ".join(f"x{visible(title)} {visible(more)}".split())
    assert read.attributes == [("href", "../a/index.md")]


@given(any_text)
def test_front_matter_reads_back_as_it_was(text: str) -> None:
    front = f"---\ntitle: {yaml_string(text)}\nlabel: {yaml_html(text)}\n---\n"
    assert front.count("\n") == 4
    values = yaml.safe_load(front.split("---\n")[1])
    assert values["title"] == visible(text)
    assert unescape(values["label"]) == visible(text)
    assert not set(values["label"]) & set('<>"')


@pytest.mark.parametrize(
    "url",
    [
        *("https://x.org/a_b_c", "https://x.org/?a=1&copy=2#z", "http://localhost:8000/"),
        *("https://x.org/(a)*b*[c]`d`", "https://x.org/ü%20\"'<>"),
    ],
)
def test_an_address_arrives_whole(url: str) -> None:
    read = Reader(html(f"[*x*]({destination(url)})"))
    assert [name for name, _ in read.attributes] == ["href"]
    assert unquote(read.attributes[0][1]) == unquote(url)


@pytest.mark.parametrize("url", ["ftp://x.org", "javascript:alert(1)", "//x.org", "https://", "http://[", ""])
def test_another_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="not an http"):
        destination(url)
