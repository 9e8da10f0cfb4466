"""Reads what curators decide: hardened YAML with positions, typed values, every problem at once."""

from generator.curation.known import Known
from generator.curation.read import Reading, parse_curation, read_curation

__all__ = ["Known", "Reading", "parse_curation", "read_curation"]
