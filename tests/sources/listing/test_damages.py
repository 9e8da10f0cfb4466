"""What editors, mail programs and copying do to a listing: the papers stay the same."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from papershelf.sources import parse_source, read_sources
from papershelf.sources.cleaning import clean_records
from tests.sources.listing.damages import DAMAGES, Item, expected, listing, squeezed, wrapped
from tests.world import ROOT


def items() -> list[Item]:
    records = read_sources((ROOT / "sources").glob("*.txt"), ROOT).records[200:340]
    return [Item((record.title,), ((record.abstract,),)) for record in records]


def read(lines: list[str], newline: str = "\n") -> tuple[list[tuple[str, str]], list[tuple[int, str]]]:
    reading = parse_source(newline.join(lines).encode(), "damaged.txt")
    pairs = [(record.title, record.abstract) for record in reading.records]
    return pairs, [(problem.line, problem.message) for problem in reading.problems]


@pytest.mark.parametrize("spaced", [False, True], ids=["glued", "spaced"])
@pytest.mark.parametrize("name", DAMAGES)
def test_damaged_listing_gives_the_same_papers(name, spaced):
    chance = random.Random(name)
    papers = [DAMAGES[name](item, chance) for item in items()]
    pairs, _ = read(listing(papers, spaced))
    assert squeezed(pairs) == squeezed(expected(papers))


LINE_DAMAGES: dict[str, Callable[[list[str]], list[str]]] = {
    "no header": lambda lines: [lines[2].removeprefix("Subscribe"), *lines[3:]] if lines[1] else lines[10:],
    "more blank lines": lambda lines: [line for one in lines for line in (one, "", "")],
    "no blank lines": lambda lines: [line for line in lines if line],
    "odd blanks": lambda lines: [f"\u00a0{line} \t\u200b" for line in lines],
}


@pytest.mark.parametrize("spaced", [False, True], ids=["glued", "spaced"])
@pytest.mark.parametrize("name", LINE_DAMAGES)
def test_odd_lines_give_the_same_papers(name, spaced):
    papers = items()
    pairs, problems = read(LINE_DAMAGES[name](listing(papers, spaced)))
    assert pairs == expected(papers)
    assert problems == []


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["", "\n\n"], ids=["no newline at the end", "two"])
def test_encodings_and_line_ends_change_nothing(newline, encoding, end):
    papers = items()[:40]
    text = newline.join(listing(papers, spaced=True)) + end
    reading = parse_source(text.encode(encoding), "encoded.txt")
    assert [(record.title, record.abstract) for record in reading.records] == expected(papers)
    assert reading.problems == ()


@pytest.mark.parametrize(("spaced", "wrap"), [(False, None), (True, None), (True, 80)])
def test_missing_abstracts_are_reported_where_they_miss(spaced, wrap):
    chance = random.Random(1)
    papers = [wrapped(wrap, 1.0)(item, chance) if wrap else item for item in items()]
    papers = [
        replace(paper, paragraphs=()) if number % 25 == 10 else paper for number, paper in enumerate(papers)
    ]
    lines = listing(papers, spaced)
    pairs, problems = read(lines)
    assert squeezed(pairs) == squeezed(expected(papers))
    missing = [lines.index(paper.title[0]) + 1 for paper in papers if not paper.paragraphs]
    assert [line for line, message in problems if "without an abstract" in message] == missing


@pytest.mark.parametrize("seed", range(4))
def test_hard_damages_never_shift_in_silence(seed):
    """No empty lines, half of it wrapped, titles and abstracts missing: a few may be lost, not unsaid."""
    chance = random.Random(seed)
    papers = [wrapped(72, 0.5)(paper, chance) for paper in items()]
    for place in range(5, len(papers), 20):
        papers[place] = replace(papers[place], paragraphs=())
        papers[place - 3] = replace(papers[place - 3], title=())
    lines = listing(papers, spaced=False)
    reading = parse_source("\n".join(lines).encode(), "hard.txt")
    right = set(squeezed(expected(papers)))
    pairs = squeezed([(record.title, record.abstract) for record in reading.records])
    starts = [record.provenance.line for record in reading.records] + [len(lines) + 1]
    warned = {problem.line for problem in reading.problems}
    wrong = [place for place, pair in enumerate(pairs) if pair not in right]
    assert len(wrong) <= 0.03 * len(papers)
    for place in wrong:
        assert warned & set(range(starts[place] - 1, starts[place + 1] + 1))


@pytest.mark.parametrize("spaced", [False, True], ids=["glued", "spaced"])
def test_missing_titles_are_reported_where_they_miss(spaced):
    papers = [
        replace(paper, title=()) if number % 25 == 10 else paper for number, paper in enumerate(items())
    ]
    lines = listing(papers, spaced)
    pairs, problems = read(lines)
    assert pairs == expected(papers)
    missing = [lines.index(paper.paragraphs[0][0]) + 1 for paper in papers if not paper.title]
    assert [line for line, message in problems if "without a title" in message] == missing


def test_last_abstract_may_be_cut_off_or_missing():
    papers = items()[:30]
    cut = [*papers[:-1], replace(papers[-1], paragraphs=((papers[-1].paragraphs[0][0][:400],),))]
    assert read(listing(cut, spaced=True))[0] == expected(cut)
    gone = [*papers[:-1], replace(papers[-1], paragraphs=())]
    pairs, problems = read(listing(gone, spaced=False))
    assert pairs == expected(gone)
    assert [line for line, _ in problems] == [len(listing(gone, spaced=False))]


def test_stray_bytes_and_controls_are_read_and_reported():
    first, second = items()[:2]
    text = "\n".join(listing([first, second], spaced=True)).replace(
        first.title[0], "Na\xefve \x00Nets for Ev\x07eryone"
    )
    reading = parse_source(text.encode("cp1252"), "stray.txt")
    assert [record.title for record in reading.records] == ["Naïve Nets for Everyone", second.title[0]]
    assert [problem.line for problem in reading.problems] == [11, 11]
    assert all(problem.severity == "warning" for problem in reading.problems)


def test_header_may_stand_twice():
    papers = items()[:20]
    lines = listing(papers, spaced=True)
    assert read([*lines[:10], *lines]) == (expected(papers), [])


def test_date_changes_where_a_second_listing_was_pasted_in():
    papers = items()[:6]
    lines = listing(papers[:3], spaced=True)
    lines += [line.replace("Mar 14", "March 15, 2025") for line in listing(papers[3:], spaced=True)]
    reading = parse_source("\n".join(lines).encode(), "two.txt")
    places = [record.provenance for record in reading.records]
    assert [place.date for place in places] == ["Mar 14"] * 3 + ["March 15, 2025"] * 3
    assert [place.position for place in places] == [1, 2, 3, 4, 5, 6]


def test_wrapped_abstracts_are_cleaned_to_the_same_text():
    papers = items()[:100]
    damaged = [wrapped(80, 1.0)(paper, random.Random(0)) for paper in papers]
    reading = parse_source("\n".join(listing(damaged, spaced=True)).encode(), "x")
    plain = parse_source("\n".join(listing(papers, spaced=True)).encode(), "x")
    cleaned = [(record.title, record.abstract) for record in clean_records(reading.records)]
    same = [
        pair == (record.title, record.abstract)
        for pair, record in zip(cleaned, clean_records(plain.records), strict=True)
    ]
    assert sum(same) >= 97  # "word--word" may break before the dash, and then reads "word –word"
