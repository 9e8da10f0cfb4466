"""Small papers, keywords and topics for the tests of the library."""

from papershelf.library.curated_keywords import curated_keywords
from papershelf.library.occurrences import find_places
from papershelf.library.vocabulary import Vocabulary, keyword_vocabulary
from papershelf.model import (
    Extraction,
    Keyword,
    Paper,
    Provenance,
    Topic,
    TopicKeyword,
)


def keyword(phrase: str, score: float = 0.5, *forms: str, paper: Paper | None = None) -> Keyword:
    written_as = forms or (phrase,)
    places = find_places(paper, written_as) if paper else ()
    return Keyword(phrase.lower().replace(" ", "-"), phrase, score, written_as, places)


def paper(id_: str, abstract: str = "", *, line: int = 1, source: str = "a.txt") -> Paper:
    title = id_.replace("-", " ").capitalize()
    return Paper(id_, title, abstract, (Provenance(source, line, line, None),))


def extraction(of: Paper, *keywords: Keyword, added: str = "2026-01-01") -> Extraction:
    return Extraction(of.id, of.title, of.fingerprint, added, keywords)


def topic(id_: str, *keyword_ids: str, parent: str | None = None) -> Topic:
    label = id_.replace("-", " ").capitalize()
    return Topic(id_, label, tuple(TopicKeyword(id_, 0.8) for id_ in keyword_ids), parent)


def words_of(*keyword_ids: str) -> Vocabulary:
    phrases = {id_: id_.replace("-", " ") for id_ in keyword_ids}
    return Vocabulary(
        phrases, {phrase: id_ for id_, phrase in phrases.items()}, {id_: id_ for id_ in phrases}
    )


def with_decisions(papers, extractions, decisions) -> dict[str, tuple[Keyword, ...]]:
    return curated_keywords(papers, extractions, keyword_vocabulary(extractions, decisions))


def keyword_ids(of: Topic) -> list[str]:
    return [keyword.keyword_id for keyword in of.keywords]
