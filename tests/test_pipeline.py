"""From sources to pages: what is computed once is reused, and nothing changes when nothing did."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from papershelf import pipeline
from papershelf.extract.lock_run import LockWork
from papershelf.lock import Lock, read_lock, write_lock
from papershelf.pipeline import Inputs, Project
from papershelf.text import slug
from tests.projects import abstract, add_paper, make_project
from tests.world import ROOT, HashEncoder


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(make_project(tmp_path / "list"))


def locked(project: Project, work: LockWork | None = None, encoder: HashEncoder | None = None) -> Lock:
    inputs = pipeline.read_inputs(project)
    lock = pipeline.update_lock(inputs, work or LockWork(today="2026-01-01"), encoder or HashEncoder()).lock
    write_lock(project.lock, lock)
    return read_lock(project.lock)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_first_lock_holds_every_paper(project: Project) -> None:
    lock = locked(project)
    assert len(lock.extractions) == 9
    assert all(line.keywords for line in lock.extractions)
    assert len(lock.coordinates) == len(lock.vectors.paper_ids) == 9
    assert pipeline.stale(pipeline.read_inputs(project)).is_current


def test_nothing_new_embeds_nothing_and_changes_no_byte(project: Project) -> None:
    locked(project)
    before, encoder = tree(project.lock), HashEncoder()
    locked(project, LockWork(today="2027-07-07"), encoder)
    assert encoder.texts == []
    assert tree(project.lock) == before


def test_one_new_paper_embeds_one_paper_and_keeps_the_other_lines(project: Project) -> None:
    before = {line.paper_id: line for line in locked(project).extractions}
    add_paper(project.root, "Replay Once More", abstract("continual learning", "Replay Once More"))
    encoder = HashEncoder()
    after = {
        line.paper_id: line for line in locked(project, LockWork(today="2026-02-02"), encoder).extractions
    }
    assert [text for text in encoder.texts if text.count(".") > 1] == [
        f"Replay Once More\n{abstract('continual learning', 'Replay Once More')}"
    ]
    assert {key: line for key, line in after.items() if key != "replay-once-more"} == before
    assert after["replay-once-more"].added == "2026-02-02"


def test_topics_and_map_stay_when_a_paper_comes(project: Project) -> None:
    before = locked(project)
    add_paper(project.root, "Replay Once More", abstract("continual learning", "Replay Once More"))
    after = locked(project)
    assert after.topics == before.topics
    assert set(before.coordinates) < set(after.coordinates)


def test_the_address_of_a_paper_that_left_the_sources_outlives_further_runs(project: Project) -> None:
    locked(project)
    source = project.sources / "a.txt"
    gone, rest = source.read_text().partition("Subscribe")[2].split("\n", 1)
    source.write_text(f"new\n\nSubscribe\n\n{rest.partition(chr(10))[2]}")
    for later in ("Replay Once More", "Replay and No End"):
        locked(project)
        add_paper(project.root, later, abstract("continual learning", later))
        pipeline.write_docs(project, project.library())
        page = (project.docs / "papers" / slug(gone) / "index.md").read_text()
        assert "was removed from the list" in page


def test_a_refresh_extracts_everything_again(project: Project) -> None:
    before, encoder = locked(project), HashEncoder()
    after = locked(project, LockWork(refresh=True, today="2027-07-07"), encoder)
    assert len([text for text in encoder.texts if text.count(".") > 1]) == 9
    assert after.extractions == before.extractions


def test_other_settings_make_everything_stale(project: Project) -> None:
    locked(project)
    path = project.lock / "keywords.jsonl"
    header, *rest = path.read_text().splitlines(keepends=True)
    row = json.loads(header) | {"settings": {"top": 3}}
    path.write_text(json.dumps(row) + "\n" + "".join(rest))
    assert "settings" in str(pipeline.stale(pipeline.read_inputs(project)))


def test_pages_are_the_same_the_second_time(project: Project) -> None:
    locked(project)
    library = pipeline.make_library(pipeline.read_inputs(project))
    first = pipeline.write_docs(project, library)
    before = tree(project.docs)
    second = pipeline.write_docs(project, pipeline.make_library(pipeline.read_inputs(project)))
    assert len([path for path in first.written if path.startswith("papers/")]) == 9
    assert (second.written, second.removed) == ((), ())
    assert tree(project.docs) == before


def test_a_list_without_a_lock_shows_every_paper_as_not_yet_sorted(project: Project) -> None:
    library = pipeline.make_library(pipeline.read_inputs(project))
    assert len(library.papers) == 9
    assert all(paper.topics == () for paper in library.papers.values())
    assert pipeline.write_docs(project, library).written


def test_a_damaged_lock_is_the_problem_and_not_what_follows_from_it(project: Project) -> None:
    locked(project)
    (project.lock / "topics.json").write_text("<<<<<<< HEAD\n")
    problems = pipeline.read_inputs(project).problems
    assert [problem.path for problem in problems] == ["lock/topics.json"]


def test_all_problems_of_all_files_come_at_once(project: Project) -> None:
    locked(project)
    (project.sources / "c.txt").write_bytes(b"\x00\x01\x02")
    (project.root / "curation").mkdir()
    (project.root / "curation" / "papers.yml").write_text("nobody-knows-this: {pin: true}\n")
    (project.root / "curation" / "topics.yml").write_text("labl: [\n")
    paths = {problem.path for problem in pipeline.read_inputs(project).problems}
    assert paths == {"sources/c.txt", "curation/papers.yml", "curation/topics.yml"}


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_small_lists_work(tmp_path: Path, count: int) -> None:
    project = Project(make_project(tmp_path / "list"))
    lines = (project.sources / "a.txt").read_text().splitlines(keepends=True)
    (project.sources / "a.txt").write_text("".join(lines[: 1 + 2 * count]))
    inputs = pipeline.read_inputs(project)
    assert len(inputs.papers) == count
    lock = pipeline.update_lock(inputs, LockWork(today="2026-01-01"), HashEncoder()).lock
    library = pipeline.make_library(Inputs(inputs.papers, lock, inputs.curation, ()))
    pipeline.write_docs(project, library)
    assert len(list((project.docs / "papers").glob("*"))) == count or count == 0


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "papershelf", *arguments]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def test_a_locked_build_fails_where_the_lock_is_stale_and_says_what_to_do(project: Project) -> None:
    result = run("build", "--locked", "--project", str(project.root))
    assert result.returncode == 1
    assert "9 papers new" in result.stderr
    assert "make lock" in result.stderr
    assert not (project.root / "site").exists()


def test_lock_check_tells_current_from_stale_and_changes_nothing(project: Project) -> None:
    stale = run("lock", "--check", "-q", "--project", str(project.root))
    assert (stale.returncode, stale.stdout) == (1, "stale\n")
    assert not project.lock.exists()
    locked(project)
    current = run("lock", "--check", "-q", "--project", str(project.root))
    assert (current.returncode, current.stdout) == (0, "current\n")


def test_a_folder_without_sources_says_so(tmp_path: Path) -> None:
    result = run("build", "--project", str(tmp_path))
    assert result.returncode == 1
    assert "put a listing there" in result.stderr


def test_inputs_are_not_read_half(project: Project) -> None:
    (project.sources / "c.txt").write_bytes(b"\x00\x01\x02")
    result = run("pages", "--project", str(project.root))
    assert result.returncode == 1
    assert "sources/c.txt: not a text file" in result.stderr
    assert not list(project.docs.iterdir())


def test_a_short_list_of_three_subjects_gets_three_topics(project: Project) -> None:
    lock = locked(project)
    library = pipeline.make_library(pipeline.read_inputs(project))
    assert sorted(topic.label for topic in lock.topics) == [
        "Continual learning",
        "Diffusion models",
        "Graph neural networks",
    ]
    assert sorted(len(topic.paper_ids) for topic in library.topics.values()) == [3, 3, 3]
