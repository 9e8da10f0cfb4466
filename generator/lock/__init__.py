"""The lock: what extraction computed, committed, so that a site is built without a model."""

from generator.lock.codec import FORMAT, Header
from generator.lock.staleness import Staleness, compare
from generator.lock.storage import Lock, read_lock, write_lock

__all__ = ["FORMAT", "Header", "Lock", "Staleness", "compare", "read_lock", "write_lock"]
