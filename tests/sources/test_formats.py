"""Which format reads a file is decided by what it contains; adding one is adding one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf import sources
from papershelf.model import Provenance, Record
from papershelf.sources import Reading, parse_source

PAIR = """\
Shelving Papers by Their Keywords
We propose a method that shelves papers. It reads titles and abstracts. Experiments show that it helps.
"""


class Cards:
    """A format of index cards, as another module would be one."""

    NAME = "index cards"

    @staticmethod
    def sniff(text: str) -> float:
        return 0.9 if text.startswith("CARD ") else 0.0

    @staticmethod
    def parse(text: str, source: str) -> Reading:
        return Reading((Record(text[5:].strip(), "", Provenance(source, 1, 1, None)),))


def test_content_decides_the_format(monkeypatch):
    monkeypatch.setattr(sources, "FORMATS", (*sources.FORMATS, Cards()))
    assert parse_source(b"CARD Index Cards\n", "a.txt").records[0].title == "Index Cards"
    assert parse_source(PAIR.encode(), "CARD.txt").records[0].title == "Shelving Papers by Their Keywords"


NO_LISTINGS = {
    "code": "import os\n\n\ndef main():\n    print(os.getcwd())\n\n\nmain()\n",
    "markup": "<html>\n<h1>Papers</h1>\n<p>Get trending papers in your email inbox!</p>\n</html>\n",
    "data": '{"id": "a", "title": "A paper", "abstract": "We study it."}\n' * 3,
    "table": "id,title,year\n1,A paper,2024\n2,Another paper,2025\n",
    "shopping": "milk\neggs\nbread\nbutter\n",
    "one word": "hello\n",
    "prose": "It was the best of times, it was the worst of times.\n\n" * 30,
    "licence": """\
MIT License

Copyright (c) 2026 Somebody

Permission is hereby granted, free of charge, to any person obtaining a copy of this software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND.
""",
    "digits": "\n".join(map(str, range(1000))),
    "short lines": "a\n" * 50_000,
}


@pytest.mark.parametrize("name", NO_LISTINGS)
def test_what_is_no_listing_is_refused(name):
    reading = parse_source(NO_LISTINGS[name].encode(), "odd.txt")
    assert reading.records == ()
    assert [(problem.severity, problem.line) for problem in reading.problems] == [("error", 0)]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_few_papers_without_any_header_are_a_listing(count):
    pairs = [PAIR.replace("Keywords", f"Keywords, Part {number}") for number in range(count)]
    reading = parse_source("".join(pairs).encode(), "few.txt")
    assert len(reading.records) == count
    assert reading.problems == ()


def test_header_without_papers_is_a_warning():
    (problem,) = parse_source(b"new\n\nSubscribe\n\nMar 14\n", "x.txt").problems
    assert (problem.severity, problem.message) == ("warning", "the listing holds no papers")


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00", b"\x00\x00", "\ud800".encode("utf-8", "surrogatepass"), b"\\" * 9]
)
def test_nothing_makes_the_reader_fail(data):
    assert parse_source(data, "x.txt").records == ()
    parse_source(PAIR.encode() + data + PAIR.encode(), "x.txt")


def test_a_small_listing_with_gaps_says_where_they_are():
    text = """new

Subscribe

Apr 2

First Paper on Nets

Abstract one is here. It has two sentences.

Second Paper Without Abstract

Third Paper on Robots

Abstract three. We do things.

This orphan has no title at all. It discusses something else entirely. We show results.

Fourth Paper on Trees

Abstract four.
"""
    reading = parse_source(text.encode(), "small.txt")
    assert [record.title.split()[0] for record in reading.records] == ["First", "Second", "Third", "Fourth"]
    assert [record.provenance.line for record in reading.records] == [7, 11, 13, 19]
    assert [problem.line for problem in reading.problems] == [11, 17]


@given(
    st.lists(
        st.sampled_from(
            ["A Title of Nets", "We show it. It works.", "and so on", "new", "Subscribe", "Mar 3", ""]
        )
    )
)
def test_every_line_is_in_a_paper_or_reported(lines):
    text = "\n".join(["Subscribe", *lines])
    reading = parse_source(text.encode(), "x.txt")
    shown = "\n".join(f"{record.title}\n{record.abstract}" for record in reading.records)
    skipped = [problem.line for problem in reading.problems if "skipped" in problem.message]
    for number, line in enumerate(lines, start=2):
        if line in ("A Title of Nets", "We show it. It works."):
            assert line in shown or any(start <= number for start in skipped)


@given(st.binary())
def test_no_bytes_make_the_reader_fail(data):
    parse_source(b"Subscribe\n" + data, "x.txt")
