"""Turning texts into vectors: the model, its weights, and a cache of what was embedded."""

from generator.encoder.minilm import MiniLM

__all__ = ["MiniLM"]
