"""A list of one's own: from an empty folder with six papers to a built site."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from mkdocs.config import load_config

from papershelf import pipeline
from papershelf.cli.scaffold import requirement
from papershelf.text import slug
from tests.world import PAPERS, ROOT, listing, run, save, tree


def init(folder: Path, *options: str) -> str:
    result = run(folder, "init", *options)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.model
def test_a_listing_becomes_a_site(tmp_path: Path) -> None:
    init(tmp_path, "--name", "Six papers")
    example = pipeline.read_inputs(pipeline.Project(tmp_path))
    assert (len(example.papers), example.problems) == (2, ())
    (tmp_path / "sources/example.txt").unlink()
    save(tmp_path, "sources/mine.txt", listing())
    for options in ([], ["--locked", "--strict"]):
        built = run(tmp_path, "build", *options)
        assert built.exit_code == 0, built.stderr
    pages = sorted(path.parent.name for path in tmp_path.glob("site/papers/*/index.html"))
    assert pages == sorted(map(slug, PAPERS))
    index = json.loads((tmp_path / "site/search/search_index.json").read_text())
    assert set(PAPERS) <= {entry["title"] for entry in index["docs"]}
    home = (tmp_path / "site/index.html").read_text()
    assert "Six papers" in home
    assert "papershelf.css" in home
    assert (tmp_path / "site/assets/papershelf.css").is_file()


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
    save(tmp_path, "curation/home.yml", "intro: Mine\n")
    (tmp_path / "README.md").symlink_to(tmp_path / "nowhere")
    output = init(tmp_path)
    assert (tmp_path / "curation/home.yml").read_text() == "intro: Mine\n"
    assert not (tmp_path / "nowhere").exists()
    assert "kept  curation/home.yml, as it was" in output
    before = tree(tmp_path)
    assert "new   " not in init(tmp_path, "--name", "Another")
    assert tree(tmp_path) == before


def test_a_folder_that_cant_be_written_is_said_clearly(tmp_path: Path) -> None:
    save(tmp_path, "curation", "a file")
    result = run(tmp_path, "init")
    assert (result.exit_code, "can't be written" in result.output) == (1, True)


GIT = '{"url": "https://example.org/p.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}}'


@pytest.mark.parametrize(
    ("direct_url", "line"),
    [
        pytest.param(None, "papershelf==1.2", id="index"),
        pytest.param('{"url": "file:///a", "dir_info": {"editable": true}}', "papershelf==1.2", id="folder"),
        pytest.param(GIT, "papershelf @ git+https://example.org/p.git@abc", id="repository"),
    ],
)
def test_requirements_name_where_papershelf_came_from(direct_url: str | None, line: str) -> None:
    assert requirement("1.2", direct_url) == line


def test_the_package_carries_what_a_new_list_needs(tmp_path: Path) -> None:
    """Build the package, and start a list with what was built, away from the clone."""
    package, mine = tmp_path / "package", tmp_path / "mine"
    mine.mkdir()
    build = ("egg_info", "--egg-base", str(tmp_path), "build_py", "--build-lib", str(package))
    subprocess.run([sys.executable, "setup.py", "-q", *build], cwd=ROOT, check=True, capture_output=True)
    environment = {"PYTHONPATH": str(package), "PYTHONWARNINGS": "default"}  # not coverage's: it is a copy

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
