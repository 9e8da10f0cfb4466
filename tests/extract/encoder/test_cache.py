"""What was embedded is not embedded again, and no accident on disk gives a wrong vector."""

import os
import signal
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.extract.encoder.cache import CachedEncoder, chunks
from papershelf.extract.encoder.store import Store
from tests.world import ROOT, HashEncoder


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "embeddings"


def encode(folder, texts, **options):
    inner = HashEncoder()
    return CachedEncoder(inner, Store(folder, **options)).encode(texts), inner.texts


def test_a_text_is_embedded_once(folder):
    texts = ["one", "two", "one", ""]
    first, asked = encode(folder, texts)
    assert sorted(asked) == ["", "one", "two"]
    again, asked = encode(folder, [*texts, "three"])
    assert asked == ["three"]
    assert (again[:4] == first).all()
    assert (first == HashEncoder().encode(texts)).all()
    assert encode(folder, [])[0].shape == (0, 384)


def test_an_interruption_keeps_the_chunks_before_it(folder, monkeypatch):
    monkeypatch.setattr("papershelf.extract.encoder.cache.CHUNK_CHARACTERS", 10)

    class Interrupted(HashEncoder):
        def encode(self, texts):
            if "c" * 9 in texts:
                raise KeyboardInterrupt
            return super().encode(texts)

    texts = ["a" * 7, "b" * 8, "c" * 9]
    with pytest.raises(KeyboardInterrupt):
        CachedEncoder(Interrupted(), Store(folder)).encode(texts)
    assert encode(folder, texts)[1] == ["c" * 9]


DAMAGES = {
    "cut": lambda data: data[:-1],
    "empty": lambda data: b"",
    "one bit": lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:],
    "other bytes": lambda data: b"\xff" * len(data),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_chunk_is_set_aside_and_rebuilt(folder, caplog, damage):
    first, _ = encode(folder, ["one", "two"])
    (path,) = folder.glob("*.vectors")
    path.write_bytes(damage(path.read_bytes()))
    again, asked = encode(folder, ["one", "two"])
    assert "damaged, set aside" in caplog.text
    assert (folder / "damaged").exists()
    assert sorted(asked) == ["one", "two"]
    assert (again == first).all()
    caplog.clear()
    assert encode(folder, ["one", "two"])[1] == []
    assert not caplog.text


def test_many_chunks_become_one(folder, monkeypatch):
    monkeypatch.setattr("papershelf.extract.encoder.store.MOST_FILES", 3)
    texts = [str(number) for number in range(6)]
    for number in range(6):
        encode(folder, texts[: number + 1])
    assert len([*folder.glob("*.vectors")]) <= 4
    assert encode(folder, texts)[1] == []


def test_the_oldest_go_when_there_are_too_many(folder):
    record = 16 + 4 * 384
    for number in range(9):
        encode(folder, [str(number)])
        os.utime(max(folder.glob("*.vectors"), key=lambda path: path.stat().st_mtime_ns), (number, number))
    Store(folder, most_bytes=4 * record)
    assert sum(path.stat().st_size for path in folder.glob("*.vectors")) <= 4 * record
    assert encode(folder, ["8", "0"])[1] == ["0"]


def test_a_folder_that_cannot_be_written_is_a_warning(tmp_path, caplog):
    (tmp_path / "file").write_text("in the way")
    rows, _ = encode(tmp_path / "file" / "embeddings", ["one"])
    assert rows.shape == (1, 384)
    assert "nothing is kept there" in caplog.text


WRITER = """
import sys
sys.path.insert(0, {root!r})
from pathlib import Path
from papershelf.extract.encoder.cache import CachedEncoder
from papershelf.extract.encoder.store import Store
from tests.world import HashEncoder
import papershelf.extract.encoder.cache as cache
cache.CHUNK_CHARACTERS = 40
encoder = CachedEncoder(HashEncoder(), Store(Path({folder!r})))
print("ready", flush=True)
encoder.encode([f"text {{number}}" for number in range({first}, {first} + 4000)])
"""


def start(folder, first):
    code = WRITER.format(root=str(ROOT), folder=str(folder), first=first)
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert process.stdout
    assert process.stdout.readline() == b"ready\n"
    return process


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_killed_process_leaves_whole_chunks(folder, stop, caplog):
    process = start(folder, 0)
    while not any(folder.glob("*.vectors")):
        time.sleep(0.01)
    process.send_signal(stop)
    with process:
        process.wait()
    texts = [f"text {number}" for number in range(4000)]
    rows, asked = encode(folder, texts)
    assert len(asked) < 4000
    assert (rows == HashEncoder().encode(texts)).all()
    assert not caplog.text


def test_two_processes_at_once(folder, caplog):
    both = [start(folder, 0), start(folder, 2000)]
    for process in both:
        with process:
            assert process.wait() == 0
    texts = [f"text {number}" for number in range(6000)]
    rows, asked = encode(folder, texts)
    assert asked == []
    assert (rows == HashEncoder().encode(texts)).all()
    assert not caplog.text


@given(st.lists(st.text()), st.integers(1, 20))
def test_chunks_keep_every_text(texts, most):
    found = [*chunks(texts, most)]
    assert [text for chunk in found for text in chunk] == texts
    assert all(len(chunk) == 1 or sum(map(len, chunk)) <= most for chunk in found)
