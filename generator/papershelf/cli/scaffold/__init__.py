"""The files that a list of one's own begins with."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[4]
# From the root of a clone; see setup.py.
_CONFIG, _EXTRACTION, _GENERATED = "mkdocs.yml", "requirements-extraction.txt", "docs/.gitignore"
# What of this project's mkdocs.yml another list does not have: pages about Papershelf, its address, a folder
# of theme files (they come with the package).
_OURS = re.compile(r"\s*(exclude_docs|/\w+\.md$|/assets/|- how-|repo_(url|name)|edit_uri|custom_dir)")
# Where each goes. Dots are added here: build tools and people overlook files that begin with one.
_FILES = {
    "README.md": "README.md",
    ".gitignore": "gitignore",
    ".github/workflows/site.yml": "site.yml",
    "sources/example.txt": "example.txt",
    "curation/home.yml": "home.yml",
    "curation/keywords.yml": "keywords.yml",
    "curation/papers.yml": "papers.yml",
    "curation/topics.yml": "topics.yml",
    "docs/about.md": "about.md",
}


@dataclass(frozen=True, slots=True)
class Started:
    """What `write_new` did: paths relative to the folder, in order."""

    written: tuple[str, ...]
    kept: tuple[str, ...]


def first_files(name: str, requirement: str, schemas: Mapping[str, str]) -> dict[str, str]:
    """Return the text of each file of a new list, by its path.

    Args:
        name: what the list is called.
        requirement: how pip finds Papershelf.
        schemas: the JSON Schemas of the curation files, by file name.
    """
    texts = {path: _text(resource) for path, resource in _FILES.items()}
    texts["README.md"] = texts["README.md"].replace("@NAME@", " ".join(name.split()))
    return texts | {
        "requirements.txt": f"{requirement}\n",
        _CONFIG: _own_config(_from_root(_CONFIG), name),
        _EXTRACTION: _from_root(_EXTRACTION),
        _GENERATED: _from_root(_GENERATED),
        **{f"curation/schema/{file}": text for file, text in schemas.items()},
    }


def write_new(folder: Path, texts: Mapping[str, str]) -> Started:
    """Write the files that are not there yet; one that is, whatever it is, stays as it is."""
    written = {path: _write_new(folder / path, text) for path, text in sorted(texts.items())}
    return Started(_where(written.items(), new=True), _where(written.items(), new=False))


def requirement(version: str, direct_url: str | None) -> str:
    """Return the line of requirements.txt by which pip finds this Papershelf again.

    Args:
        version: of the installed package.
        direct_url: what pip noted where the package came from a repository, as JSON (PEP 610).
    """
    origin = json.loads(direct_url or "{}")
    commit = origin.get("vcs_info", {}).get("commit_id")
    if commit:
        return f"papershelf @ {origin['vcs_info']['vcs']}+{origin['url']}@{commit}"
    return f"papershelf=={version}"


def _write_new(path: Path, text: str) -> bool:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return False
    return True


def _where(written: Iterable[tuple[str, bool]], *, new: bool) -> tuple[str, ...]:
    return tuple(path for path, is_new in written if is_new == new)


def _text(resource: str) -> str:
    return files("papershelf.cli.scaffold").joinpath("files", resource).read_text(encoding="utf-8")


def _own_config(text: str, name: str) -> str:
    """Return this project's mkdocs.yml as another list's."""
    kept = [line for line in text.splitlines() if not _OURS.match(line)]
    # A JSON string is a YAML string, whatever stands in it.
    own = f"site_name: {json.dumps(name, ensure_ascii=False)}"
    return "\n".join(own if line.startswith("site_name:") else line for line in kept) + "\n"


def _from_root(name: str) -> str:
    clone = _ROOT / name
    inside_a_clone = (_ROOT / "setup.py").is_file() and clone.is_file()
    return clone.read_text(encoding="utf-8") if inside_a_clone else _text(name.replace("/.", "-"))
