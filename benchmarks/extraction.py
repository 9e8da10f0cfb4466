"""Extraction against stock KeyBERT, how it grows, and what the encoder adds.

    python -m benchmarks.extraction [--python PYTHON] [--papers N] [--sizes N N N]

Whole processes, imports included, one after the other on the same papers. Ours runs in --python, best one
where torch is not installed; stock KeyBERT runs in this Python and needs sentence-transformers here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.measuring import COLUMNS, Cost, run_command
from benchmarks.mixed import mixed_inputs, read_papers
from benchmarks.tables import Benchmark, Options, Row, run
from papershelf.model import Paper
from papershelf.pipeline import Project, read_inputs

TEXTS = 120
WAYS: dict[str, tuple[str, dict[str, str]]] = {  # how the encoder is made, what it hears of the processor
    "compiled code": ("MiniLM()", {}),
    "numpy": ("MiniLM(native=False)", {}),
    "numpy, AVX2 alone": (
        "MiniLM(native=False)",
        {"OPENBLAS_CORETYPE": "Haswell", "NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512_SPR"},
    ),
    "numpy, SSE alone": (
        "MiniLM(native=False)",
        {"OPENBLAS_CORETYPE": "Nehalem", "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX512_ICL AVX512_SPR"},
    ),
    "sentence-transformers, float32": ("SentenceModel(str(model_folder()))", {}),
}
ENCODE = """
import json, sys, time
import numpy as np
from papershelf.extract.encoder import MiniLM, SentenceModel
from papershelf.extract.encoder.weights import model_folder
texts, encoder = json.load(sys.stdin), {maker}
encoder.encode(texts[:1])
started = time.process_time()
np.save(sys.argv[1], encoder.encode(texts))
print(time.process_time() - started)
"""


def against_stock(options: Options) -> Iterator[Row]:
    """Run both on the same papers."""
    papers = read_papers(options.project)[: options.papers]
    yield f"{len(papers)} papers", *COLUMNS
    with tempfile.TemporaryDirectory() as name:
        source = _write(papers, Path(name) / "papers.jsonl")
        ours = _keywords(options, source)
        yield "`papershelf keywords`", *ours.cells()
        stock = run_command([sys.executable, "-m", "benchmarks.stock_keybert", source])
    yield "KeyBERT as it comes", *stock.cells()
    yield "times as much", *(f"{theirs / own:.1f}" for own, theirs in zip(ours, stock, strict=True))


def growth(options: Options) -> Iterator[Row]:
    """Extract longer and longer lists."""
    yield "papers", *COLUMNS
    inputs = read_inputs(Project(options.project))
    with tempfile.TemporaryDirectory() as name:
        for size in options.sizes:
            papers = mixed_inputs(inputs, size).papers
            yield f"{size:,}", *_keywords(options, _write(papers, Path(name) / "papers.jsonl")).cells()


def encoders(options: Options) -> Iterator[Row]:
    """Encode the same texts in each way."""
    yield "", "texts a CPU second", "cosine to the first at least", "components differ by at most"
    papers = read_papers(options.project)[: TEXTS // 2]
    texts = [f"{paper.title}\n{paper.abstract}" for paper in papers] + [paper.title for paper in papers]
    first: npt.NDArray[np.float32] | None = None
    for name, (maker, environment) in WAYS.items():
        rows, seconds = _encode(texts, ENCODE.replace("{maker}", maker), environment)
        first = rows if first is None else first
        cosine, steps = (rows * first).sum(axis=1).min(), np.abs(_steps(rows) - _steps(first)).max()
        yield name, f"{len(texts) / seconds:.0f}", f"{cosine:.4f}", f"{steps:.0f}"


def _steps(rows: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return the rows in int8's steps, as the lock holds them."""
    return np.asarray(np.rint(rows / np.abs(rows).max(axis=1, keepdims=True) * 127), np.float32)


def _encode(
    texts: Sequence[str], code: str, environment: Mapping[str, str]
) -> tuple[npt.NDArray[np.float32], float]:
    with tempfile.TemporaryDirectory() as name:
        command = [sys.executable, "-c", code, f"{name}/vectors.npy"]
        done = subprocess.run(
            command,
            input=json.dumps(texts),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            env=os.environ | environment,
        )
        return np.asarray(np.load(command[-1]), np.float32), float(done.stdout)


def _keywords(options: Options, source: str) -> Cost:
    return run_command([options.python, "-m", "papershelf", "keywords", source, "-o", f"{source}.out"])


def _write(papers: Iterable[Paper], path: Path) -> str:
    lines = (json.dumps({key: asdict(paper)[key] for key in ("id", "title", "abstract")}) for paper in papers)
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return str(path)


BENCHMARKS = (
    Benchmark(
        "Extraction against stock KeyBERT",
        "The same papers, each as a process of its own from start to end. KeyBERT is called once for all of "
        "them, with phrases of one to three words and its own diversity (MMR).",
        ("project", "papers", "python"),
        against_stock,
    ),
    Benchmark(
        "Extraction of longer lists",
        "`papershelf keywords`. Lists longer than the project's own are mixed of its papers.",
        ("project", "sizes", "python"),
        growth,
    ),
    Benchmark(
        "The encoder, and whether processors agree",
        f"{TEXTS} texts, half of them abstracts, half titles, loading left out. numpy is also told to use "
        "only the instructions that older processors have. Components are those of the lock, -127 to 127.",
        ("project",),
        encoders,
    ),
)

if __name__ == "__main__":
    run(*BENCHMARKS)
