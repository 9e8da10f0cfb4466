"""What a lock is made with: the extraction's version, the model, its weights, and the numbers that count."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from papershelf.lock.codec import FORMAT, Header
from papershelf.lock.storage import Lock

# Another one tells curators that `papershelf lock --refresh` would give other keywords.
EXTRACTION_VERSION = 4
MODEL = "all-MiniLM-L6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


@dataclass(frozen=True, slots=True)
class KeywordOptions:
    """How many keywords a paper gets, and how many phrases are worth a vector."""

    top: int = 15
    shortlist: int = 22


def expected_header(model: str = MODEL, weights: str = WEIGHTS_SHA256) -> Header:
    """Return the header that a lock gets now."""
    return Header(FORMAT, EXTRACTION_VERSION, model, weights, asdict(KeywordOptions()))


def model_of(lock: Lock, asked: str | None = None) -> str:
    """Return the model to extract with: the one asked for, else the one the lock was made with."""
    return asked or (lock.header.model if lock.header else MODEL)
