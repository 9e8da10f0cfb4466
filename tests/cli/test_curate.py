from pathlib import Path

import pytest

from tests.world import make_project, run, save, tree

LIST = """\
title: Graphs
papers:
  # the one to begin with
  - paper: deep-graph-networks
"""


@pytest.fixture
def project(tmp_path) -> Path:
    save(tmp_path, "curation/lists/graphs.yml", LIST)
    return make_project(tmp_path)


def curation(project, name):
    return (project / "curation" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "name", "line"),
    [
        ("list add graphs|filters on graphs|--note|Next.", "lists/graphs.yml", "    note: Next."),
        ("paper pin|deep graph", "papers.yml", "  pin: true"),
        ("paper hide|Forgetting by Replay|off topic", "papers.yml", "  hide: off topic"),
        ("paper note|forgetting by repla|A: b", "papers.yml", '  note: "A: b"'),
        ("paper tag|deep-graph-networks|classic|old", "papers.yml", "  tags: [classic, old]"),
        ("topic rename|replay|Replaying", "topics.yml", "  label: Replaying"),
        ("topic merge|replay|graph networks", "topics.yml", "  merge: [replay]"),
        ("topic hide|graph", "topics.yml", "  hide: true"),
        ("topic describe|replay|See it again.", "topics.yml", "  description: See it again."),
        ("keyword alias|fine-tuning|finetuning|FT", "keywords.yml", "  fine-tuning: [finetuning, FT]"),
        ("keyword stop|accuracy", "keywords.yml", "stop: [accuracy]"),
    ],
)
def test_commands(project, arguments, name, line):
    group, *rest = arguments.split("|")
    result = run(project, *group.split(), *rest)
    assert result.exit_code == 0, result.output
    assert line in curation(project, name).splitlines()
    assert f"+{line}\n" in result.stdout
    again = run(project, *group.split(), *rest)
    if not group.startswith("list"):
        assert (again.exit_code, again.stdout) == (0, "")
        assert "nothing to change" in again.stderr


def test_an_entry_says_what_was_given_where_it_was_meant_and_comments_stay(project):
    run(
        project,
        "list",
        "add",
        "graphs",
        "graphs-without-labels",
        *"--minutes 20 --start --note Next.".split(),
    )
    run(project, "list", "add", "graphs", "filters-on-graphs", "--after", "deep graph networks", "--start")
    last = "  - paper: graphs-without-labels\n    note: Next.\n    start: true\n    minutes: 20\n"
    assert (
        curation(project, "lists/graphs.yml")
        == f"{LIST}  - paper: filters-on-graphs\n    start: true\n{last}"
    )


@pytest.mark.parametrize(
    ("arguments", "said", "damaged"),
    [
        ("paper pin quantum", 'no paper matches "quantum"', {}),
        ("topic hide quantum", 'no topic matches "quantum"', {}),
        ("list add graph deep-graph-networks", 'unknown list "graph" (did you mean "graphs"?)', {}),
        ("list add graphs deep-graph-networks", "is on this list already (line 4)", {}),
        ("list add graphs deep-graph-networks", "nothing was changed", {}),
        (
            "list add graphs filters-on-graphs",
            'graphs.yml:5:5: unknown key "nota" (did you mean "note"?)',
            {"curation/lists/graphs.yml": f"{LIST}    nota: x\n"},
        ),
        ("keyword stop accuracy", "lock/keywords.jsonl:1", {"lock/keywords.jsonl": "{"}),
    ],
)
def test_what_is_refused_changes_nothing(project, arguments, said, damaged):
    for name, text in damaged.items():
        save(project, name, text)
    before = tree(project)
    result = run(project, *arguments.split())
    assert result.exit_code == 1
    assert said in result.stderr
    assert tree(project) == before


def test_of_several_that_fit_one_is_chosen(project, monkeypatch):
    asked = run(project, "paper", "pin", "graphs")
    assert asked.exit_code == 1
    assert "several papers match" in asked.stderr
    assert "1  Filters on Graphs (filters-on-graphs)" in asked.stderr
    assert run(project, "paper", "pin", "graphs", "--yes").exit_code == 0
    assert "filters-on-graphs:\n" in curation(project, "papers.yml")
    monkeypatch.setattr("papershelf.cli.editor._is_asked", lambda: True)
    result = run(project, "paper", "pin", "graphs", input="2\n")
    assert result.exit_code == 0, result.output
    assert "graphs-without-labels:\n" in curation(project, "papers.yml")
