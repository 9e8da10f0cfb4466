"""From sources to pages: what is computed once is reused, and nothing changes when nothing did."""

import json
from pathlib import Path

import pytest

from papershelf import pipeline
from papershelf.extract.lock_run import LockWork
from papershelf.lock import Lock, read_lock, write_lock
from papershelf.pipeline import Inputs, Project
from papershelf.text import slug
from tests.world import PAPERS, TOPICS, HashEncoder, listing, make_project, run, save, tree

ONCE_MORE = {"Replay Once More": "We study replay once more. It goes on and on over the same data."}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(make_project(tmp_path / "list", locked=False))


def locked(project: Project, work: LockWork | None = None, encoder: HashEncoder | None = None) -> Lock:
    inputs = pipeline.read_inputs(project)
    lock = pipeline.update_lock(inputs, work or LockWork(today="2026-01-01"), encoder or HashEncoder()).lock
    write_lock(project.lock, lock)
    return read_lock(project.lock)


def embedded(encoder: HashEncoder) -> list[str]:
    """Return the whole papers that were embedded, as phrases are too."""
    return [text for text in encoder.texts if text.count(".") > 1]


def test_a_first_lock_holds_every_paper_and_a_topic_a_subject(project: Project) -> None:
    lock = locked(project)
    assert [bool(line.keywords) for line in lock.extractions] == [True] * 6
    assert len(lock.coordinates) == len(lock.vectors.paper_ids) == 6
    assert pipeline.stale(pipeline.read_inputs(project)).is_current
    assert {topic.label for topic in lock.topics} == {topic.label for topic in TOPICS}
    assert [len(topic.paper_ids) for topic in project.library().topics.values()] == [3, 3]


def test_nothing_new_embeds_nothing_and_changes_no_byte(project: Project) -> None:
    locked(project)
    before, encoder = tree(project.lock), HashEncoder()
    locked(project, LockWork(today="2027-07-07"), encoder)
    assert encoder.texts == []
    assert tree(project.lock) == before


def test_a_refresh_extracts_everything_again(project: Project) -> None:
    before, encoder = locked(project), HashEncoder()
    after = locked(project, LockWork(refresh=True, today="2027-07-07"), encoder)
    assert len(embedded(encoder)) == 6
    assert after.extractions == before.extractions


def test_one_new_paper_embeds_one_paper_and_all_else_stays(project: Project) -> None:
    before, encoder = locked(project), HashEncoder()
    save(project.root, "sources/b.txt", listing(ONCE_MORE))
    after = locked(project, LockWork(today="2026-02-02"), encoder)
    assert embedded(encoder) == [f"{title}\n{text}" for title, text in ONCE_MORE.items()]
    assert set(before.extractions) < set(after.extractions)
    assert {line.paper_id: line.added for line in after.extractions}["replay-once-more"] == "2026-02-02"
    assert after.topics == before.topics
    assert set(before.coordinates) < set(after.coordinates)


def test_the_address_of_a_paper_that_left_the_sources_outlives_further_runs(project: Project) -> None:
    locked(project)
    gone, *rest = PAPERS
    save(project.root, "sources/listing.txt", listing({title: PAPERS[title] for title in rest}))
    for later in ("Replay Once More", "Replay and No End"):
        locked(project)
        save(project.root, "sources/b.txt", listing({later: ONCE_MORE["Replay Once More"]}))
        pipeline.write_docs(project, project.library())
        page = (project.docs / "papers" / slug(gone) / "index.md").read_text()
        assert "was removed from the list" in page


def test_other_settings_make_everything_stale(project: Project) -> None:
    locked(project)
    header, *rest = (project.lock / "keywords.jsonl").read_text().splitlines(keepends=True)
    row = json.loads(header) | {"settings": {"top": 3}}
    save(project.lock, "keywords.jsonl", json.dumps(row) + "\n" + "".join(rest))
    assert "settings" in str(pipeline.stale(pipeline.read_inputs(project)))


def test_pages_are_the_same_the_second_time(project: Project) -> None:
    locked(project)
    first = pipeline.write_docs(project, project.library())
    before = tree(project.docs)
    second = pipeline.write_docs(project, project.library())
    assert len([path for path in first.written if path.startswith("papers/")]) == 6
    assert (second.written, second.removed) == ((), ())
    assert tree(project.docs) == before


def test_a_list_without_a_lock_shows_every_paper_as_not_yet_sorted(project: Project) -> None:
    library = project.library()
    assert [paper.topics for paper in library.papers.values()] == [()] * 6
    assert pipeline.write_docs(project, library).written


def test_a_damaged_lock_is_the_problem_and_not_what_follows_from_it(project: Project) -> None:
    locked(project)
    save(project.lock, "topics.json", "<<<<<<< HEAD\n")
    problems = pipeline.read_inputs(project).problems
    assert [problem.path for problem in problems] == ["lock/topics.json"]


def test_all_problems_of_all_files_come_at_once_and_nothing_is_written(project: Project) -> None:
    locked(project)
    (project.sources / "c.txt").write_bytes(b"\x00\x01\x02")
    save(project.root, "curation/papers.yml", "nobody-knows-this: {pin: true}\n")
    save(project.root, "curation/topics.yml", "labl: [\n")
    paths = {problem.path for problem in pipeline.read_inputs(project).problems}
    assert paths == {"sources/c.txt", "curation/papers.yml", "curation/topics.yml"}
    before = tree(project.docs)
    result = run(project.root, "pages")
    assert (result.exit_code, "sources/c.txt: not a text file" in result.stderr) == (1, True)
    assert tree(project.docs) == before


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_small_lists_work(project: Project, count: int) -> None:
    save(project.root, "sources/listing.txt", listing(dict(list(PAPERS.items())[:count])))
    inputs = pipeline.read_inputs(project)
    assert len(inputs.papers) == count
    lock = pipeline.update_lock(inputs, LockWork(today="2026-01-01"), HashEncoder()).lock
    library = pipeline.make_library(Inputs(inputs.papers, lock, inputs.curation, ()))
    pipeline.write_docs(project, library)
    assert len(list(project.docs.glob("papers/*"))) == count
