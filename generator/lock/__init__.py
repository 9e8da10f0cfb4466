"""The lock: what extraction computed, committed, so that a site is built without a model."""

from generator.lock.agreement import disagreements
from generator.lock.codec import FORMAT, Header
from generator.lock.staleness import Staleness, compare
from generator.lock.storage import Lock, read_lock, write_lock
from generator.lock.update import Extracted, quantized, updated

__all__ = [
    "FORMAT",
    "Extracted",
    "Header",
    "Lock",
    "Staleness",
    "compare",
    "disagreements",
    "quantized",
    "read_lock",
    "updated",
    "write_lock",
]
