"""`papershelf suggest`: listing, declining, and what it says of the project's own papers."""

import json
from pathlib import Path

import pytest

from papershelf.cli.suggest import _KINDS
from papershelf.curation import edited, read_contents
from papershelf.review.suggest import KINDS, suggest
from tests.world import make_project, run, save


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path)


def suggestions(project: Path) -> list[dict[str, str]]:
    rows = json.loads(run(project, "suggest", "--json").stdout)
    assert isinstance(rows, list)
    return rows


def test_it_lists_with_evidence_and_lines(project: Path) -> None:
    result = run(project, "suggest")
    assert result.exit_code == 0, result.stderr
    assert "“finetuning” is a form of “fine-tuning”" in result.stdout
    assert "        aliases:\n          fine-tuning: [finetuning]\n" in result.stdout
    assert "1 suggestion: 1 pair of keywords that may be one" in result.stderr
    assert "lock" not in result.stderr
    assert not (project / "curation").exists()
    (project / "lock/vectors.jsonl").unlink()
    assert "the lock does not match the sources: 6 papers" in run(project, "suggest").stderr


def test_kinds_and_limit_choose(project: Path) -> None:
    assert _KINDS == KINDS
    assert run(project, "suggest", "--kind", "merge").stdout == ""
    assert "nothing to suggest" in run(project, "suggest", "--kind", "merge").stderr
    assert run(project, "suggest", "--kind", "nonsense").exit_code == 2


def test_what_is_declined_is_remembered_in_words(project: Path) -> None:
    (one,) = suggestions(project)
    declined = run(project, "suggest", "--decline", one["id"])
    assert declined.exit_code == 0
    assert "declined: “finetuning” is a form of “fine-tuning”" in declined.stderr
    text = (project / "curation/declined.yml").read_text()
    assert text.splitlines()[1] == f"{one['id']}: “finetuning” is a form of “fine-tuning”"
    assert suggestions(project) == []
    assert "was declined before" in run(project, "suggest", "--decline", one["id"]).stderr
    assert (project / "curation/declined.yml").read_text() == text


def test_what_is_applied_is_decided_and_not_made_again(project: Path) -> None:
    (one,) = suggestions(project)
    result = run(project, "suggest", "--apply", one["id"])
    assert result.exit_code == 0, result.stderr
    assert "applied: “finetuning” is a form of “fine-tuning”" in result.stderr
    assert "+  fine-tuning:" in result.stdout
    assert "finetuning" in (project / "curation/keywords.yml").read_text()
    assert suggestions(project) == []
    assert run(project, "suggest", "--apply", one["id"]).exit_code == 1


def test_an_edit_that_check_would_refuse_changes_nothing(project: Path) -> None:
    (one,) = suggestions(project)
    save(project, "curation/keywords.yml", "stop: [finetuning\n")
    assert run(project, "suggest", "--apply", one["id"]).exit_code == 1
    assert (project / "curation/keywords.yml").read_text() == "stop: [finetuning\n"


def test_an_unknown_id_names_the_nearest_and_changes_nothing(project: Path) -> None:
    (one,) = suggestions(project)
    result = run(project, "suggest", "--decline", one["id"][:-1] + "x")
    assert result.exit_code == 1
    assert f"did you mean {one['id']}?" in result.stderr
    assert not (project / "curation").exists()


def test_an_empty_folder_and_a_damaged_declined_file_are_named(tmp_path: Path) -> None:
    empty = run(tmp_path, "suggest")
    assert (empty.exit_code, "no papers in" in empty.stderr) == (1, True)
    save(make_project(tmp_path), "curation/declined.yml", "alias-1: x\n- y\n")
    damaged = run(tmp_path, "suggest")
    assert (damaged.exit_code, "curation/declined.yml:2:1: " in damaged.stderr) == (1, True)


def test_every_suggestion_for_the_real_papers_can_be_applied(real) -> None:
    contents = dict(read_contents(real.project.curation))
    found = suggest(real.library, real.inputs.lock.vectors, real.inputs.curation)
    assert found
    assert all(edited(contents, [one.edit], real.inputs.papers, real.inputs.lock) for one in found)
