"""Keywords of papers: candidates, corpus statistics, KeyBERT's cosines, ranking."""

from papershelf.extract.keywords.candidates import PaperCandidates, PaperText
from papershelf.extract.keywords.extract import PaperKeywords, extract_keywords, find_all

__all__ = [
    "PaperCandidates",
    "PaperKeywords",
    "PaperText",
    "extract_keywords",
    "find_all",
]
