"""`papershelf papers` in any folder, and on the project's own sources."""

import json
from pathlib import Path

import pytest

from tests.world import PAPERS, ROOT, listing, run, save


def test_the_real_sources_hold_651_records_of_627_papers() -> None:
    result = run(ROOT, "papers", "--strict")
    assert result.exit_code == 0
    assert "651 records, 627 distinct papers" in result.stderr
    assert len(result.stdout.splitlines()) == 627


def test_a_listing_anywhere_is_read_as_jsonl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(tmp_path, "listing.txt", listing().replace("Subscribe", "Subscribe\n\nMar 14"))
    monkeypatch.chdir(tmp_path)
    result = run(Path(), "papers", "--jsonl", "-q", "listing.txt")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["title"] for row in rows] == list(PAPERS)
    assert rows[0]["id"] == "replay-for-streams-of-data"
    assert rows[0]["provenance"] == [{"source": "listing.txt", "line": 7, "position": 1, "date": "Mar 14"}]
    assert result.stderr == ""


def test_a_file_that_is_no_listing_is_an_error_after_the_others_results(tmp_path: Path) -> None:
    save(tmp_path, "a.txt", listing())
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\x00\x00")
    result = run(tmp_path, "papers", *map(str, tmp_path.glob("*")))
    assert (result.exit_code, len(result.stdout.splitlines())) == (1, 6)
    assert "b.txt: not a text file" in result.stderr


def test_an_empty_file_is_a_warning_and_an_error_with_strict(tmp_path: Path) -> None:
    save(tmp_path, "a.txt", "")
    arguments = ["papers", str(tmp_path / "a.txt")]
    gentle, strict = run(tmp_path, *arguments), run(tmp_path, *arguments, "--strict")
    assert (gentle.exit_code, strict.exit_code) == (0, 1)
    assert "a.txt: warning: the file is empty" in gentle.stderr
    assert "--strict" in strict.stderr
