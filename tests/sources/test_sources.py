"""The five real listings, and what else may lie in sources/."""

import pytest

from papershelf.sources import parse_source, read_sources
from tests.world import ROOT

EXPECTED = {
    "sources/000_6fc681181da1d337.txt": (228, None),
    "sources/001_d3671d1786af84ce.txt": (68, "Mar 14"),
    "sources/002_9151aa9fe2de2ec4.txt": (102, "Mar 13"),
    "sources/003_4485af7dcaa3e2f8.txt": (119, None),
    "sources/004_c3b822e362fa312c.txt": (134, None),
}


@pytest.mark.parametrize(("source", "expected"), EXPECTED.items())
def test_real_listing_gives_all_its_papers_from_the_line_of_their_title(real_sources, source, expected):
    count, date = expected
    records = [record for record in real_sources.records if record.provenance.source == source]
    places = [record.provenance for record in records]
    assert [place.position for place in places] == list(range(1, count + 1))
    assert {place.date for place in places} == {date}
    lines = (ROOT / source).read_text(encoding="utf-8").split("\n")
    titles = [lines[place.line - 1].removeprefix("Subscribe") for place in places]
    assert titles == [record.title for record in records]


def test_real_listings_give_no_warning_in_any_order_of_the_paths(real_sources):
    assert real_sources.problems == ()
    paths = sorted((ROOT / "sources").glob("*.txt"), reverse=True)
    assert read_sources(paths, ROOT) == real_sources


def test_files_that_cannot_be_read_do_not_keep_the_others_from_it(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text("print('no listing')\nimport os\n")
    (tmp_path / "c.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "d.txt").mkdir()
    good = b"Subscribe\n\nA Paper on Shelves\n\nWe study shelves. They hold papers.\n"
    (tmp_path / "f.txt").write_bytes(good)
    reading = read_sources([tmp_path / f"{name}.txt" for name in "fedcba"], tmp_path)
    assert [record.title for record in reading.records] == ["A Paper on Shelves"]
    assert [(problem.path, problem.severity) for problem in reading.problems] == [
        ("a.txt", "warning"),
        ("b.txt", "error"),
        ("c.txt", "error"),
        ("d.txt", "error"),
        ("e.txt", "error"),
    ]


def test_file_outside_the_project_keeps_its_name(tmp_path):
    (tmp_path / "away.txt").write_bytes(b"")
    (problem,) = read_sources([tmp_path / "away.txt"], ROOT).problems
    assert problem.path == (tmp_path / "away.txt").as_posix()


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n \r\n\xc2\xa0\n", "\ufeff\n".encode("utf-16")])
def test_empty_file_is_a_warning(data):
    (problem,) = parse_source(data, "empty.txt").problems
    assert (problem.severity, problem.line) == ("warning", 0)
    assert "empty" in problem.message
