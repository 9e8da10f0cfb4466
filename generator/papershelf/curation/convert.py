"""From the models to the shapes that the rest of Papershelf knows."""

from __future__ import annotations

from collections.abc import Iterator

from papershelf.curation.files import Files
from papershelf.curation.models import EntryModel, ListModel, PaperModel, TopicModel
from papershelf.model import (
    Curation,
    Home,
    KeywordDecisions,
    Link,
    ListEntry,
    ListSection,
    PaperDecision,
    ReadingList,
    TopicDecision,
)


def curation_of(files: Files) -> Curation:
    """Return everything that curators decided, each part in its file's order."""
    keywords = files.keywords.model if files.keywords else None
    home = files.home.model if files.home else None
    return Curation(
        lists=tuple(_list(id_, reading.model) for id_, reading in files.lists.items()),
        topics=tuple(
            _topic(id_, one) for id_, one in (files.topics.model.root if files.topics else {}).items()
        ),
        keywords=KeywordDecisions(
            {phrase: tuple(forms) for phrase, forms in keywords.aliases.items()},
            tuple(keywords.stop),
            tuple(keywords.seeds),
        )
        if keywords
        else KeywordDecisions(),
        papers=tuple(
            _paper(id_, one) for id_, one in (files.papers.model.root if files.papers else {}).items()
        ),
        home=Home(home.intro, tuple(home.lists), home.new) if home else Home(),
    )


def _list(id_: str, model: ListModel) -> ReadingList:
    return ReadingList(id_, model.title, model.description, tuple(_sections(model)))


def _sections(model: ListModel) -> Iterator[ListSection]:
    if model.papers is not None:
        yield ListSection("", _entries(model.papers))
    for section in model.sections or ():
        yield ListSection(section.title, _entries(section.papers))


def _entries(models: list[EntryModel]) -> tuple[ListEntry, ...]:
    return tuple(ListEntry(one.paper, one.note, one.start, one.minutes) for one in models)


def _topic(id_: str, model: TopicModel) -> TopicDecision:
    return TopicDecision(
        id=id_,
        label=model.label,
        description=model.description,
        keywords=tuple(model.keywords),
        merge=tuple(model.merge),
        add_keywords=tuple(model.add_keywords),
        drop_keywords=tuple(model.drop_keywords),
        parent=model.parent,
        pin=model.pin,
        hide=model.hide,
    )


def _paper(id_: str, model: PaperModel) -> PaperDecision:
    return PaperDecision(
        id=id_,
        note=model.note,
        pin=model.pin,
        hide=model.hide,
        same_as=model.same_as,
        tags=tuple(model.tags),
        links=tuple(Link(link.kind, link.url) for link in model.links),
        title=model.title,
        abstract=model.abstract,
        add_topics=tuple(model.topics.add),
        remove_topics=tuple(model.topics.remove),
    )
