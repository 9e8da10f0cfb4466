"""Keywords of papers: candidates, corpus statistics, KeyBERT's cosines, ranking."""

from papershelf.extract.keywords.candidates import PaperText
from papershelf.extract.keywords.corpus_extractor import CorpusExtractor
from papershelf.extract.keywords.extractor import KeywordExtractor, open_extractor
from papershelf.extract.keywords.plain_extractor import PlainExtractor

__all__ = ["CorpusExtractor", "KeywordExtractor", "PaperText", "PlainExtractor", "open_extractor"]
