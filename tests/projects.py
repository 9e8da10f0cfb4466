"""A small project on disk, and an encoder that needs no model."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

THEMES = {
    "continual learning": (
        "Replay for Lasting Memory",
        "Learning Task after Task",
        "Streams of Tasks without Forgetting",
    ),
    "diffusion models": (
        "Images from Noise in Few Steps",
        "Guidance for Image Synthesis",
        "Noise Schedules Revisited",
    ),
    "graph neural networks": ("Message Passing at Scale", "Deep Layers on Graphs", "Molecules as Graphs"),
}


class HashEncoder:
    """An Encoder with vectors that depend on nothing but the words; counts the texts it was given."""

    name = "hash"

    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.texts += texts
        rows = np.array([self._row(text) for text in texts], dtype=np.float32).reshape(len(texts), 384)
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)

    def _row(self, text: str) -> npt.NDArray[np.float32]:
        row = np.zeros(384, dtype=np.float32)
        for word in text.lower().split():
            row[int(hashlib.sha256(word.encode()).hexdigest(), 16) % 384] += 1
        return row


def abstract(theme: str, title: str) -> str:
    return (
        f"We study {theme} and ask what makes them work in practice. Others looked at {theme} before. "
        f"Our method, described under the heading {title.lower()}, improves {theme} on four public datasets."
    )


def listing() -> str:
    papers = [f"{title}\n{abstract(theme, title)}\n" for theme, titles in THEMES.items() for title in titles]
    return "Get trending papers in your email inbox!\nSubscribe" + "".join(papers)


def make_project(root: Path) -> Path:
    (root / "sources").mkdir(parents=True)
    (root / "sources" / "a.txt").write_text(listing(), encoding="utf-8")
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text("site_name: A list\ntheme: {name: material, font: false}\n")
    return root


def add_paper(root: Path, title: str, text: str) -> None:
    path = root / "sources" / "b.txt"
    path.write_text(f"Get trending papers in your email inbox!\nSubscribe{title}\n{text}\n", encoding="utf-8")
