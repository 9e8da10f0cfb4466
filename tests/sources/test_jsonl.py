"""JSON Lines in: every bad line is named at once, and what is sensible is read."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.errors import InputError
from papershelf.model import Link, Paper, Provenance
from papershelf.sources.jsonl import dump_papers, parse_papers

GOOD = b'{"id": "a", "title": "A", "abstract": "Text."}'


@pytest.mark.parametrize(
    ("line", "paper"),
    [
        (b'{"id": "b", "text": "Text.", "keyphrases": ["x"]}\n', Paper("b", "", "Text.")),
        (b'\xef\xbb\xbf{"id": 7, "abstract": null}\r', Paper("7", "", "")),
        (b'{"id": "a\\ud800", "abstract": "x\\udfff"}', Paper("a?", "", "x?")),
    ],
    ids=["text for abstract, no title, an empty line", "byte order mark, number, CR", "lone surrogates"],
)
def test_what_is_sensible_is_read(line: bytes, paper: Paper) -> None:
    assert parse_papers(line + b"\n" + GOOD, "in.jsonl") == (paper, Paper("a", "A", "Text."))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"not json", "in.jsonl:2:1: this is not JSON"),
        (b'{"id": "b", "abstract": "x"', "in.jsonl:2:28: this is not JSON"),
        (b"[1, 2]", "in.jsonl:2: this is not a JSON object"),
        (b'{"abstract": "x"}', 'in.jsonl:2: "id" is missing'),
        (b'{"id": "", "abstract": "x"}', 'in.jsonl:2: "id" must be a string that is not empty'),
        (b'{"id": true, "abstract": "x"}', 'in.jsonl:2: "id" must be a string'),
        (b'{"id": "b", "title": "x"}', 'in.jsonl:2: "abstract" is missing'),
        (b'{"id": "b", "abstract": ["x"]}', 'in.jsonl:2: "abstract" must be a string'),
        (b'{"id": "b", "abstract": "\xff"}', "in.jsonl:2:26: this is not UTF-8"),
        (b"[" * 100_000, "in.jsonl:2: this is nested too deeply"),
        (GOOD, 'in.jsonl:2: the id "a" is used on line 1 already'),
    ],
)
def test_a_line_that_is_no_paper_is_named(line: bytes, words: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_papers(GOOD + b"\n" + line + b"\n", "in.jsonl")
    assert str(caught.value).startswith(words)


def test_all_problems_come_at_once() -> None:
    with pytest.raises(InputError) as caught:
        parse_papers(b"x\n" + GOOD + b"\n{}\n", "in.jsonl")
    assert [problem.line for problem in caught.value.problems] == [1, 3]


@given(st.lists(st.text(min_size=1).filter(str.strip), unique=True), st.text())
def test_any_text_is_read_back(ids: list[str], text: str) -> None:
    lines = [json.dumps({"id": key, "title": text, "abstract": text}) for key in ids]
    papers = parse_papers("\n".join(lines).encode(), "in.jsonl")
    assert [paper.id for paper in papers] == ids


def test_papers_are_printed_in_the_paper_shape() -> None:
    paper = Paper("a", "Ä", "x", (Provenance("a.txt", 3, 1, None),), links=(Link("code", "https://e.org"),))
    (line,) = dump_papers([paper])
    assert line == (
        '{"id": "a", "title": "Ä", "abstract": "x", "links": [{"kind": "code", "url": "https://e.org"}], '
        '"provenance": [{"source": "a.txt", "line": 3, "position": 1, "date": null}]}'
    )
