"""What curation may refer to: the papers, topics and keywords there are, and those there were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from papershelf.model import Extraction, Paper, Retired, Topic
from papershelf.text import phrase_key


@dataclass(frozen=True, slots=True)
class Known:
    """Ids with the names people know them by.

    Args:
        papers: paper id → title.
        topics: topic id → label, as computed.
        keywords: keyword id → display form, as computed.
        forms: keys (`phrase_key`) of every form in which a keyword was seen.
        parents: topic id → the topic above it, as computed.
        retired: what was published once and is gone.
    """

    papers: Mapping[str, str] = field(default_factory=dict)
    topics: Mapping[str, str] = field(default_factory=dict)
    keywords: Mapping[str, str] = field(default_factory=dict)
    forms: frozenset[str] = frozenset()
    parents: Mapping[str, str | None] = field(default_factory=dict)
    retired: tuple[Retired, ...] = ()

    @classmethod
    def of(
        cls,
        papers: Iterable[Paper],
        topics: Iterable[Topic] = (),
        extractions: Iterable[Extraction] = (),
        retired: Iterable[Retired] = (),
    ) -> Known:
        """Collect what the sources and the lock hold."""
        keywords = [keyword for extraction in extractions for keyword in extraction.keywords]
        by_id = {topic.id: topic for topic in topics}
        return cls(
            papers={paper.id: paper.title for paper in papers},
            topics={id_: topic.label for id_, topic in by_id.items()},
            keywords={keyword.id: keyword.phrase for keyword in keywords},
            forms=frozenset(phrase_key(form) for keyword in keywords for form in keyword.forms),
            parents={id_: topic.parent for id_, topic in by_id.items()},
            retired=tuple(retired),
        )
