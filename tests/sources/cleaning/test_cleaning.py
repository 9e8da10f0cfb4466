"""What TeX left behind becomes what a reader expects, and nothing else changes."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.model import Link, Paper
from papershelf.sources.cleaning import KNOWN_COMMANDS, add_links, clean_records, clean_text

CLEANED = [
    ("``not-so-surprising'' finding", "“not-so-surprising” finding"),
    ('the ``texture sticking" issue', "the “texture sticking” issue"),
    ("the ''un-learning\" of skills", "the “un-learning” of skills"),
    ("``a \"quoted\" word'' here", '“a "quoted" word” here'),
    ('a "straight" quote', 'a "straight" quote'),
    ("implement `SpikeGPT', a model", "implement ‘SpikeGPT’, a model"),
    ("the models' layers and f''(x)", "the models' layers and f''(x)"),
    ("`code` stays", "`code` stays"),
    (r"na\"{\i}ve", "naïve"),
    (r"na{\"i}ve Poincar\'e Fr\'{e}chet T\"ulu", "naïve Poincaré Fréchet Tülu"),
    (r"Erd\H{o}s, Fran\c{c}ois, Ho\v{r}ava, \L{}ukasz, Gau\ss", "Erdős, François, Hořava, Łukasz, Gauß"),
    (r"{\it vs.} a {\em deep \textbf{net}}", "vs. a deep net"),
    (r"\emph{scan and snap} and \texttt{x_{i}}", "scan and snap and x_{i}"),
    (r"\url{https://github.com/CONE-MT/Lego-MT.}", "https://github.com/CONE-MT/Lego-MT."),
    (r"\href{https://a.org/x}{our page}", "our page (https://a.org/x)"),
    (r"we propose {\mname}, \ours that, \mname{}", "we propose mname, ours that, mname"),
    (r"(NeRV, \etc) and \ie. so", "(NeRV, etc.) and i.e. so"),
    (r"40.6\% of R\&D, x\_y, \#1, \$5, \{a\}", "40.6% of R&D, x_y, #1, $5, {a}"),
    ("5% of all % are bare", "5% of all % are bare"),
    ("learning~(SSRL), Figure~3, work~nichani2023", "learning (SSRL), Figure 3, work nichani2023"),
    ("10X~20X, 5%~10%, ~25%, contains ~1.2M (~3)", "10X~20X, 5%~10%, ~25%, contains ~1.2M (~3)"),
    ("x~N(0, 1)", "x~N(0, 1)"),
    ("vision -- not 10B--40B --- or a---b", "vision – not 10B–40B — or a—b"),
    ("a --> b, <!-- c -->, ----", "a --> b, <!-- c -->, ----"),
    ("n^{1+o(1)}, W_{ij}, R^2, {bf 1}_n, {0,1}^n", "n^{1+o(1)}, W_{ij}, R^2, {bf 1}_n, {0,1}^n"),
    ("an FID of {3.56} and {BERT}", "an FID of 3.56 and BERT"),
    (r"$R^2$, $O(n)$, $k$-means, $\alpha \leq 3$, $95\%$", "R^2, O(n), k-means, α ≤ 3, 95%"),
    ("costs $5 and $10, or US$5, A$6", "costs $5 and $10, or US$5, A$6"),
    ("at https: //github.com/a/b", "at https://github.com/a/b"),
    ("available athttps://github.com/a/b.", "available at https://github.com/a/b."),
    ("https://a.org/~me/x--y_z", "https://a.org/~me/x--y_z"),
    ("two\nlines  of\ttext", "two lines of text"),
    ("a paragraph\n \nanother\n\n\n\nthird", "a paragraph\n\nanother\n\nthird"),
    ("self-\nsupervised, pre- and\npost-training", "self-supervised, pre- and post-training"),
    ("pre-\nand post-training", "pre- and post-training"),
    ("meth-\nods are methods", "methods are methods"),
    ("no\xa0break, zero\u200bwidth, so\xadft, \u202eright\u202c", "no break, zerowidth, soft, right"),
    ("nul\x00, bell\x07, \ud800 half, \ufffe none", "nul, bell, half, none"),
    ("e\u0301", "é"),
    ("a trailing backslash \\", "a trailing backslash"),
    (r"an open \emph{brace and {\it another", "an open brace and another"),
]


@pytest.mark.parametrize(("raw", "clean"), CLEANED, ids=[raw[:30] for raw, _ in CLEANED])
def test_clean_text(raw, clean):
    assert clean_text(raw) == clean
    assert clean_text(clean) == clean


tex = st.lists(
    st.sampled_from([
        "\\", "{", "}", "~", "--", "-", "``", "''", "`", "'", "\"", "$", "%", "^", "_", " ", "\n",
        "\n\n", "\\emph", "\\it", "\\'", "\\c", "\\i", "e", "ab", "7", "(", ")", ".", ",",
        "https://", "a.org/x", "github.com/a/b", "www.", "\u201c", "\u201d", "\u200b", "\u0000",
        "\ud800", "\u0301", "\\frac", "\\cite", "\\begin", "\\etc", "\\ours", "-\n", ": //",
        "http:", "N(", "\u00a0",
    ])
).map("".join)  # fmt: skip


@given(st.one_of(st.text(), tex))
def test_cleaned_text_is_harmless_and_cleaning_twice_is_cleaning_once(text):
    once = clean_text(text)
    assert clean_text(once) == once
    kinds = {unicodedata.category(char) for char in once.replace("\n", "")}
    assert not kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"}


def letters(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text) if char.isalnum())


def without_known_commands(text: str) -> str:
    names = "|".join(sorted(KNOWN_COMMANDS, key=len, reverse=True))
    return re.sub(rf"\\(?:{names})(?![A-Za-z])", "", text)


def test_no_letter_or_digit_of_the_real_texts_is_lost(real_sources):
    records = real_sources.records
    for raw, clean in zip(records, clean_records(records), strict=True):
        assert letters(clean.title) == letters(without_known_commands(raw.title))
        assert letters(clean.abstract) == letters(without_known_commands(raw.abstract))
        assert clean_text(clean.abstract) == clean.abstract
        assert "\\" not in clean.abstract
        assert "``" not in clean.abstract


LINKS = [
    ("Code is at https://github.com/a/b.", [("code", "https://github.com/a/b")]),
    ("(https://github.com/divelab/AIRS).", [("code", "https://github.com/divelab/AIRS")]),
    ("see https://en.wikipedia.org/wiki/A_(b).", [("other", "https://en.wikipedia.org/wiki/A_(b)")]),
    ("at github.com/a/b, www.x.org", [("code", "https://github.com/a/b"), ("other", "https://www.x.org")]),
    ("https://a.github.io/x/ and https://gitlab.com/a", [("project", "https://a.github.io/x/"), ("code", "https://gitlab.com/a")]),
    ("Project page: http://jtdong.com/tela_layer/", [("project", "http://jtdong.com/tela_layer/")]),
    ("https://huggingface.co/a/b and hf.co/datasets/c", [("code", "https://huggingface.co/a/b"), ("other", "https://hf.co/datasets/c")]),
    ("https://a.org/x,https://b.org/y;", [("other", "https://a.org/x"), ("other", "https://b.org/y")]),
    ("https://a.org/x again https://a.org/x", [("other", "https://a.org/x")]),
    ("javascript:alert(1) ftp://a.org/x mailto:a@b.com data:text/html,x", []),
    ("https:// http://[ http://https://x https://nohost e.g./i.e. and/or TCP/IP ASP.NET/C", []),
    ("https://github.com@evil.org/x", [("other", "https://github.com@evil.org/x")]),
    ("https://evil.org/github.com", [("other", "https://evil.org/github.com")]),
    ("mail a@github.com/x", []),
    ("“https://a.org/x” <https://a.org/y>", [("other", "https://a.org/x"), ("other", "https://a.org/y")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LINKS, ids=[text[:30] for text, _ in LINKS])
def test_links_of_an_abstract(text, expected):
    (paper,) = add_links([Paper("a", "A", text)])
    assert [(link.kind, link.url) for link in paper.links] == expected


def test_links_of_the_source_come_first_and_each_address_once():
    kept = (Link("paper", "https://a.org/x"), Link("other", "http://b.org"))
    dropped = ("javascript:alert(1)", "ftp://a.org", "https://", "https://[", "https://a.org/ x", "a.org/x")
    own = (*kept, *(Link("other", url) for url in dropped), Link("code", "http://b.org"))
    (paper,) = add_links([Paper("a", "A", "See github.com/a/b, https://a.org/x", links=own)])
    assert paper.links == (*kept, Link("code", "https://github.com/a/b"))
