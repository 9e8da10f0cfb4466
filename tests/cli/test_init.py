"""A list of one's own: from an empty folder with three papers to a built site."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from mkdocs.config import load_config

from papershelf import pipeline
from papershelf.cli.main import main
from papershelf.cli.scaffold import requirement
from papershelf.extract.lock_run import LockWork
from papershelf.lock import write_lock
from papershelf.text import slug
from tests.projects import abstract
from tests.world import ROOT, HashEncoder

TITLES = ("Replay for Lasting Memory", "Learning Task after Task", "Streams of Tasks without Forgetting")
THREE = "\n\n".join(f"{title}\n\n{abstract('continual learning', title)}" for title in TITLES) + "\n"


def init(folder: Path, *options: str) -> str:
    result = CliRunner().invoke(main, ["init", "--project", str(folder), *options])
    assert result.exit_code == 0, result.output
    return result.output


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "papershelf", *arguments, "--project", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


def with_three_papers(folder: Path) -> pipeline.Project:
    init(folder, "--name", "Three papers")
    (folder / "sources/example.txt").unlink()
    (folder / "sources/mine.txt").write_text(THREE, encoding="utf-8")
    return pipeline.Project(folder)


def assert_is_whole(folder: Path) -> None:
    pages = sorted(path.parent.name for path in folder.glob("site/papers/*/index.html"))
    assert pages == sorted(slug(title) for title in TITLES)
    index = json.loads((folder / "site/search/search_index.json").read_text())
    assert set(TITLES) <= {entry["title"] for entry in index["docs"]}
    home = (folder / "site/index.html").read_text()
    assert "Three papers" in home
    assert "papershelf.css" in home
    assert (folder / "site/assets/papershelf.css").is_file()


def test_three_papers_become_a_site(tmp_path: Path) -> None:
    """With an encoder that needs no model."""
    project = with_three_papers(tmp_path)
    inputs = pipeline.read_inputs(project)
    assert inputs.problems == ()
    work = LockWork(today="2026-01-02")
    write_lock(project.lock, pipeline.update_lock(inputs, work, HashEncoder()).lock)
    built = run(tmp_path, "build", "--locked", "--strict")
    assert built.returncode == 0, built.stderr
    assert_is_whole(tmp_path)


@pytest.mark.model
def test_three_papers_become_a_site_with_the_real_model(tmp_path: Path) -> None:
    with_three_papers(tmp_path)
    built = run(tmp_path, "build")
    assert built.returncode == 0, built.stderr
    assert_is_whole(tmp_path)
    assert run(tmp_path, "build", "--locked", "--strict").returncode == 0


def test_the_example_is_a_listing_without_doubts(tmp_path: Path) -> None:
    init(tmp_path)
    inputs = pipeline.read_inputs(pipeline.Project(tmp_path))
    assert len(inputs.papers) == 2
    assert inputs.problems == ()


def test_all_files_begin_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = init(tmp_path, "--name", 'A: "list" {x} # of é')
    monkeypatch.delenv("SITE_URL", raising=False)
    config = load_config(str(tmp_path / "mkdocs.yml"), strict=True)
    assert config.site_name == 'A: "list" {x} # of é'
    assert config.site_url == "http://127.0.0.1:8000/"
    assert "new   curation/home.yml" in output
    for path in tmp_path.rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert text.endswith("\n")
            assert "@NAME@" not in text
    for path in (tmp_path / "curation").glob("*.yml"):
        assert isinstance(yaml.safe_load(path.read_text()), dict | None)
    for name in ("home", "keywords", "papers", "topics"):
        schema = (tmp_path / f"curation/{name}.yml").read_text().splitlines()[0].split("=")[1]
        assert (tmp_path / "curation" / schema).is_file()


def test_what_is_there_is_never_changed(tmp_path: Path) -> None:
    (tmp_path / "curation").mkdir()
    (tmp_path / "curation/home.yml").write_text("intro: Mine\n")
    (tmp_path / "README.md").symlink_to(tmp_path / "nowhere")
    output = init(tmp_path)
    assert (tmp_path / "curation/home.yml").read_text() == "intro: Mine\n"
    assert not (tmp_path / "nowhere").exists()
    assert "kept  curation/home.yml, as it was" in output
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert "new   " not in init(tmp_path, "--name", "Another")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_folder_that_cant_be_written_is_said_clearly(tmp_path: Path) -> None:
    (tmp_path / "curation").write_text("a file")
    result = CliRunner().invoke(main, ["init", "--project", str(tmp_path)])
    assert result.exit_code == 1
    assert "can't be written" in result.output


@pytest.mark.parametrize(
    ("direct_url", "line"),
    [
        (None, "papershelf==1.2"),
        ('{"url": "file:///somewhere", "dir_info": {"editable": true}}', "papershelf==1.2"),
        (
            '{"url": "https://example.org/p.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}}',
            "papershelf @ git+https://example.org/p.git@abc",
        ),
    ],
    ids=["index", "folder", "repository"],
)
def test_requirements_name_where_papershelf_came_from(direct_url: str | None, line: str) -> None:
    assert requirement("1.2", direct_url) == line


def test_the_package_carries_what_a_new_list_needs(tmp_path: Path) -> None:
    """Build the package, and start a list with what was built, away from the clone."""
    package, mine = tmp_path / "package", tmp_path / "mine"
    mine.mkdir()
    build = ("egg_info", "--egg-base", str(tmp_path), "build_py", "--build-lib", str(package))
    subprocess.run([sys.executable, "setup.py", "-q", *build], cwd=ROOT, check=True, capture_output=True)
    environment = {**os.environ, "PYTHONPATH": str(package), "PYTHONWARNINGS": "default"}

    def papershelf(*arguments: str) -> None:
        command = [sys.executable, "-m", "papershelf", *arguments]
        done = subprocess.run(command, cwd=mine, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    papershelf("init")
    papershelf("pages")
    assert len(list(mine.glob("docs/papers/*/index.md"))) == 2
    for name in ("mkdocs.yml", "requirements-extraction.txt", "curation/schema/list.json"):
        assert (mine / name).is_file()
    for name in ("preview/preview.js", "preview/preview.css", "_templates/theme/main.html"):
        assert (package / "papershelf" / name).is_file()
