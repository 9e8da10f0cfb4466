"""Turning texts into vectors: the model, its weights, and a cache of what was embedded."""

from __future__ import annotations

from pathlib import Path

from generator.encoder.cache import CachedEncoder
from generator.encoder.minilm import NAME as MODEL
from generator.encoder.minilm import MiniLM
from generator.encoder.sentence import SentenceModel
from generator.encoder.store import Store
from generator.encoder.weights import WEIGHTS_SHA256
from generator.shapes import Encoder
from generator.text import short_hash, slug

__all__ = ["MODEL", "WEIGHTS_SHA256", "CachedEncoder", "MiniLM", "SentenceModel", "Store", "open_encoder"]


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
