"""The lock: what extraction computed, committed, so that a site is built without a model."""

from papershelf.lock.agreement import disagreements
from papershelf.lock.codec import FORMAT, Header
from papershelf.lock.settings import (
    EXTRACTION_VERSION,
    MODEL,
    WEIGHTS_SHA256,
    KeywordOptions,
    expected_header,
    model_of,
)
from papershelf.lock.staleness import Staleness, compare
from papershelf.lock.storage import Lock, read_lock, write_lock
from papershelf.lock.update import Extracted, quantized, updated

__all__ = [
    "EXTRACTION_VERSION",
    "FORMAT",
    "MODEL",
    "WEIGHTS_SHA256",
    "Extracted",
    "Header",
    "KeywordOptions",
    "Lock",
    "Staleness",
    "compare",
    "disagreements",
    "expected_header",
    "model_of",
    "quantized",
    "read_lock",
    "updated",
    "write_lock",
]
