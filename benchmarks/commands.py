"""How long the commands take that need no model.

    python -m benchmarks.commands [--project DIR] [--python PYTHON]

Works on a copy of the project.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measuring import COLUMNS, Cost, run_command
from benchmarks.tables import Benchmark, Options, Row, run

PARTS = ("sources", "curation", "lock", "templates", "docs", "mkdocs.yml")
ROUNDS = 3


def times(options: Options) -> Iterator[Row]:
    """Run each command a few times; the fastest counts."""
    yield "command", *COLUMNS
    with copied(options.project) as project:
        yield "`papershelf --help`", *_fastest(options.python, "--help").cells()
        yield "`papershelf check`", *_fastest(options.python, "check", project).cells()
        yield (
            "`papershelf pages`, all of them",
            *_fastest(options.python, "pages", project, clean=True).cells(),
        )
        yield "`papershelf pages`, nothing new", *_fastest(options.python, "pages", project).cells()
        yield "`papershelf suggest`", *_fastest(options.python, "suggest", project).cells()
        yield "`papershelf build --locked`", *_papershelf(options.python, "build", project).cells()


@contextmanager
def copied(source: Path) -> Iterator[Path]:
    """Yield a copy of a project in a temporary folder."""
    with tempfile.TemporaryDirectory() as name:
        for part in PARTS:
            if (source / part).is_dir():
                shutil.copytree(source / part, Path(name) / part)
            elif (source / part).is_file():
                shutil.copy(source / part, name)
        yield Path(name)


def _fastest(python: str, command: str, project: Path | None = None, *, clean: bool = False) -> Cost:
    def once() -> Cost:
        if clean:
            _papershelf(python, "pages", project, "--clean")
        return _papershelf(python, command, project)

    return min(once() for _ in range(ROUNDS))


def _papershelf(python: str, command: str, project: Path | None, *options: str) -> Cost:
    locked = ("--locked",) if command == "build" else ()
    place = ("-q", "--project", str(project)) if project else ()
    return run_command([python, "-m", "papershelf", command, *locked, *options, *place])


BENCHMARKS = (
    Benchmark(
        "Commands that need no model",
        f"On the project's own papers; each is the fastest of {ROUNDS} runs, but for `build`, which is one.",
        ("project", "python"),
        times,
    ),
)

if __name__ == "__main__":
    run(*BENCHMARKS)
