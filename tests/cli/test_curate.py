from pathlib import Path

import pytest
from click.testing import CliRunner

from papershelf.cli.main import main
from tests.cli.small_project import make_project

LIST = """\
title: Graphs
papers:
  # the one to begin with
  - paper: deep-graph-networks
"""


@pytest.fixture
def project(tmp_path) -> Path:
    root = make_project(tmp_path)
    (root / "curation" / "lists").mkdir(parents=True)
    (root / "curation" / "lists" / "graphs.yml").write_text(LIST, encoding="utf-8")
    return root


def run(project, *arguments, **options):
    return CliRunner().invoke(main, [*arguments, "--project", str(project)], **options)


@pytest.mark.parametrize(
    ("arguments", "name", "line"),
    [
        (
            ("list", "add", "graphs", "filters on graphs", "--note", "Next."),
            "lists/graphs.yml",
            "    note: Next.",
        ),
        (("paper", "pin", "deep graph"), "papers.yml", "  pin: true"),
        (("paper", "hide", "Forgetting by Replay", "off topic"), "papers.yml", "  hide: off topic"),
        (("paper", "note", "forgetting by repla", "A: b"), "papers.yml", '  note: "A: b"'),
        (("paper", "tag", "deep-graph-networks", "classic", "old"), "papers.yml", "  tags: [classic, old]"),
        (("topic", "rename", "replay", "Replaying"), "topics.yml", "  label: Replaying"),
        (("topic", "merge", "replay", "graph networks"), "topics.yml", "  merge: [replay]"),
        (("topic", "hide", "graph"), "topics.yml", "  hide: true"),
        (("topic", "describe", "replay", "See it again."), "topics.yml", "  description: See it again."),
        (
            ("keyword", "alias", "fine-tuning", "finetuning", "FT"),
            "keywords.yml",
            "  fine-tuning: [finetuning, FT]",
        ),
        (("keyword", "stop", "accuracy"), "keywords.yml", "stop: [accuracy]"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, tuple) else None,
)
def test_commands(project, arguments, name, line):
    result = run(project, *arguments)
    assert result.exit_code == 0, result.output
    assert line in (project / "curation" / name).read_text(encoding="utf-8").splitlines()
    assert f"+{line}\n" in result.stdout
    again = run(project, *arguments)
    if arguments[0] != "list":
        assert (again.exit_code, again.stdout) == (0, "")
        assert "nothing to change" in again.stderr


def test_comments_stay_where_an_entry_is_put_after_another(project):
    run(project, "list", "add", "graphs", "graphs-without-labels")
    run(project, "list", "add", "graphs", "filters-on-graphs", "--after", "deep graph networks", "--start")
    assert (project / "curation" / "lists" / "graphs.yml").read_text(encoding="utf-8") == (
        LIST + "  - paper: filters-on-graphs\n    start: true\n  - paper: graphs-without-labels\n"
    )


def test_an_entry_says_what_was_given(project):
    run(
        project, "list", "add", "graphs", "filters-on-graphs", "--minutes", "20", "--start", "--note", "Next."
    )
    text = (project / "curation" / "lists" / "graphs.yml").read_text(encoding="utf-8")
    assert text == f"{LIST}  - paper: filters-on-graphs\n    note: Next.\n    start: true\n    minutes: 20\n"


def test_a_list_with_parts_that_can_not_be_read_is_refused(project):
    path = project / "curation" / "lists" / "graphs.yml"
    path.write_text(f"{LIST}    nota: x\n", encoding="utf-8")
    result = run(project, "list", "add", "graphs", "filters-on-graphs")
    assert result.exit_code == 1
    assert 'graphs.yml:5:5: unknown key "nota" (did you mean "note"?)' in result.stderr


def test_a_damaged_lock_is_refused(project):
    (project / "lock" / "keywords.jsonl").write_text("{", encoding="utf-8")
    result = run(project, "keyword", "stop", "accuracy")
    assert result.exit_code == 1
    assert "lock/keywords.jsonl:1" in result.stderr


def test_what_check_would_refuse_is_refused(project):
    result = run(project, "list", "add", "graphs", "deep-graph-networks")
    assert result.exit_code == 1
    assert "nothing was changed" in result.stderr
    assert "is on this list already (line 4)" in result.stderr
    assert (project / "curation" / "lists" / "graphs.yml").read_text(encoding="utf-8") == LIST


def test_several_that_fit(project):
    asked = run(project, "paper", "pin", "graphs")
    assert asked.exit_code == 1
    assert "several papers match" in asked.stderr
    assert "1  Filters on Graphs (filters-on-graphs)" in asked.stderr
    taken = run(project, "paper", "pin", "graphs", "--yes")
    assert taken.exit_code == 0
    assert "filters-on-graphs:\n" in (project / "curation" / "papers.yml").read_text(encoding="utf-8")


def test_choosing(project, monkeypatch):
    monkeypatch.setattr("papershelf.cli.editor._is_asked", lambda: True)
    result = run(project, "paper", "pin", "graphs", input="2\n")
    assert result.exit_code == 0, result.output
    assert "graphs-without-labels:\n" in (project / "curation" / "papers.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("paper", "pin", "quantum"), 'no paper matches "quantum"'),
        (("topic", "hide", "quantum"), 'no topic matches "quantum"'),
        (("list", "add", "graph", "deep-graph-networks"), 'unknown list "graph" (did you mean "graphs"?)'),
    ],
)
def test_unknown(project, arguments, said):
    result = run(project, *arguments)
    assert result.exit_code == 1
    assert said in result.stderr
