"""Applies what curators decided to what was computed; the result is all that pages are made from.

Each function takes values and returns new ones; the pipeline composes them with the topics stage between:
`published_papers` → `curated_keywords` → `curated_topics` → (papers are placed) → `curated_placements` →
`build_catalogue`. A curator's decision always wins.
"""

from papershelf.library.assembly import Materials, build_catalogue
from papershelf.library.curated_keywords import curated_keywords
from papershelf.library.curated_topics import curated_placements, curated_topics, topic_moves
from papershelf.library.published import published_papers
from papershelf.library.vocabulary import Vocabulary, keyword_vocabulary

__all__ = [
    "Materials",
    "Vocabulary",
    "build_catalogue",
    "curated_keywords",
    "curated_placements",
    "curated_topics",
    "keyword_vocabulary",
    "published_papers",
    "topic_moves",
]
