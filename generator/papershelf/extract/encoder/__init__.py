"""Turning texts into vectors: the model, its weights, and a cache of what was embedded."""

from __future__ import annotations

from pathlib import Path

from papershelf.extract.encoder.cache import CachedEncoder
from papershelf.extract.encoder.minilm import MiniLM
from papershelf.extract.encoder.sentence import SentenceModel
from papershelf.extract.encoder.store import Store
from papershelf.lock import MODEL
from papershelf.model import Encoder
from papershelf.text import short_hash, slug

__all__ = ["CachedEncoder", "MiniLM", "SentenceModel", "Store", "open_encoder"]


def open_encoder(model: str = MODEL, cache: Path | None = None) -> Encoder:
    """Return the encoder of a model; it is loaded, and its weights checked, at the first text it embeds.

    Args:
        model: all-MiniLM-L6-v2, or any other sentence-transformers name or folder (that needs torch).
        cache: a folder for what was embedded; None keeps nothing.
    """
    encoder: Encoder = MiniLM() if model == MODEL else SentenceModel(model)
    if cache is None:
        return encoder
    folder = f"{slug(encoder.name)}-{short_hash(encoder.name)}"
    return CachedEncoder(encoder, Store(cache / "embeddings" / folder))
