"""What every benchmark is, and the one writer of docs/measurements.md.

A module of benchmarks ends with `run(*BENCHMARKS)`: alone, it prints its tables row by row, and with --write
each finished table takes the place of the one before in docs/measurements.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

from papershelf.files import write_atomic

PAGE = Path(__file__).resolve().parents[1] / "docs" / "measurements.md"
HEAD = """# Measurements

Written by the benchmarks: `make bench-report`, and `make bench-report BENCH=FOLDER` for those that need
papers labelled by people. Below each table stands when and on what it was made, and the command that makes
it again. Compare figures of one table only: each table is one run, but machines and their other
work differ.
"""
SIZES = (627, 2_508, 10_000)
Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Options:
    """What a benchmark may be given on the command line."""

    project: Path = Path()
    data: Path | None = None
    papers: int | None = None
    sizes: tuple[int, ...] = SIZES
    python: str = sys.executable


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One table.

    Args:
        name: its heading.
        about: what is measured, and how.
        takes: the options it uses; one that takes `data` is left out where there is none.
        rows: measures and yields the table, the names of its columns first.
    """

    name: str
    about: str
    takes: tuple[str, ...]
    rows: Callable[[Options], Iterable[Row]]


def run(*benchmarks: Benchmark) -> None:
    """Run the benchmarks of a module as the command line says."""
    options, write = _read_arguments()
    for benchmark in benchmarks:
        print(f"\n## {benchmark.name}\n", flush=True)
        if "data" in benchmark.takes and options.data is None:
            print("left out: it needs labelled papers; name their folder with --data")
            continue
        lines = []
        for line in _table(benchmark.rows(options)):
            print(line, flush=True)
            lines.append(line)
        if write:
            page = PAGE.read_text("utf-8") if PAGE.exists() else HEAD
            write_atomic(PAGE, with_section(page, benchmark.name, _section(benchmark, lines, options)))


def with_section(page: str, name: str, text: str) -> str:
    """Return the page with the section of this name replaced, or added at its end."""
    _, *sections = page.split("\n## ")
    found = {section.partition("\n")[0]: section.partition("\n")[2] for section in sections}
    found[name] = text
    return HEAD + "".join(f"\n## {title}\n{body.rstrip()}\n" for title, body in found.items())


def labelled(folder: Path | None, key: str) -> list[Path]:
    """Return the JSON Lines files of a folder whose papers have this key."""
    files = sorted(folder.rglob("*.jsonl")) if folder else []
    return [path for path in files if key in json.loads(path.open(encoding="utf-8").readline())]


def _table(rows: Iterable[Row]) -> Iterable[str]:
    for number, row in enumerate(rows):
        yield f"| {' | '.join(row)} |"
        if number == 0:
            yield f"|---|{'---:|' * (len(row) - 1)}"


def _section(benchmark: Benchmark, lines: Sequence[str], options: Options) -> str:
    table, today = "\n".join(lines), datetime.now(UTC).date()
    return f"\n{benchmark.about}\n\n{table}\n\n{today}, {_machine()}: `{_command(benchmark, options)}`\n"


def _machine() -> str:
    """Say what kind of machine this is."""
    told = Path("/proc/cpuinfo").read_text("ascii", "replace") if Path("/proc/cpuinfo").exists() else ""
    named = [line.partition(":")[2].strip() for line in told.splitlines() if line.startswith("model name")]
    processor = named[0] if named else platform.processor() or platform.machine()
    return f"{os.cpu_count()} cores of {processor}, Python {platform.python_version()}"


def _command(benchmark: Benchmark, options: Options) -> str:
    """Return the command that makes the table again; what is a path on one machine is only named."""
    words = [f"python -m benchmarks.{Path(sys.argv[0]).stem}"]
    for field in fields(Options):
        value = getattr(options, field.name)
        if field.name in benchmark.takes and value != field.default:
            shown = {"project": "FOLDER", "data": "FOLDER", "python": "PYTHON"}.get(field.name) or str(value)
            words.append(f"--{field.name} {shown.strip('(),').replace(',', '')}")
    return " ".join(words)


def _read_arguments() -> tuple[Options, bool]:
    parser = argparse.ArgumentParser(
        description=sys.modules["__main__"].__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--project", type=Path, default=Path(), help="whose papers to measure with")
    parser.add_argument("--data", type=Path, help="folder of JSON Lines files of labelled papers")
    parser.add_argument("--papers", type=int, help="so many of them for stock KeyBERT, which takes long")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=SIZES, help="numbers of papers, to see how costs grow"
    )
    parser.add_argument("--python", default=sys.executable, help="runs the commands that are measured")
    parser.add_argument("--write", action="store_true", help="bring docs/measurements.md up to date")
    given = parser.parse_args()
    options = Options(given.project, given.data, given.papers, tuple(given.sizes), given.python)
    return options, given.write
