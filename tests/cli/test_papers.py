"""`papershelf papers` in any folder, and on the project's own sources."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from papershelf.cli import main
from tests.world import ROOT

LISTING = """new

Get trending papers in your email inbox!

Subscribe

byAK and the research community

Mar 14

A Paper on Something

We show that something can be shown in a way nobody has shown before. Our method needs no labels.

Another Paper

We look at another thing, in a way that is worth a paper. It works on all data that we have tried.
"""


def test_the_real_sources_hold_651_records_of_627_papers() -> None:
    result = CliRunner().invoke(main, ["papers", "--strict", "--project", str(ROOT)])
    assert result.exit_code == 0
    assert "651 records, 627 distinct papers" in result.stderr
    assert len(result.stdout.splitlines()) == 627


def test_a_listing_anywhere_is_read_as_jsonl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "listing.txt").write_text(LISTING)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["papers", "--jsonl", "-q", "listing.txt"])
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["a-paper-on-something", "another-paper"]
    assert rows[0]["provenance"] == [{"source": "listing.txt", "line": 11, "position": 1, "date": "Mar 14"}]
    assert result.stderr == ""


def test_a_file_that_is_no_listing_is_an_error_after_the_others_results(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LISTING)
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\x00\x00")
    result = CliRunner().invoke(main, ["papers", "--project", str(tmp_path), *map(str, tmp_path.glob("*"))])
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert "b.txt: not a text file" in result.stderr


def test_an_empty_file_is_a_warning_and_an_error_with_strict(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    arguments = ["papers", "--project", str(tmp_path), str(tmp_path / "a.txt")]
    gentle, strict = CliRunner().invoke(main, arguments), CliRunner().invoke(main, [*arguments, "--strict"])
    assert (gentle.exit_code, strict.exit_code) == (0, 1)
    assert "a.txt: warning: the file is empty" in gentle.stderr
    assert "--strict" in strict.stderr
