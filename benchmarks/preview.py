"""How long it takes from saving a file to the reloaded page that holds the change, in a headless Chromium.

    python -m benchmarks.preview [--project DIR]

Works on a copy of the project.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.commands import copied
from benchmarks.tables import Benchmark, Options, Row, run
from papershelf.lock import read_lock

PORT = 8765
ROUNDS = 5
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one file, made so that `mark` shows on a page."""

    name: str
    path: str
    page: str
    change: Callable[[str, str], str]


def edits(options: Options) -> Iterator[Row]:
    """Open the preview, make each edit a few times, and wait until the browser shows it."""
    yield "what is saved", "seconds", "slowest", "CPU seconds"
    with copied(options.project) as project, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        start = time.perf_counter()
        with _preview(project) as process:
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{PORT}/")
            yield "(from the command to the first page)", f"{time.perf_counter() - start:.2f}", "", ""
            for edit in _edits(project):
                yield edit.name, *_measured(edit, project, page, process.pid)
        browser.close()


def _edits(project: Path) -> Iterator[Edit]:
    paper = _first_id(project)
    page = f"/papers/{paper}/"
    yield Edit("curation/papers.yml: a note", "curation/papers.yml", page, _noted(paper))
    yield Edit(
        "curation/lists: a new note",
        "curation/lists/measured.yml",
        "/lists/measured/",
        lambda _, mark: f"title: Measured\npapers:\n  - paper: {paper}\n    note: {mark}\n",
    )
    yield Edit("curation/home.yml: intro", "curation/home.yml", "/", lambda _, mark: f"intro: {mark}\n")
    yield Edit(
        "curation/keywords.yml: seed",
        "curation/keywords.yml",
        page,
        lambda _, mark: f"seeds: [{mark}]\naliases:\n  {mark}: [{_first_keyword(project)}]\n",
    )
    yield Edit("docs/about.md", "docs/about.md", "/about/", lambda old, mark: f"{old}\n{mark}\n")
    yield Edit(
        "templates/pages/paper.md", "templates/pages/paper.md", page, lambda old, mark: f"{old}\n{mark}\n"
    )
    yield Edit(
        "templates/theme/main.html",
        "templates/theme/main.html",
        page,
        lambda old, mark: f"{old}\n{{% block announce %}}{mark}{{% endblock %}}\n",
    )
    yield Edit(
        "mkdocs.yml: site_name",
        "mkdocs.yml",
        page,
        lambda old, mark: old.replace("site_name: Papershelf", f"site_name: {mark}"),
    )


def _measured(edit: Edit, project: Path, page: Page, pid: int) -> Row:
    path = project / edit.path
    is_new = not path.is_file()
    before = "" if is_new else path.read_text(encoding="utf-8")
    page.goto(f"http://127.0.0.1:{PORT}{edit.page}")
    times, cpu = [], []
    for number in range(ROUNDS):
        used = _until_idle(pid)
        mark = f"mark{number}x{time.monotonic_ns()}"
        start = time.perf_counter()
        _save(path, edit.change(before, mark))
        page.wait_for_function(
            "mark => document.documentElement.innerText.includes(mark)", arg=mark, polling=20
        )
        times.append(time.perf_counter() - start)
        cpu.append(_until_idle(pid) - used)
    if is_new:
        path.unlink()
    else:
        _save(path, before)
    _until_idle(pid)
    return [f"{number:.2f}" for number in (statistics.median(times), max(times), statistics.median(cpu))]


def _save(path: Path, text: str) -> None:
    """Write as editors do: a file beside, renamed over the old one."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def _noted(paper: str) -> Callable[[str, str], str]:
    def change(old: str, mark: str) -> str:
        return f"{old}\n{paper}:\n  note: {mark}\n"

    return change


def _first_id(project: Path) -> str:
    """Return a paper that no decision names yet."""
    decided = (project / "curation/papers.yml").read_text(encoding="utf-8")
    return next(paper for paper in _keywords(project) if paper not in decided)


def _first_keyword(project: Path) -> str:
    return _keywords(project)[_first_id(project)][0]


def _keywords(project: Path) -> dict[str, list[str]]:
    """Return each paper's keywords, as the lock has them."""
    return {
        line.paper_id: [keyword.phrase for keyword in line.keywords]
        for line in read_lock(project / "lock").extractions
    }


@contextmanager
def _preview(project: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "papershelf", "serve", "--port", str(PORT), "--project", str(project)]
    environment = {**os.environ, "SITE_URL": f"http://127.0.0.1:{PORT}/"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        try:
            _wait_for_start(process)
            yield process
        finally:
            process.terminate()


def _wait_for_start(process: subprocess.Popen[str]) -> None:
    lines = process.stderr or ()
    for line in lines:
        if "The preview is at" in line:
            return
    raise SystemExit("the preview did not start")


def _until_idle(pid: int) -> float:
    """Wait until a process uses less than a tenth of a core; return how much it has used, in seconds."""
    before = _cpu(pid)
    while True:
        time.sleep(0.5)
        used = _cpu(pid)
        if used - before < 0.05:
            return used
        before = used


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


BENCHMARKS = (
    Benchmark(
        "From saving a file to the page that shows it",
        f"`papershelf serve` and a headless Chromium, which reloads by itself: the median and the slowest of "
        f"{ROUNDS} edits of each kind, and the CPU time that the preview takes until it is idle again.",
        ("project",),
        edits,
    ),
)

if __name__ == "__main__":
    run(*BENCHMARKS)
