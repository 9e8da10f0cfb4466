"""Keywords of papers: candidates, corpus statistics, KeyBERT's cosines, ranking."""

from generator.keywords.candidates import PaperCandidates, PaperText
from generator.keywords.extract import KeywordOptions, PaperKeywords, extract_keywords, find_all

__all__ = [
    "EXTRACTION_VERSION",
    "KeywordOptions",
    "PaperCandidates",
    "PaperKeywords",
    "PaperText",
    "extract_keywords",
    "find_all",
]

# Another one tells curators that `papershelf lock --refresh` would give other keywords.
EXTRACTION_VERSION = 4
