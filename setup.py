"""Puts into the package what stands at the project's root; everything else is in pyproject.toml."""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

CARRIED = {  # into the files that a new list begins with; see papershelf/cli/scaffold
    "mkdocs.yml": "mkdocs.yml",
    "requirements-extraction.txt": "requirements-extraction.txt",
    "docs/.gitignore": "docs-gitignore",
}


class BuildWithTemplates(build_py):
    """Packages are found by pyproject.toml; what stands beside the package is copied into it."""

    def run(self) -> None:
        """Build the packages, then copy (an editable install reads the clone's own)."""
        super().run()
        if self.editable_mode:
            return
        self.copy_tree("templates", str(Path(self.build_lib) / "papershelf" / "_templates"))
        for name, carried in CARRIED.items():
            self.copy_file(name, str(Path(self.build_lib) / "papershelf/cli/scaffold/files" / carried))


setup(cmdclass={"build_py": BuildWithTemplates})
