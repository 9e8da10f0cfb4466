"""Small handmade catalogues for comparing."""

from collections.abc import Iterable, Mapping, Sequence

from papershelf.model import (
    Catalogue,
    CatalogueKeyword,
    CataloguePaper,
    CatalogueTopic,
    ListEntry,
    ListSection,
    OldAddress,
    Paper,
    ReadingList,
    TopicPlacement,
)
from papershelf.text import slug


def paper(id_: str, title: str = "", *, topics: Sequence[str] = (), note: str = "") -> CataloguePaper:
    placed = tuple(TopicPlacement(topic, "keywords") for topic in topics)
    return CataloguePaper(Paper(id_, title or f"Title of {id_}", ""), "2026-11-21", topics=placed, note=note)


def topic(id_: str, papers: Iterable[str], label: str = "", *, parent: str | None = None) -> CatalogueTopic:
    return CatalogueTopic(id_, label or id_.capitalize(), (), tuple(papers), parent)


def keyword(phrase: str, *forms: str, id_: str = "") -> CatalogueKeyword:
    return CatalogueKeyword(id_ or slug(phrase), phrase, (phrase, *forms), ())


def reading_list(
    id_: str, sections: Mapping[str, Iterable[str]], notes: Mapping[str, str] | None = None, title: str = ""
) -> ReadingList:
    parts = tuple(
        ListSection(name, tuple(ListEntry(key, (notes or {}).get(key, "")) for key in entries))
        for name, entries in sections.items()
    )
    return ReadingList(id_, title or id_.capitalize(), "", parts)


def catalogue(
    papers: Iterable[str | CataloguePaper] = (),
    topics: Iterable[CatalogueTopic] = (),
    lists: Iterable[ReadingList] = (),
    keywords: Iterable[CatalogueKeyword] = (),
    old_addresses: Iterable[OldAddress] = (),
) -> Catalogue:
    """Return a catalogue; a paper may be an id alone."""
    every = [paper(each) if isinstance(each, str) else each for each in papers]
    return Catalogue(
        tuple(every), tuple(keywords), tuple(topics), tuple(lists), old_addresses=tuple(old_addresses)
    )
