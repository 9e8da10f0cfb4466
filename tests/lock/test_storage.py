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
    topics=(Topic("state-space", "State space models", (TopicKeyword("mamba", 0.25),), None),),
    coordinates=(Coordinates("another", 0.5, -0.25),),
    retired=(Retired("topic", "old", "Old topic", "state-space"),),
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


def test_a_line_that_stands_is_kept_byte_for_byte(tmp_path: Path) -> None:
    folder = tmp_path / "lock"
    write_lock(folder, LOCK)
    path = folder / "keywords.jsonl"
    older = path.read_text(encoding="utf-8").replace('"id": "mamba-in-vision", ', '"id":"mamba-in-vision",')
    path.write_text(older, encoding="utf-8")
    changed = replace(EMPTY, fingerprint="f3")
    write_lock(folder, replace(LOCK, extractions=(changed, MAMBA)))
    assert path.read_text(encoding="utf-8") == older.replace("f2", "f3")


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


@pytest.mark.parametrize(
    ("name", "line", "damage", "where", "words"),
    [
        ("keywords.jsonl", 2, "<<<<<<< HEAD", "lock/keywords.jsonl:2", "take either side"),
        ("topics.json", 1, "<<<<<<< HEAD", "lock/topics.json:1", "take either side"),
        ("keywords.jsonl", 3, '{"id": "x"', "lock/keywords.jsonl:3", "delete the line"),
        ("keywords.jsonl", 3, '{"id": 7, "title": "x"}', "lock/keywords.jsonl:3", "delete the line"),
        ("keywords.jsonl", 1, '{"id": "x"}', "lock/keywords.jsonl:1", "take the file from git"),
        ("vectors.jsonl", 1, '{"id":"a","fingerprint":"f","vector":"§"}', "lock/vectors.jsonl:1", "from git"),
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
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_lock(tmp_path / "lock")
    assert str(caught.value).startswith(where)
    assert words in str(caught.value)


def test_all_damaged_lines_are_named_at_once(tmp_path: Path) -> None:
    write_lock(tmp_path / "lock", LOCK)
    path = tmp_path / "lock" / "keywords.jsonl"
    first, *rest = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([first, *("broken" for _ in rest)]), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_lock(tmp_path / "lock")
    assert [problem.line for problem in caught.value.problems] == [2, 3]


def test_a_second_line_for_a_paper_is_refused(tmp_path: Path) -> None:
    write_lock(tmp_path / "lock", LOCK)
    path = tmp_path / "lock" / "keywords.jsonl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text.splitlines()[-1] + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="a second line for mamba-in-vision"):
        read_lock(tmp_path / "lock")


def test_another_format_is_refused(tmp_path: Path) -> None:
    write_lock(
        tmp_path / "lock", replace(LOCK, header=replace(LOCK.header or Header(1, 1, "", ""), format=9))
    )
    with pytest.raises(InputError, match="format 9"):
        read_lock(tmp_path / "lock")


def test_a_file_of_somebody_elses_in_the_folder_survives(tmp_path: Path) -> None:
    folder = tmp_path / "lock"
    folder.mkdir()
    (folder / ".gitattributes").write_text("* linguist-generated\n")
    write_lock(folder, LOCK)
    assert (folder / ".gitattributes").read_text() == "* linguist-generated\n"
