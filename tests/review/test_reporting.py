import json
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.errors import Problem
from papershelf.review.reporting import MOST_EXCERPT, render_problems, summary

KEY = Problem("curation/topics.yml", 2, 3, 'unknown key "lable"', excerpt="  lable: X")


CASES = {
    "line and caret": (KEY, 'curation/topics.yml:2:3: unknown key "lable"\n      lable: X\n      ^\n'),
    "whole file": (Problem("a.yml", 0, 0, "empty"), "a.yml: empty\n"),
    "no file": (Problem("", 0, 0, "odd"), "odd\n"),
    "warning, whole line": (Problem("a", 3, 0, "odd", "warning", "x"), "a:3: warning: odd\n"),
    "tab": (Problem("a", 1, 3, "odd", excerpt="\ta: b"), "a:1:3: odd\n     a: b\n      ^\n"),
    "wide": (Problem("a", 1, 3, "odd", excerpt="日本: b"), "a:1:3: odd\n    日本: b\n        ^\n"),
    "accent": (Problem("a", 1, 3, "odd", excerpt="e\u0301: b"), "a:1:3: odd\n    e\u0301: b\n     ^\n"),
    "past the end": (Problem("a", 1, 9, "odd", excerpt="ab"), "a:1:9: odd\n    ab\n      ^\n"),
    "escape sequences": (Problem("a\x1b", 0, 0, "\x1b[31m"), "a\ufffd: \ufffd[31m\n"),
    "github": (KEY, '::error file=curation/topics.yml,line=2,col=3::unknown key "lable"\n'),
    "github, no file": (Problem("", 0, 0, "odd", "warning"), "::warning::odd\n"),
    "github, escaped": (Problem("a,b:c%.yml", 1, 0, "50%\r\n::error::forged"),
        "::error file=a%2Cb%3Ac%25.yml,line=1::50%25%0D%0A::error::forged\n"),
}  # fmt: skip


@pytest.mark.parametrize(("problem", "expected"), CASES.values(), ids=CASES)
def test_text_and_annotations(problem, expected):
    assert render_problems([problem], "github" if expected.startswith("::") else "text") == expected


@given(st.integers(1, 500), st.integers(1, 500))
def test_long_lines_are_cut_around_the_caret(length, column):
    line = "".join(chr(ord("a") + index % 26) for index in range(length))
    _, shown, caret = render_problems([Problem("f", 1, column, "m", excerpt=line)]).splitlines()
    assert len(shown) <= 4 + MOST_EXCERPT + 2
    if column <= length:
        assert shown[caret.index("^")] == line[column - 1]


def test_json():
    assert json.loads(render_problems([KEY], "json")) == [asdict(KEY)]
    assert render_problems([], "json") == "[]\n"


def test_order_and_summary():
    problems = [Problem("b", 1, 1, "x"), Problem("a", 2, 1, "y", "warning"), Problem("a", 1, 1, "z")]
    assert render_problems(problems) == "a:1:1: z\na:2:1: warning: y\nb:1:1: x\n"
    assert summary(problems) == "2 errors, 1 warning"
    assert summary([KEY] * 1024) == "1,024 errors"
    assert summary([]) == "no problems"
