"""`papershelf keywords` and `topics` in any folder, with the real model."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from papershelf.cli import main
from papershelf.text import slug
from tests.world import PAPERS, TOPICS

pytestmark = pytest.mark.model
IDS = [slug(title) for title in PAPERS]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    rows = [{"id": slug(title), "title": title, "text": text} for title, text in PAPERS.items()]
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def extract(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_keywords_are_written_a_line_a_paper_and_the_speed_is_told(source: Path) -> None:
    out = source.with_name("out.jsonl")
    result = extract("keywords", source, "-o", out, "--top", "3")
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert (result.exit_code, result.stdout) == (0, "")
    assert "6 papers in " in result.stderr
    assert [row["id"] for row in rows] == IDS
    assert rows[4]["keywords"][0][0] == "graph networks"
    assert all(len(row["keywords"]) <= 3 for row in rows)
    assert all(0 <= score <= 1 for row in rows for _, score in row["keywords"])


def test_topics_are_printed_and_their_labels_written(source: Path) -> None:
    labels = source.with_name("labels.json")
    result = extract("topics", source, "-q", "--labels", labels)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    topics = json.loads(labels.read_text())
    assert result.exit_code == 0
    assert [row["id"] for row in rows] == IDS
    assert {topic for row in rows for topic in row["topics"]} == {topic["id"] for topic in topics}
    assert {topic["label"] for topic in topics} == {topic.label for topic in TOPICS}
    assert all(set(topic) == {"id", "label", "parent", "keywords", "papers"} for topic in topics)


def test_a_bad_line_leaves_the_old_output_alone(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "a", "text": "x"}\nbroken\n')
    out.write_text("old")
    result = extract("keywords", source, "-o", out)
    assert (result.exit_code, out.read_text()) == (1, "old")
    assert f"{source.as_posix()}:2:1: this is not JSON" in result.stderr


@pytest.mark.parametrize("command", ["keywords", "topics"])
def test_a_missing_file_is_named_and_an_empty_one_gives_an_empty_result(tmp_path: Path, command: str) -> None:
    missing = extract(command, tmp_path / "none.jsonl")
    assert missing.exit_code == 1
    assert "none.jsonl: cannot be read: No such file" in missing.stderr
    (tmp_path / "in.jsonl").write_text("\n")
    result = extract(command, "-q", tmp_path / "in.jsonl")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_a_paper_without_a_word_is_a_warning_and_an_error_with_strict(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": "a", "text": ""}\n')
    result = extract("keywords", "--strict", tmp_path / "in.jsonl")
    assert (result.exit_code, json.loads(result.stdout)["keywords"]) == (1, [])
    assert "warning: paper a has neither title nor abstract" in result.stderr
