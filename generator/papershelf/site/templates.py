"""Where templates are found: the project's own first, then those that come with Papershelf."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def packaged_templates() -> Path:
    """Return the folder of the templates that come with Papershelf.

    An installed package carries them inside (setup.py puts them there); a clone, or what is installed from it
    with `pip install -e`, has them at its root.
    """
    inside = _PACKAGE / "_templates"
    return inside if inside.is_dir() else _PACKAGE.parents[1] / "templates"


def template_folders(project: Path) -> tuple[Path, ...]:
    """Return the folders to look for a template in, first match wins: a list overrides as few as it likes."""
    own, packaged = project.resolve() / "templates", packaged_templates()
    return (own, packaged) if own.is_dir() and own != packaged else (packaged,)
