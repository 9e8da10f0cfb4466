"""`papershelf suggest`: listing, declining, and what it says of the project's own papers."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from papershelf import pipeline
from papershelf.cli import main
from papershelf.cli.suggest import _KINDS
from papershelf.curation import edited, read_contents
from papershelf.review.suggest import KINDS, suggest
from tests.cli.small_project import make_project
from tests.world import ROOT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path)


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["suggest", "--project", str(project), *arguments])


def suggestions(project: Path) -> list[dict[str, str]]:
    rows = json.loads(run(project, "--json").stdout)
    assert isinstance(rows, list)
    return rows


def test_kinds_of_the_command_are_those_there_are() -> None:
    assert _KINDS == KINDS


def test_it_lists_with_evidence_and_lines(project: Path) -> None:
    result = run(project)
    assert result.exit_code == 0, result.stderr
    assert "“finetuning” is a form of “fine-tuning”" in result.stdout
    assert "        aliases:\n          fine-tuning: [finetuning]\n" in result.stdout
    assert "1 suggestion: 1 pair of keywords that may be one" in result.stderr
    assert not (project / "curation").exists()


def test_kind_and_limit_choose(project: Path) -> None:
    assert run(project, "--kind", "merge").stdout == ""
    assert "nothing to suggest" in run(project, "--kind", "merge").stderr
    assert run(project, "--kind", "nonsense").exit_code == 2


def test_what_is_declined_is_remembered_in_words(project: Path) -> None:
    (one,) = suggestions(project)
    declined = run(project, "--decline", one["id"])
    assert declined.exit_code == 0
    assert "declined: “finetuning” is a form of “fine-tuning”" in declined.stderr
    text = (project / "curation" / "declined.yml").read_text()
    assert text.splitlines()[1] == f"{one['id']}: “finetuning” is a form of “fine-tuning”"
    assert suggestions(project) == []
    assert "was declined before" in run(project, "--decline", one["id"]).stderr
    assert (project / "curation" / "declined.yml").read_text() == text


def test_what_is_applied_is_decided_and_not_made_again(project: Path) -> None:
    (one,) = suggestions(project)
    result = run(project, "--apply", one["id"])
    assert result.exit_code == 0, result.stderr
    assert "applied: “finetuning” is a form of “fine-tuning”" in result.stderr
    assert "+  fine-tuning:" in result.stdout
    assert "finetuning" in (project / "curation" / "keywords.yml").read_text()
    assert suggestions(project) == []
    assert run(project, "--apply", one["id"]).exit_code == 1


def test_an_edit_that_check_would_refuse_changes_nothing(project: Path) -> None:
    (one,) = suggestions(project)
    (project / "curation").mkdir()
    (project / "curation" / "keywords.yml").write_text("stop: [finetuning\n")
    result = run(project, "--apply", one["id"])
    assert result.exit_code == 1
    assert (project / "curation" / "keywords.yml").read_text() == "stop: [finetuning\n"


def test_an_unknown_id_names_the_nearest_and_changes_nothing(project: Path) -> None:
    (one,) = suggestions(project)
    result = run(project, "--decline", one["id"][:-1] + "x")
    assert result.exit_code == 1
    assert f"did you mean {one['id']}?" in result.stderr
    assert not (project / "curation").exists()


def test_an_empty_folder_is_no_project(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.exit_code == 1
    assert "no papers in" in result.stderr


def test_a_stale_lock_is_said(project: Path) -> None:
    assert "lock" not in run(project).stderr
    (project / "lock" / "vectors.jsonl").unlink()
    assert "the lock does not match the sources: 6 papers" in run(project).stderr


def test_a_damaged_declined_file_is_named_with_its_line(project: Path) -> None:
    (project / "curation").mkdir()
    (project / "curation" / "declined.yml").write_text("alias-1: x\n- y\n")
    result = run(project)
    assert result.exit_code == 1
    assert "curation/declined.yml:2:1: " in result.stderr


def test_every_suggestion_for_the_real_papers_can_be_applied() -> None:
    project = pipeline.Project(ROOT)
    inputs = pipeline.read_inputs(project)
    contents = dict(read_contents(project.curation))
    found = suggest(pipeline.make_library(inputs), inputs.lock.vectors, inputs.curation)
    assert found
    assert all(edited(contents, [one.edit], inputs.papers, inputs.lock) for one in found)
