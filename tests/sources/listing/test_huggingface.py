"""What editors, mail programs and copying do to a listing: the papers stay the same."""

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from papershelf.sources import parse_source, read_sources
from papershelf.sources.cleaning import clean_records
from tests.sources.listing.damages import DAMAGES, Item, expected, listing, some, squeezed, wrapped
from tests.world import ROOT

Pairs = list[tuple[str, str]]
SHAPES = pytest.mark.parametrize("spaced", [False, True], ids=["glued", "spaced"])


@cache
def real() -> tuple[Item, ...]:
    records = read_sources((ROOT / "sources").glob("*.txt"), ROOT).records[200:340]
    return tuple(Item((record.title,), ((record.abstract,),)) for record in records)


def items() -> list[Item]:
    return [*real()]


def damaged(name: str) -> list[Item]:
    chance = random.Random(name)
    return [DAMAGES[name](item, chance) for item in items()]


def read(lines: list[str]) -> tuple[Pairs, list[tuple[int, str]]]:
    reading = parse_source("\n".join(lines).encode(), "damaged.txt")
    pairs = [(record.title, record.abstract) for record in reading.records]
    return pairs, [(problem.line, problem.message) for problem in reading.problems]


@SHAPES
@pytest.mark.parametrize("name", DAMAGES)
def test_damaged_listing_gives_the_same_papers(name, spaced):
    papers = damaged(name)
    pairs, _ = read(listing(papers, spaced))
    assert squeezed(pairs) == squeezed(expected(papers))


LINE_DAMAGES: dict[str, Callable[[list[str]], list[str]]] = {
    "no header": lambda lines: [lines[2].removeprefix("Subscribe"), *lines[3:]] if lines[1] else lines[10:],
    "header twice": lambda lines: lines[: 2 if lines[1] else 10] + lines,
    "more blank lines": lambda lines: [line for one in lines for line in (one, "", "")],
    "no blank lines": lambda lines: [line for line in lines if line],
    "odd blanks": lambda lines: [f"\u00a0{line} \t\u200b" for line in lines],
}


@SHAPES
@pytest.mark.parametrize("name", LINE_DAMAGES)
def test_odd_lines_give_the_same_papers(name, spaced):
    papers = items()
    assert read(LINE_DAMAGES[name](listing(papers, spaced))) == (expected(papers), [])


@pytest.mark.parametrize(
    ("encoding", "newline", "end"),
    [("utf-8", "\r\n", ""), ("utf-8-sig", "\n", "\n\n"), ("utf-16", "\r", "\r"), ("utf-16", "\r\n", "")],
)
def test_encodings_and_line_ends_change_nothing(encoding, newline, end):
    papers = items()[:40]
    reading = parse_source((newline.join(listing(papers, spaced=True)) + end).encode(encoding), "encoded.txt")
    assert [(record.title, record.abstract) for record in reading.records] == expected(papers)
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("missing", "name", "spaced"),
    [
        ("an abstract", "none", False),
        ("an abstract", "none", True),
        ("an abstract", "wrapped at 80", True),
        ("a title", "none", False),
        ("a title", "none", True),
    ],
)
def test_missing_parts_are_reported_where_they_miss(missing, name, spaced):
    part = {"title": ()} if missing == "a title" else {"paragraphs": ()}
    papers = [replace(paper, **part) if at % 25 == 10 else paper for at, paper in enumerate(damaged(name))]
    lines = listing(papers, spaced)
    pairs, problems = read(lines)
    assert squeezed(pairs) == squeezed(expected(papers))
    left = [(*paper.title, *sum(paper.paragraphs, ()))[0] for paper in papers[10::25]]
    assert [lines[at - 1] for at, message in problems if f"without {missing}" in message] == left


@pytest.mark.parametrize("seed", range(4))
def test_hard_damages_never_shift_in_silence(seed):
    """No empty lines, half of it wrapped, titles and abstracts missing: a few may be lost, not unsaid."""
    chance = random.Random(seed)
    papers = [some(0.5, wrapped(72))(paper, chance) for paper in items()]
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


def test_last_abstract_may_be_cut_off_or_missing():
    *papers, last = items()[:30]
    cut = [*papers, replace(last, paragraphs=((last.paragraphs[0][0][:400],),))]
    assert read(listing(cut, spaced=True))[0] == expected(cut)
    gone = [*papers, replace(last, paragraphs=())]
    pairs, problems = read(listing(gone, spaced=False))
    assert pairs == expected(gone)
    assert [line for line, _ in problems] == [len(listing(gone, spaced=False))]


@pytest.mark.parametrize(
    ("encoding", "title", "warnings"),
    [
        ("cp1252", "Na\xefve \x00Nets for Ev\x07eryone", ["bytes that are not UTF-8", "control characters"]),
        ("utf-16", "Naïve \ud800Nets for \udc00Everyone", ["bytes that are not UTF-16"]),
    ],
)
def test_stray_bytes_and_controls_are_read_and_reported(encoding, title, warnings):
    first, second = items()[:2]
    text = "\n".join(listing([first, second], spaced=True)).replace(first.title[0], title)
    data = text.encode(encoding, "surrogatepass" if encoding == "utf-16" else "strict")
    reading = parse_source(data, "stray.txt")
    assert [record.title for record in reading.records] == ["Naïve Nets for Everyone", second.title[0]]
    for problem, message in zip(reading.problems, warnings, strict=True):
        assert (problem.line, problem.severity) == (11, "warning")
        assert problem.message.startswith(message)


def test_date_changes_where_a_second_listing_was_pasted_in():
    papers = items()[:6]
    lines = listing(papers[:3], spaced=True)
    lines += [line.replace("Mar 14", "March 15, 2025") for line in listing(papers[3:], spaced=True)]
    reading = parse_source("\n".join(lines).encode(), "two.txt")
    places = [record.provenance for record in reading.records]
    assert [place.date for place in places] == ["Mar 14"] * 3 + ["March 15, 2025"] * 3
    assert [place.position for place in places] == [1, 2, 3, 4, 5, 6]


def test_wrapped_abstracts_are_cleaned_to_the_same_text():
    plain, broken = (
        clean_records(parse_source("\n".join(listing(papers[:100], spaced=True)).encode(), "x").records)
        for papers in (items(), damaged("wrapped at 80"))
    )
    same = [one.abstract == other.abstract for one, other in zip(plain, broken, strict=True)]
    assert sum(same) >= 97  # "word--word" may break before the dash, and then reads "word –word"
