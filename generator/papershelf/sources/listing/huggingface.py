"""Listings saved from Hugging Face Papers: a little boilerplate, then titles and abstracts in turn.

Two shapes occur: line by line, with "Subscribe" glued to the first title; and with empty lines between, the
day's date above the first title. Both are read by the same rules, and so is whatever lies between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from papershelf.errors import Problem
from papershelf.model import Provenance, Record
from papershelf.sources.formats import Reading, SourceFile
from papershelf.sources.listing.blocks import Block, cut_blocks
from papershelf.sources.listing.lines import Line, is_ended, is_hanging, starts_mid_sentence

NAME = "Hugging Face Papers"

_BOILERPLATE = re.compile(
    r"get trending papers in your email inbox(?: once a day)?[!.]?|subscribe"
    r"|by\s?AK and the research community|(?:daily|trending|weekly|monthly) papers",
    re.IGNORECASE,
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE = re.compile(
    rf"{_MONTH} \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}}\.? {_MONTH}(?:,? \d{{4}})?|\d{{4}}-\d\d-\d\d"
)
_GLUED = re.compile(r"Subscribe(?=[^\s\Wa-z]|[\"“'‘`($\[{])")
_MAIL = re.compile(r"get trending papers", re.IGNORECASE)
# What is enough to tell whether a file without boilerplate holds papers: characters, or lines.
_SNIFFED, _SNIFFED_LINES = 20_000, 200
_SIGN = re.compile(r"[^\w\s.,'-]|_")
_SCHOLARLY = re.compile(
    r"\b(?:we|our|(?:this|the) (?:paper|work|article|study|survey|thesis|abstract)|propos(?:e[sd]?|ing)"
    r"|results|stud(?:y|ies)|experiments?|approach(?:es)?|methods?|novel|models?|learning|algorithms?|abstract|demonstrates?|research)\b",
    re.IGNORECASE,
)
_BLANKS = " \t\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\u200b\u2060\ufeff" + "".join(
    map(chr, range(0x2000, 0x200B))
)


@dataclass(frozen=True, slots=True)
class _Section:
    """The lines below one header, and the date that it gave."""

    date: str | None
    lines: tuple[Line, ...]


def sniff(file: SourceFile) -> float:
    """Return 1 for the page's boilerplate, less for plausible papers without it, 0 for neither."""
    if any(_BOILERPLATE.fullmatch(line.text) for line in islice(_lines(file.text), 12)):
        return 1.0
    blocks = [block for _, block in _blocks(_head(file.text))]
    papers = [block for block in blocks if _is_plausible(block)]
    covered = sum(map(_size, papers)) > 0.5 * sum(map(_size, blocks))
    scholarly = sum(bool(_SCHOLARLY.search(_join(block.abstract))) for block in papers) >= len(papers) / 3
    return 0.5 if covered and scholarly else 0.0


def parse(file: SourceFile) -> Reading:
    """Return the papers of a listing; whatever was unclear or skipped is a warning with its line."""
    records: list[Record] = []
    problems: list[Problem] = []
    for date, block in _blocks(file.text):
        problems += [Problem(file.name, line, 0, message, "warning") for line, message in _warnings(block)]
        if block.title:
            provenance = Provenance(file.name, block.title[0].number, len(records) + 1, date)
            records.append(Record(_join(block.title), _join(block.abstract), provenance))
    if not records:
        problems.append(Problem(file.name, 0, 0, "the listing holds no papers", "warning"))
    return Reading(tuple(records), tuple(problems))


def _head(text: str) -> str:
    """Return whole lines from the beginning of `text`, enough to tell whether they hold papers."""
    lines = text[:_SNIFFED].split("\n", _SNIFFED_LINES)
    return text if len(text) <= _SNIFFED and len(lines) <= _SNIFFED_LINES else "\n".join(lines[:-1])


def _size(block: Block) -> int:
    return sum(len(line.text) for line in block.title + block.abstract)


def _is_plausible(block: Block) -> bool:
    """Whether this may be a title and an abstract: of such lengths, in words rather than in signs."""
    title, abstract = _join(block.title), _join(block.abstract)
    return (
        3 <= len(title) <= 400
        and 30 <= len(abstract) <= 5000
        and (is_ended(abstract) or ". " in abstract)
        and 16 * len(_SIGN.findall(title)) < 3 * len(title)
        and 16 * len(_SIGN.findall(abstract)) < len(abstract)
    )


def _blocks(text: str) -> list[tuple[str | None, Block]]:
    """Return the blocks of a listing, each with the date above it."""
    sections = list(_sections(list(_lines(text))))
    cuts = cut_blocks([section.lines for section in sections])
    return [(section.date, block) for section, cut in zip(sections, cuts, strict=True) for block in cut]


def _lines(text: str) -> Iterator[Line]:
    gap = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        stripped = raw.strip(_BLANKS)
        if stripped:
            yield Line(number, stripped, gap)
        gap = 0 if stripped else gap + 1


def _sections(lines: Sequence[Line]) -> Iterator[_Section]:
    date: str | None = None
    papers: list[Line] = []
    after_mail = False
    for index, line in enumerate(lines):
        found = _DATE.fullmatch(line.text)
        if found or _is_boilerplate(lines, index):
            if papers:
                yield _Section(date, tuple(papers))
                papers = []
            date = line.text if found else date
            after_mail = bool(_MAIL.match(line.text))
            continue
        papers.append(Line(line.number, _without_button(line.text, after_mail), line.gap))
        after_mail = False
    if papers:
        yield _Section(date, tuple(papers))


def _is_boilerplate(lines: Sequence[Line], index: int) -> bool:
    if lines[index].text == "new":  # a tab of the page, if more of the page follows
        return index + 1 < len(lines) and bool(_BOILERPLATE.fullmatch(lines[index + 1].text))
    return bool(_BOILERPLATE.fullmatch(lines[index].text))


def _without_button(text: str, after_mail: bool) -> str:
    if after_mail:
        return text.removeprefix("Subscribe").strip(_BLANKS) or text
    return _GLUED.sub("", text, count=1) if _GLUED.match(text) else text


def _join(part: Sequence[Line]) -> str:
    """Return the lines as the source has them: paragraphs apart by an empty line."""
    if not part:
        return ""
    breaks = ("\n\n" if _is_paragraph_break(*pair) else "\n" for pair in pairwise(part))
    return "".join([part[0].text, *(mark + line.text for mark, line in zip(breaks, part[1:], strict=True))])


def _is_paragraph_break(upper: Line, lower: Line) -> bool:
    if lower.gap == 0:
        return False
    return is_ended(upper.text) or not (starts_mid_sentence(lower.text) or is_hanging(upper.text))


def _warnings(block: Block) -> Iterator[tuple[int, str]]:
    first = (block.title or block.abstract)[0]
    if not block.title:
        yield first.number, f"an abstract without a title; it was skipped: {_short(first)}"
    elif not block.abstract:
        yield first.number, f"a title without an abstract; the paper was kept without one: {_short(first)}"
    for unclear in block.ambiguities:
        if unclear.line.number != first.number or (block.title and block.abstract):
            read_as, line = _read_as(block, unclear.line), unclear.line
            yield line.number, f"read as {read_as}, but it may be {unclear.other}: {_short(line)}"


def _read_as(block: Block, line: Line) -> str:
    if line in block.title:
        return "a title" if line == block.title[0] else "more of the title above"
    return "the beginning of an abstract" if line == block.abstract[0] else "more of the abstract above"


def _short(line: Line) -> str:
    return f'"{line.text}"' if len(line.text) <= 60 else f'"{line.text[:57]}…"'
