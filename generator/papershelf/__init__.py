"""Papershelf turns raw listings of papers into a curated, searchable reading-list site."""

__version__ = "0.1.0"
