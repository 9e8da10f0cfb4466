"""Small handmade catalogues: papers with vectors chosen by hand."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from papershelf.model import (
    Catalogue,
    CatalogueKeyword,
    CataloguePaper,
    CatalogueTopic,
    Keyword,
    ListEntry,
    ListSection,
    Paper,
    ReadingList,
    TopicKeyword,
    TopicPlacement,
    Vectors,
)
from papershelf.text import slug


def paper(
    id_: str, title: str = "", abstract: str = "", *, topics: Sequence[str] = (), keywords: str = ""
) -> CataloguePaper:
    return CataloguePaper(
        Paper(id_, title or id_, abstract),
        keywords=tuple(Keyword(slug(phrase), phrase, 0.5) for phrase in phrases(keywords)),
        topics=tuple(TopicPlacement(topic, "keywords") for topic in topics),
    )


def phrases(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def keyword(phrase: str, paper_ids: Iterable[str] = (), *, is_name: bool = False) -> CatalogueKeyword:
    return CatalogueKeyword(slug(phrase), phrase, (phrase,), tuple(paper_ids), is_name=is_name)


def topic(
    id_: str, papers: Sequence[CataloguePaper], *, keywords: str = "", **fields: object
) -> CatalogueTopic:
    members = tuple(each.paper.id for each in papers if any(p.topic_id == id_ for p in each.topics))
    weighted = tuple(TopicKeyword(slug(phrase), 1.0) for phrase in phrases(keywords))
    return CatalogueTopic(id_, str(fields.pop("label", id_)), weighted, members, **fields)  # type: ignore[arg-type]


def reading_list(id_: str, entries: Iterable[str], title: str = "") -> ReadingList:
    section = ListSection("", tuple(ListEntry(entry) for entry in entries))
    return ReadingList(id_, title or id_, "", (section,))


def catalogue(
    papers: Sequence[CataloguePaper],
    *,
    keywords: Sequence[CatalogueKeyword] = (),
    topics: Sequence[CatalogueTopic] = (),
    lists: Sequence[ReadingList] = (),
) -> Catalogue:
    found: dict[str, list[str]] = {}
    for each in papers:
        for word in each.keywords:
            found.setdefault(word.phrase, []).append(each.paper.id)
    every = (*keywords, *(keyword(phrase, ids) for phrase, ids in found.items()))
    return Catalogue(
        tuple(sorted(papers, key=lambda each: each.paper.id)), every, tuple(topics), tuple(lists)
    )


def vectors(rows: Mapping[str, Iterable[float]]) -> Vectors:
    """Return vectors of a few dimensions, in tenths."""
    values = np.array([[round(10 * number) for number in row] for row in rows.values()], dtype=np.int8)
    return Vectors(tuple(rows), values.reshape(len(rows), -1))


NO_VECTORS = Vectors((), np.zeros((0, 2), dtype=np.int8))
