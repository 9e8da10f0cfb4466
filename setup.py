"""Puts templates/ into what is built, as generator/_templates/; everything else is in pyproject.toml."""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithTemplates(build_py):
    """Packages are found by pyproject.toml; the templates stand beside the package, not in it."""

    def run(self) -> None:
        """Build the packages, then copy the templates (an editable install reads those of the clone)."""
        super().run()
        if not self.editable_mode:
            self.copy_tree("templates", str(Path(self.build_lib) / "generator" / "_templates"))


setup(cmdclass={"build_py": BuildWithTemplates})
