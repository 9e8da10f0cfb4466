"""Finds where a phrase stands in a paper's title and abstract, as whole words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from papershelf.model import Paper, Place

_JOINT = r"(?:[-\u2010\u2011]|[^\S\n])+"  # never over a line break: that ends a paragraph
_WORDS = re.compile(r"[^-\u2010\u2011\s]+")


def find_places(paper: Paper, forms: Iterable[str]) -> tuple[Place, ...]:
    """Return the places of any of the forms in reading order, the title first; they do not overlap."""
    pattern = _pattern(tuple(forms))
    if pattern is None:
        return ()
    return (*_matches("title", paper.title, pattern), *_matches("abstract", paper.abstract, pattern))


def written(paper: Paper, place: Place) -> str:
    """Return what stands at a place of the paper."""
    text = paper.title if place.field == "title" else paper.abstract
    return text[place.start : place.end]


def _matches(field: Literal["title", "abstract"], text: str, pattern: re.Pattern[str]) -> list[Place]:
    return [Place(field, match.start(), match.end()) for match in pattern.finditer(text)]


@lru_cache(maxsize=4096)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str] | None:
    """Match any form, longest first; "KV cache" finds "KV-Cache", but "training" not "pre-training"."""
    expressions = [_expression(form) for form in sorted(set(forms), key=lambda form: (-len(form), form))]
    alternatives = "|".join(expression for expression in expressions if expression)
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?!\w)") if alternatives else None


def _expression(form: str) -> str:
    return _JOINT.join(_word(word) for word in _WORDS.findall(form))


def _word(word: str) -> str:
    """Ignore case but where it tells: "RAG" and "LoRA" are not "rag" and "lora"."""
    escaped = re.escape(word)
    return escaped if any(char.isupper() for char in word[1:]) else f"(?i:{escaped})"
