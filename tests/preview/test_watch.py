import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from papershelf.files import write_atomic
from papershelf.preview.snapshot import Changes
from papershelf.preview.watch import LONGEST_BURST, Watch

LONG = 10.0  # seconds; only a failing test waits so long


@pytest.fixture(params=["events", "no events"])
def watch(request: pytest.FixtureRequest, project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    if request.param == "no events":
        monkeypatch.setattr("watchdog.observers.api.BaseObserver.schedule", refuse)
    with Watch(project, ("docs", "curation", "mkdocs.yml")) as watch:
        yield watch


def soon(act: Callable[[], object]) -> None:
    threading.Timer(0.1, act).start()


def modified(*paths: str) -> Changes:
    return Changes(modified=frozenset(paths))


@pytest.mark.parametrize("name", ["docs/index.md", "mkdocs.yml"])
@pytest.mark.parametrize("save", [Path.write_text, write_atomic])
def test_a_saved_file_is_seen(watch: Watch, project: Path, save: Callable[..., object], name: str) -> None:
    soon(lambda: save(project / name, "new"))
    assert watch.wait(LONG) == modified(name)
    assert not watch.wait(0.2)


def test_a_folder_that_comes_later_goes_and_comes_again_is_seen(watch: Watch, project: Path) -> None:
    folder, path = project / "curation", frozenset({"curation/topics.yml"})

    def make() -> None:
        folder.mkdir()
        (folder / "topics.yml").write_text("a: 1")

    soon(make)
    assert watch.wait(LONG).added == path
    soon(lambda: shutil.rmtree(folder))
    assert watch.wait(LONG).removed == path
    soon(make)
    assert watch.wait(LONG).added == path
    soon(lambda: (folder / "topics.yml").write_text("a: 22"))
    assert watch.wait(LONG).modified == path


def test_a_burst_of_saves_is_one_change(watch: Watch, project: Path) -> None:
    def storm() -> None:
        for number in range(60):
            (project / f"docs/{number}.md").write_text("x")
            time.sleep(0.005)

    soon(storm)
    assert len(watch.wait(LONG).added) == 60


def test_a_burst_that_never_ends_is_taken_as_it_stands(watch: Watch, project: Path) -> None:
    end = time.monotonic() + LONGEST_BURST + 2

    def storm() -> None:
        while time.monotonic() < end:
            (project / "docs/index.md").write_text(str(time.monotonic_ns()))
            time.sleep(0.01)

    soon(storm)
    assert watch.wait(LONG)
    assert time.monotonic() < end


def test_what_changes_while_one_reacts_is_not_lost(watch: Watch, project: Path) -> None:
    soon(lambda: (project / "docs/index.md").write_text("new"))
    watch.wait(LONG)
    (project / "mkdocs.yml").write_text("site_name: Other")
    (project / "docs/generated.md").write_text("x")
    assert watch.changes_in("docs") == Changes(frozenset({"generated.md"}), frozenset({"index.md"}))
    assert watch.wait(LONG) == modified("mkdocs.yml")
