"""Which format reads a file is decided by what it contains; any installed package can add one."""

import tomllib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from papershelf.sources import parse_source, read_sources
from papershelf.sources.cleaning import add_links, clean_records
from papershelf.sources.formats import BUILT_IN, GROUP, load_formats
from papershelf.sources.merging import merge_records
from tests.world import ROOT

PAIR = """\
Shelving Papers by Their Keywords
We propose a method that shelves papers. It reads titles and abstracts. Experiments show that it helps.
"""
# A format of another package: a module that its entry point names.
CARDS = """
from papershelf.model import Link, Provenance, Record
from papershelf.sources.formats import Reading

NAME = "index cards"

def sniff(file):
    return 0.9 if file.data.startswith(b"\\0CARD\\0") else 0.0

def parse(file):
    title, abstract, url = file.data.decode().split("\\0")[2:]
    place = Provenance(file.name, 1, 1, None)
    return Reading((Record(title, abstract, place, links=(Link("paper", url),)),))
"""


@pytest.fixture
def fresh_formats():
    load_formats.cache_clear()
    yield
    load_formats.cache_clear()


def test_a_format_of_an_installed_package_is_found_read_and_merged(fresh_formats, install, tmp_path):
    install(GROUP, CARDS, "throwaway")
    card = "\0CARD\0Shelving papers by their keywords!\0{\\it We} shelve https://a.org/x\0https://b.org/y"
    (tmp_path / "a.txt").write_text(card)
    (tmp_path / "b.txt").write_text(PAIR.replace("helps.", "helps: github.com/a/b."))
    reading = read_sources(tmp_path.glob("*.txt"), tmp_path)
    (paper,) = add_links(merge_records(clean_records(reading.records), {}).papers)
    assert (paper.id, paper.abstract[:10]) == ("shelving-papers-by-their-keywords", "We propose")
    assert [place.source for place in paper.provenance] == ["a.txt", "b.txt"]
    assert [link.url for link in paper.links] == ["https://b.org/y", "https://github.com/a/b"]
    assert "index cards" in parse_source(b"hello\n", "x").problems[0].message


def test_a_clone_that_is_not_installed_has_the_built_in_formats(fresh_formats, monkeypatch):
    monkeypatch.setattr("papershelf.sources.formats.entry_points", lambda group: ())
    assert [each.NAME for each in load_formats()] == ["Hugging Face Papers"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["entry-points"][GROUP] == BUILT_IN


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


@given(st.binary())
@example(b"\xff\xfe\x00")
@example(b"\x00\x00")
@example("\ud800".encode("utf-8", "surrogatepass"))
@example(b"\\" * 9)
def test_no_bytes_make_the_reader_fail(data):
    assert parse_source(data, "x.txt").records == ()
    parse_source(b"Subscribe\n" + data, "x.txt")
    parse_source(PAIR.encode() + data + PAIR.encode(), "x.txt")


GAPS = """\
Subscribe

First Paper on Nets

Abstract one is here. It has two sentences.

Second Paper Without Abstract

Third Paper on Robots

Abstract three. We do things.

This orphan has no title at all. It discusses something else entirely. We show results.

Fourth Paper on Trees

Abstract four.
"""


def test_a_small_listing_with_gaps_says_where_they_are():
    reading = parse_source(GAPS.encode(), "small.txt")
    assert [record.title.split()[0] for record in reading.records] == ["First", "Second", "Third", "Fourth"]
    assert [record.provenance.line for record in reading.records] == [3, 7, 9, 15]
    assert [problem.line for problem in reading.problems] == [7, 13]


LINES = ["A Title of Nets", "We show it. It works.", "and so on", "new", "Subscribe", "Mar 3", ""]


@given(st.lists(st.sampled_from(LINES)))
def test_every_line_is_in_a_paper_or_reported(lines):
    text = "\n".join(["Subscribe", *lines])
    reading = parse_source(text.encode(), "x.txt")
    shown = "\n".join(f"{record.title}\n{record.abstract}" for record in reading.records)
    skipped = [problem.line for problem in reading.problems if "skipped" in problem.message]
    for number, line in enumerate(lines, start=2):
        if line in LINES[:2]:
            assert line in shown or any(start <= number for start in skipped)
