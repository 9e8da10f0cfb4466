"""What is suggested to a curator, and the edit that would accept it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from papershelf.curation import Edit
from papershelf.text import short_hash

Kind = Literal["same", "merge", "split", "alias", "thin", "place", "list"]
KINDS: tuple[Kind, ...] = ("same", "merge", "split", "alias", "thin", "place", "list")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing a curator could decide.

    Args:
        id: the same for the same suggestion on any day: kind and a hash of what it is about.
        kind: "same" (a missed duplicate), "merge" (topics that overlap), "split" (a topic too broad),
            "thin" (one too thin), "alias" (forms of one keyword), "place" (a paper not yet sorted),
            "list" (a paper for a list).
        effect: how many papers it touches.
        confidence: 0..1, comparable within a kind; the order among those of one effect.
        what: in a few words, as the list of suggestions and declined.yml show it.
        evidence: why, in words.
        edit: what accepting it would change.
    """

    id: str
    kind: Kind
    effect: int
    confidence: float
    what: str
    evidence: str
    edit: Edit


def suggestion_id(kind: Kind, about: Iterable[str]) -> str:
    """Return the id of a suggestion about these ids, in whatever order they come."""
    return f"{kind}-{short_hash(chr(0).join(sorted(about)), 6)}"


def in_order(suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Sort by effect, largest first; then the surest first."""
    return tuple(
        sorted(suggestions, key=lambda one: (-one.effect, KINDS.index(one.kind), -one.confidence, one.id))
    )


def named(names: Iterable[str], limit: int = 3) -> str:
    """Return names in quotes, at most `limit` of them: “a”, “b” and 3 more."""
    every = [f"“{name}”" for name in names]
    shown, rest = every[:limit], len(every) - limit
    if rest > 0:
        return f"{', '.join(shown)} and {rest} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)
