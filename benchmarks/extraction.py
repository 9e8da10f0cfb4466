"""Extraction against stock KeyBERT: time, memory, where the time goes, how it grows, how machines agree.

    python -m benchmarks.extraction [--project DIR] [--papers N] [--stock-python PYTHON] [--gflops N]
                                    [--only stock|parts|growth|agreement …] [--sizes 627 1254 2508] [--jobs N]

Whole processes, imports included, on the same papers, one after the other. Stock KeyBERT needs an interpreter
with sentence-transformers (--stock-python), ours does not.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.measuring import Cost, peak, run
from papershelf import pipeline
from papershelf.extract.encoder import MiniLM
from papershelf.extract.keywords import CorpusExtractor
from papershelf.model import Paper

TOKEN_MFLOP = 21.2  # six layers of 12 · 384² multiplications and additions
PROCESSORS: dict[str, dict[str, str] | None] = {  # for numpy; None is compiled code
    "compiled code": None,
    "numpy, all instructions": {},
    "numpy, AVX2 alone": {
        "OPENBLAS_CORETYPE": "Haswell",
        "NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512_SPR",
    },
    "numpy, SSE alone": {
        "OPENBLAS_CORETYPE": "Nehalem",
        "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX512_ICL AVX512_SPR",
    },
}


def main() -> None:
    """Print the tables that were asked for."""
    arguments = _arguments()
    papers = pipeline.read_inputs(pipeline.Project(arguments.project)).papers[: arguments.papers]
    tables: dict[str, Callable[[], None]] = {
        "stock": lambda: compare_with_stock(papers, arguments),
        "parts": lambda: show_parts(papers, arguments.gflops or peak()),
        "growth": lambda: show_growth(papers, arguments.sizes),
        "agreement": lambda: show_agreement(papers[:60]),
    }
    for name in arguments.only or tables:
        tables[name]()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--project", type=Path, default=Path())
    parser.add_argument("--papers", type=int, default=None)
    parser.add_argument("--stock-python", default=sys.executable)
    parser.add_argument("--gflops", type=float, default=None)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--sizes", type=int, nargs="+", default=[627, 1254, 2508])
    parser.add_argument("--only", nargs="+", choices=["stock", "parts", "growth", "agreement"])
    return parser.parse_args()


def compare_with_stock(papers: Sequence[Paper], arguments: argparse.Namespace) -> None:
    """Run both on the same papers, and print what each takes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = _write(papers, folder / "papers.jsonl")
        lock = [sys.executable, "-m", "papershelf", "lock", "--refresh", "--jobs", str(arguments.jobs)]
        ours = _refresh(lock, arguments.project, folder) if arguments.papers is None else _keywords(source)
        print(f"{len(papers)} papers\nours   {ours}", flush=True)
        stock = run(
            [arguments.stock_python, "-m", "benchmarks.stock_keybert", str(source), f"{folder}/out.json"]
        )
    print(f"stock  {stock}")
    print(
        f"ratio  {stock.seconds / ours.seconds:8.1f}    {stock.cpu / ours.cpu:8.1f}        "
        f"{stock.memory / ours.memory:7.1f}"
    )


def _refresh(command: Sequence[str], project: Path, folder: Path) -> Cost:
    """Refresh the lock of a copy of the project, without its cache."""
    for part in ("sources", "lock", "curation"):
        if (project / part).is_dir():
            shutil.copytree(project / part, folder / "project" / part)
    return run([*command, "--project", str(folder / "project")])


def _keywords(source: Path) -> Cost:
    output = str(source.with_suffix(".keywords"))
    return run([sys.executable, "-m", "papershelf", "keywords", str(source), "-o", output])


class _Recording:
    """An Encoder that keeps what it was asked, long texts and short ones apart."""

    def __init__(self) -> None:
        self.inner = MiniLM()
        self.asked: dict[str, list[str]] = {"papers": [], "phrases": []}

    @property
    def name(self) -> str:
        return self.inner.name

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.asked["papers" if sum(map(len, texts)) > 200 * len(texts) else "phrases"] += texts
        return self.inner.encode(texts)


