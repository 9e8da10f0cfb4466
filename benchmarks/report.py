"""All benchmarks, one after the other, into docs/measurements.md: python -m benchmarks.report [options].

Takes the options of every benchmark, and hands them on. Each module is a process of its own, so that memory
and imports are its own too.
"""

from __future__ import annotations

import subprocess
import sys

MODULES = (
    "extraction",
    "growth",
    "commands",
    "preview",
    "listings",
    "suggestions",
    "keywords",
    "keywords_weights",
    "topics",
)


def main() -> None:
    """Run them all; what one module fails with does not keep the others from running."""
    failed = [name for name in MODULES if not _ran_well(name)]
    if failed:
        sys.exit(f"not measured, or not all of it: {', '.join(failed)}")


def _ran_well(name: str) -> bool:
    command = [sys.executable, "-m", f"benchmarks.{name}", "--write", *sys.argv[1:]]
    return subprocess.run(command, check=False).returncode == 0


if __name__ == "__main__":
    main()
