"""The lock keeps what it holds, to the byte, and says what is wrong with it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from papershelf.errors import InputError
from papershelf.lock import FORMAT, Header, Lock, read_lock, write_lock
from papershelf.model import (
    Coordinates,
    Extraction,
    Keyword,
    Place,
    Retired,
    Topic,
    TopicKeyword,
    Vectors,
)

MAMBA = Extraction(
    "mamba-in-vision",
    "Mamba in Vision “quoted”",
    "f1",
    "2026-11-21",
    (
        Keyword("state-space-model", "state space models", 0.8123, ("SSMs",), (Place("abstract", 4, 8),)),
        Keyword("mamba", "Mamba", 0.5, ("Mamba",), (Place("title", 0, 5),), is_name=True),
    ),
)
EMPTY = Extraction("another", "Another", "f2", "2026-11-20")
LOCK = Lock(
    header=Header(FORMAT, 1, "all-MiniLM-L6-v2", "53aa", {"top": 15}),
    extractions=(EMPTY, MAMBA),
    vectors=Vectors(("another", "mamba-in-vision"), np.arange(-6, 6, dtype=np.int8).reshape(2, 6)),
    topics=(
        Topic("state-space", "State “space” models", (TopicKeyword("mamba", 0.25),), "vision"),
        Topic("vision", "Vision", (), None),
    ),
    coordinates=(Coordinates("another", 0.5, -0.25), Coordinates("mamba-in-vision", 0.0, 1.0)),
    retired=(Retired("topic", "old", "Old “topic”", "state-space"),),
)


def test_a_lock_reads_back_as_it_was_written(tmp_path: Path) -> None:
    write_lock(tmp_path / "lock", LOCK)
    back = read_lock(tmp_path / "lock")
    assert (back.header, back.extractions, back.topics) == (LOCK.header, LOCK.extractions, LOCK.topics)
    assert (back.coordinates, back.retired) == (LOCK.coordinates, LOCK.retired)
    assert back.vectors.paper_ids == LOCK.vectors.paper_ids
    np.testing.assert_array_equal(back.vectors.values, LOCK.vectors.values)


def test_writing_the_same_again_touches_nothing(tmp_path: Path) -> None:
    assert write_lock(tmp_path / "lock", LOCK)
    before = (tmp_path / "lock").stat().st_ino
    assert not write_lock(tmp_path / "lock", read_lock(tmp_path / "lock"))
    assert (tmp_path / "lock").stat().st_ino == before


@pytest.mark.parametrize("changed", [0, 1])
def test_a_line_that_stands_is_kept_byte_for_byte(tmp_path: Path, changed: int) -> None:
    folder = tmp_path / "lock"
    write_lock(folder, LOCK)
    path = folder / "keywords.jsonl"
    header, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    old, stands = lines[changed], lines[1 - changed].replace('"title": ', '"title":')
    lines[1 - changed] = stands
    path.write_text("".join([header, *lines]), encoding="utf-8")
    extractions = [
        replace(line, fingerprint="f3") if line == LOCK.extractions[changed] else line
        for line in LOCK.extractions
    ]
    write_lock(folder, replace(LOCK, extractions=tuple(extractions)))
    lines[changed] = old.replace('"f1"', '"f3"').replace('"f2"', '"f3"')
    assert path.read_text(encoding="utf-8") == "".join([header, *lines])


def test_files_are_written_for_diffs_that_people_read(tmp_path: Path) -> None:
    write_lock(tmp_path / "lock", LOCK)
    files = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "lock").iterdir()}
    assert '"title": "Mamba in Vision “quoted”"' in files["keywords.jsonl"]
    assert files["map.jsonl"].splitlines()[0] == '{"id": "another", "x": 0.5, "y": -0.25}'
    assert ' {\n  "id": "state-space",\n  "label": "State “space” models",\n' in files["topics.json"]
    assert '\n  "title": "Old “topic”",\n' in files["retired.json"]


@pytest.mark.parametrize(("name", "header"), [("keywords.jsonl", 1), ("vectors.jsonl", 0), ("map.jsonl", 0)])
def test_the_order_of_lines_does_not_matter(tmp_path: Path, name: str, header: int) -> None:
    write_lock(tmp_path / "lock", LOCK)
    path = tmp_path / "lock" / name
    before = path.read_bytes()
    lines = before.splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:header], *reversed(lines[header:])]))
    assert write_lock(tmp_path / "lock", read_lock(tmp_path / "lock"))
    assert path.read_bytes() == before


def test_a_missing_folder_is_an_empty_lock(tmp_path: Path) -> None:
    lock = read_lock(tmp_path / "lock")
    assert (lock.header, lock.extractions, lock.vectors.values.shape) == (None, (), (0, 384))


def test_a_vector_of_another_text_does_not_count(tmp_path: Path) -> None:
    write_lock(tmp_path / "lock", LOCK)
    path = tmp_path / "lock" / "vectors.jsonl"
    path.write_text(path.read_text().replace('"fingerprint": "f1"', '"fingerprint": "other"'))
    lock = read_lock(tmp_path / "lock")
    assert lock.vectors.paper_ids == ("another",)
    assert lock.current_fingerprints == {"another": "f2", "mamba-in-vision": ""}


LINE = '{"id": "%s", "title": "%s", "fingerprint": "", "added": "", "keywords": []}'
HEADER_OF_9 = '{"format": 9, "extraction": 1, "model": "", "weights": "", "settings": {}}'


@pytest.mark.parametrize(
    ("name", "line", "damage", "where", "words"),
    [
        ("keywords.jsonl", 2, "<<<<<<< HEAD", "lock/keywords.jsonl:2", "take either side"),
        ("topics.json", 1, "<<<<<<< HEAD", "lock/topics.json:1", "take either side"),
        ("keywords.jsonl", 3, '{"id": "x"', "lock/keywords.jsonl:3", "delete the line"),
        ("keywords.jsonl", 3, "null", "lock/keywords.jsonl:3", "delete the line"),
        ("keywords.jsonl", 3, '{"id": 7, "title": "x"}', "lock/keywords.jsonl:3", "delete the line"),
        ("keywords.jsonl", 3, LINE % ("x", "no UTF-8: \udcff"), "lock/keywords.jsonl:3", "delete the line"),
        ("keywords.jsonl", 4, LINE % ("another", ""), "lock/keywords.jsonl:4", "second line for another"),
        ("keywords.jsonl", 1, '{"id": "x"}', "lock/keywords.jsonl:1", "take the file from git"),
        ("keywords.jsonl", 1, HEADER_OF_9, "lock/keywords.jsonl:1", "format 9"),
        (
            "vectors.jsonl",
            1,
            '{"id":"a","fingerprint":"f","vector":"A*AAA"}',
            "lock/vectors.jsonl:1",
            "from git",
        ),
        (
            "vectors.jsonl",
            3,
            '{"id":"a","fingerprint":"f","vector":"AAAA"}',
            "lock/vectors.jsonl:3",
            "from git",
        ),
        ("map.jsonl", 1, '{"id": "x", "x": "left", "y": 0}', "lock/map.jsonl:1", "from git"),
        ("topics.json", 1, "{}}", "lock/topics.json", "from git"),
        ("retired.json", 1, "7", "lock/retired.json", "from git"),
    ],
)
def test_damage_is_named_with_its_line(
    tmp_path: Path, name: str, line: int, damage: str, where: str, words: str
) -> None:
    write_lock(tmp_path / "lock", LOCK)
    path = tmp_path / "lock" / name
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[line - 1] = damage
    path.write_text("\n".join(lines), encoding="utf-8", errors="surrogateescape")
    with pytest.raises(InputError) as caught:
        read_lock(tmp_path / "lock")
    [problem] = caught.value.problems
    assert (problem.where, words in problem.message) == (where, True)


@pytest.mark.parametrize("damage", ["broken", '{"id": 7}'])
def test_all_damaged_lines_are_named_at_once(tmp_path: Path, damage: str) -> None:
    write_lock(tmp_path / "lock", LOCK)
    path = tmp_path / "lock" / "keywords.jsonl"
    first, *rest = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([first, *(damage for _ in rest)]), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_lock(tmp_path / "lock")
    assert [problem.line for problem in caught.value.problems] == [2, 3]


def test_what_somebody_else_put_into_the_folder_survives(tmp_path: Path) -> None:
    folder = tmp_path / "lock"
    (folder / "notes").mkdir(parents=True)
    (folder / ".gitattributes").write_text("* linguist-generated\n")
    (folder / "notes" / "why.md").write_text("Because.\n")
    write_lock(folder, LOCK)
    assert (folder / ".gitattributes").read_text() == "* linguist-generated\n"
    assert (folder / "notes" / "why.md").read_text() == "Because.\n"