def show_parts(papers: Sequence[Paper], gflops: float) -> None:
    """Print where the time of an extraction in this process goes, and how much of it is arithmetic.

    As the encoder works beside the rest, what it was asked is encoded once more, alone.
    """
    encoder, started, wall = _Recording(), _cpu(), time.perf_counter()
    CorpusExtractor().extract(papers, encoder)
    rest, wall = _cpu() - started, time.perf_counter() - wall
    print(f"\n{len(papers)} papers in {wall:.1f} s, {rest:.1f} CPU-s")
    tokens = {kind: encoder.inner.count_tokens(texts) for kind, texts in encoder.asked.items()}
    for kind, texts in encoder.asked.items():
        started = _cpu()
        encoder.inner.encode(texts)
        seconds = _cpu() - started
        rest -= seconds
        rate = tokens[kind] * TOKEN_MFLOP / 1e3 / seconds
        print(f"  {kind:8} {seconds:6.1f} CPU-s  {tokens[kind]:7} tokens  {rate:.0f} GFLOP/s a core")
    print(f"  the rest {rest:6.1f} CPU-s (candidates, ranking, imports)")
    arithmetic = tokens["papers"] * TOKEN_MFLOP / 1e3 / gflops
    print(
        f"{wall / arithmetic:.1f} times the papers' arithmetic ({arithmetic:.1f} s at {gflops:.0f} GFLOP/s)"
    )


def show_growth(papers: Sequence[Paper], sizes: Sequence[int]) -> None:
    """Print what mixes of real text cost, and how that grows with their number."""
    print(f"\n{'papers':>7}")
    costs: list[Cost] = []
    with tempfile.TemporaryDirectory() as name:
        for size in sizes:
            costs.append(_keywords(_write(mixed(papers, size), Path(name) / f"{size}.jsonl")))
            ratio = (
                f"time x{costs[-1].cpu / costs[0].cpu:.2f}, memory x{costs[-1].memory / costs[0].memory:.2f}"
            )
            print(f"{size:7} {costs[-1]}  papers x{size / sizes[0]:.2f}, CPU {ratio}", flush=True)


def mixed(papers: Sequence[Paper], size: int) -> list[Paper]:
    """Return papers made of the real ones' sentences, each as long as a real one, all different."""
    chance = random.Random(0)  # noqa: S311 - a benchmark's mixture, no secret
    sentences = [part for paper in papers for part in paper.abstract.split(". ") if part]
    found = []
    for number in range(size):
        model = papers[number % len(papers)]
        parts = chance.sample(sentences, k=max(1, model.abstract.count(". ") + 1))
        title = f"{model.title} {chance.choice(papers).title}" if number >= len(papers) else model.title
        found.append(Paper(f"paper-{number}", title, ". ".join(parts)))
    return found


def show_agreement(papers: Sequence[Paper]) -> None:
    """Print how far vectors and cosines move under other instruction sets and batch sizes."""
    texts = [f"{paper.title}\n{paper.abstract}" for paper in papers] + [paper.title for paper in papers]
    found = {
        f"{name}, {size} tokens a batch": _vectors_under(texts, environment, size)
        for name, environment in PROCESSORS.items()
        for size in (64, 1024)
    }
    first = next(iter(found.values()))
    print(f"\n{len(texts)} texts, against the first row: cosines between them, components in int8")
    for name, vectors in found.items():
        cosines = np.abs(vectors @ vectors.T - first @ first.T).max()
        steps = np.abs(in_steps(vectors) - in_steps(first)).max()
        print(f"{name:36} {cosines:.1e}  {steps:.0f}")


def in_steps(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return the rows in int8's steps, as the lock holds them."""
    return np.asarray(np.rint(vectors / np.abs(vectors).max(axis=1, keepdims=True) * 127), np.float32)


def _vectors_under(
    texts: Sequence[str], environment: dict[str, str] | None, size: int
) -> npt.NDArray[np.float32]:
    native = environment is None
    code = (
        "import json, sys, numpy as np; from papershelf.extract.encoder import MiniLM; "
        f"np.save(sys.argv[1], MiniLM(batch_tokens={size}, native={native}).encode(json.load(sys.stdin)))"
    )
    with tempfile.TemporaryDirectory() as name:
        path = f"{name}/vectors.npy"
        command = [sys.executable, "-c", code, path]
        subprocess.run(
            command, input=json.dumps(texts), text=True, check=True, env=os.environ | (environment or {})
        )
        return np.asarray(np.load(path), np.float32)


def _write(papers: Sequence[Paper], path: Path) -> Path:
    lines = (json.dumps({key: asdict(paper)[key] for key in ("id", "title", "abstract")}) for paper in papers)
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
