"""Turning texts into vectors: the model, its weights, and a cache of what was embedded."""

from generator.encoder.minilm import MiniLM
from generator.encoder.weights import WEIGHTS_SHA256

__all__ = ["MODEL", "WEIGHTS_SHA256", "MiniLM"]

MODEL = "all-MiniLM-L6-v2"
