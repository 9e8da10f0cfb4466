"""What the checks of meaning look up: known ids, retired ids, and what the other files decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from papershelf.curation.files import Files
from papershelf.curation.models import KeywordDecisions, PaperDecision, TopicDecision
from papershelf.curation.nearest import Names, did_you_mean
from papershelf.curation.typed import FileReading
from papershelf.curation.yaml.nodes import Loc
from papershelf.errors import Problem
from papershelf.lock import Lock
from papershelf.model import Paper, Retired
from papershelf.text import phrase_key


class Context:
    """Everything that one decision may have to do with."""

    def __init__(self, files: Files, papers: Sequence[Paper], lock: Lock) -> None:
        self.files = files
        self.titles = {paper.id: paper.title for paper in papers}
        self.computed = {topic.id: topic for topic in lock.topics}
        self._extracted = [keyword for line in lock.extractions for keyword in line.keywords]
        self.papers: Mapping[str, PaperDecision] = files.papers.model.root if files.papers else {}
        self.topics: Mapping[str, TopicDecision] = files.topics.model.root if files.topics else {}
        self.keywords = files.keywords.model if files.keywords else KeywordDecisions()
        self.retired_papers = _retired(lock, "paper")
        self.retired_topics = _retired(lock, "topic")

    @cached_property
    def topic_names(self) -> dict[str, str]:
        """The topics there are: computed, and split off by a curator."""
        split = {id_: one.label for id_, one in self.topics.items() if one.label and one.keywords}
        return {**{id_: topic.label for id_, topic in self.computed.items()}, **split}

    @cached_property
    def merged(self) -> dict[str, str]:
        """Topic → the topic that it was merged into."""
        return {source: id_ for id_, one in self.topics.items() for source in one.merge}

    @cached_property
    def keyword_keys(self) -> frozenset[str]:
        """The keys of all forms of all keywords, computed and curated."""
        aliases = self.keywords.aliases
        curated = [*aliases, *(form for forms in aliases.values() for form in forms), *self.keywords.seeds]
        computed = {form for one in self._extracted for form in (one.id, one.phrase, *one.forms)}
        return frozenset(map(phrase_key, (*curated, *computed)))

    @cached_property
    def stop_keys(self) -> frozenset[str]:
        """The keys of the stop phrases."""
        return frozenset(map(phrase_key, self.keywords.stop))

    @cached_property
    def _papers_by_name(self) -> Names:
        return Names(self.titles)

    @cached_property
    def _topics_by_name(self) -> Names:
        return Names(self.topic_names)

    @cached_property
    def _keywords_by_name(self) -> Names:
        computed = {one.id: one.phrase for one in self._extracted}
        phrases = {*computed.values(), *self.keywords.seeds, *self.keywords.aliases}
        return Names({phrase: phrase for phrase in phrases})

    def check_paper(
        self, reading: FileReading[Any], loc: Loc, id_: str, *, key: bool = False
    ) -> Iterator[Problem]:
        """Report a paper that was never seen, or is retired."""
        if id_ in self.titles:
            return
        if id_ in self.retired_papers:
            yield reading.problem(loc, _gone(self.retired_papers[id_]), "warning", key=key)
            return
        nearest = did_you_mean(self._papers_by_name.nearest(id_))
        yield reading.problem(loc, f'unknown paper "{id_}"{nearest}', key=key)

    def check_topic(
        self, reading: FileReading[Any], loc: Loc, id_: str, *, key: bool = False
    ) -> Iterator[Problem]:
        """Report a topic that was never seen, or is retired."""
        if id_ in self.topic_names:
            return
        if id_ in self.retired_topics:
            yield reading.problem(loc, _gone(self.retired_topics[id_]), "warning", key=key)
            return
        nearest = did_you_mean(self._topics_by_name.nearest(id_))
        yield reading.problem(loc, f'unknown topic "{id_}"{nearest}', key=key)

    def check_keyword(self, reading: FileReading[Any], loc: Loc, phrase: str) -> Iterator[Problem]:
        """Report a phrase that is no form of any keyword, or never may be one."""
        if phrase_key(phrase) in self.stop_keys:
            yield reading.problem(
                loc, f'"{phrase}" is a stop phrase in keywords.yml, so no topic can have it'
            )
        elif phrase_key(phrase) not in self.keyword_keys:
            nearest = did_you_mean(self._keywords_by_name.nearest(phrase))
            more = "" if nearest else '; "seeds" in keywords.yml makes one'
            yield reading.problem(loc, f'unknown keyword "{phrase}"{nearest}{more}')


def circle(start: str, leads_to: Mapping[str, str]) -> list[str]:
    """Return the way from `start` back to it, [] if it does not lead back."""
    way = [start]
    while (following := leads_to.get(way[-1])) is not None and following not in way:
        way.append(following)
    return [*way, start] if following == start else []


def _retired(lock: Lock, kind: str) -> dict[str, Retired]:
    return {gone.id: gone for gone in lock.retired if gone.kind == kind}


def _gone(gone: Retired) -> str:
    then = f'replaced by "{gone.to}"' if gone.to else "and nothing replaced it"
    return f'the {gone.kind} "{gone.id}" is retired, {then}; these lines stay, and count again if it returns'
