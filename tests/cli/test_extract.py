"""`papershelf keywords` and `topics` in any folder, with the real model."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from papershelf.cli import main

pytestmark = pytest.mark.model
PAPERS = [
    {
        "id": f"p{number}",
        "title": title,
        "text": f"{title}. We study {phrase} and show that {phrase} works. It is simple.",
    }
    for number, (title, phrase) in enumerate(
        [
            ("Replay for Continual Learning", "continual learning"),
            ("Continual Learning without Forgetting", "continual learning"),
            ("Continual Learning at Scale", "continual learning"),
            ("Image Synthesis with Diffusion Models", "diffusion models"),
            ("Faster Diffusion Models", "diffusion models"),
            ("Diffusion Models for Video", "diffusion models"),
        ]
    )
]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(paper) + "\n" for paper in PAPERS))
    return path


def test_keywords_are_written_a_line_a_paper_and_the_speed_is_told(source: Path) -> None:
    out = source.with_name("out.jsonl")
    result = CliRunner().invoke(main, ["keywords", str(source), "-o", str(out), "--top", "3"])
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert (result.exit_code, result.stdout) == (0, "")
    assert "6 papers in " in result.stderr
    assert [row["id"] for row in rows] == [paper["id"] for paper in PAPERS]
    assert rows[0]["keywords"][0][0] == "continual learning"
    assert all(len(row["keywords"]) <= 3 for row in rows)
    assert all(0 <= score <= 1 for row in rows for _, score in row["keywords"])


def test_topics_are_printed_and_their_labels_written(source: Path) -> None:
    labels = source.with_name("labels.json")
    result = CliRunner().invoke(main, ["topics", str(source), "-q", "--labels", str(labels)])
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    topics = json.loads(labels.read_text())
    assert result.exit_code == 0
    assert [row["id"] for row in rows] == [paper["id"] for paper in PAPERS]
    assert {topic for row in rows for topic in row["topics"]} <= {topic["id"] for topic in topics}
    assert all(set(topic) == {"id", "label", "parent", "keywords", "papers"} for topic in topics)


def test_a_bad_line_leaves_the_old_output_alone(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "a", "text": "x"}\nbroken\n')
    out.write_text("old")
    result = CliRunner().invoke(main, ["keywords", str(source), "-o", str(out)])
    assert (result.exit_code, out.read_text()) == (1, "old")
    assert f"{source.as_posix()}:2:1: this is not JSON" in result.stderr


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["topics", str(tmp_path / "none.jsonl")])
    assert result.exit_code == 1
    assert "none.jsonl: cannot be read: No such file" in result.stderr


def test_an_empty_file_gives_an_empty_result(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("\n")
    for command in ("keywords", "topics"):
        result = CliRunner().invoke(main, [command, "-q", str(tmp_path / "in.jsonl")])
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
