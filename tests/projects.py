"""A small project on disk."""

from pathlib import Path

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
