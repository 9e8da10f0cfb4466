"""What curators decide: the five kinds of file in curation/, each a frozen model, which is the decision.

The JSON Schemas and the reference are made from these: write the fields' texts for curators.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict, Field, RootModel

from papershelf.curation.scalars import Count, Flag, Kind, Line, Markdown, Minutes, Phrase, Reason, Url


class _Decision(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ListEntry(_Decision):
    """A paper on a list."""

    paper: Line = Field(
        description="The paper's id: the last part of its page's address.",
        examples=["matryoshka-representation-learning"],
    )
    note: Markdown = Field(
        default="",
        description="Why to read it, and what for; Markdown.",
        examples=["Read this first; the others build on its nesting."],
    )
    start: Flag = Field(default=False, description='Marks the paper "start here".', examples=[True])
    minutes: Minutes | None = Field(
        default=None, description="How long it takes to read, in minutes.", examples=[20]
    )


class ListSection(_Decision):
    """A part of a list."""

    title: Line = Field(description="The section's heading.", examples=["The idea"])
    papers: tuple[ListEntry, ...] = Field(
        description="The section's papers, in order.",
        examples=[[{"paper": "matryoshka-representation-learning"}]],
    )


class ReadingList(_Decision):
    """A reading list: curation/lists/NAME.yml; NAME is its id and the end of its address."""

    title: Line = Field(description="The list's title.", examples=["Representations that fold: start here"])
    description: Markdown = Field(
        default="",
        description="What the list is for and how to read it; Markdown.",
        examples=["One vector, many sizes. From the idea to what it makes possible."],
    )
    papers: tuple[ListEntry, ...] | None = Field(
        default=None,
        description="The papers in reading order.",
        examples=[[{"paper": "matryoshka-representation-learning", "start": True}]],
    )
    sections: tuple[ListSection, ...] | None = Field(
        default=None,
        description="Stands for `papers` where a list has parts, each with a title and papers of its own.",
        examples=[[{"title": "The idea", "papers": [{"paper": "matryoshka-representation-learning"}]}]],
    )

    @property
    def parts(self) -> tuple[ListSection, ...]:
        """The list's sections; the papers of a list without any are one section that has no title."""
        own = () if self.papers is None else (ListSection.model_construct(title="", papers=self.papers),)
        return (*own, *(self.sections or ()))


class TopicDecision(_Decision):
    """What is decided about one topic; its id is the last part of its page's address."""

    label: Line | None = Field(
        default=None,
        description="The topic's name, in place of the computed one.",
        examples=["Continual learning"],
    )
    description: Markdown = Field(
        default="",
        description="What the topic is about, on top of its page; Markdown.",
        examples=["Learning a stream of tasks without forgetting."],
    )
    keywords: tuple[Phrase, ...] = Field(
        default=(),
        description="The keywords that make the topic. With `label` they make a new one: a split-off.",
        examples=[["test-time training", "test-time adaptation"]],
    )
    merge: tuple[Line, ...] = Field(
        default=(),
        description="Ids of topics that become part of this one; their addresses lead here.",
        examples=[["catastrophic-forgetting"]],
    )
    add_keywords: tuple[Phrase, ...] = Field(
        default=(), description="Keywords that belong here too.", examples=[["experience replay"]]
    )
    drop_keywords: tuple[Phrase, ...] = Field(
        default=(), description="Keywords that do not belong here.", examples=[["plasticity"]]
    )
    parent: Markdown | None = Field(
        default=None,
        description='Id of the topic above this one; "" makes it a topic of the first level.',
        examples=["learning-settings"],
    )
    pin: Flag = Field(
        default=False,
        description="Puts the topic first on the index; pinned ones in the file's order.",
        examples=[True],
    )
    hide: Flag = Field(
        default=False, description="Leaves the topic out; its address says that it is gone.", examples=[True]
    )


class TopicsFile(RootModel[dict[Line, TopicDecision]]):
    """Decisions about topics: curation/topics.yml; by topic id."""


class KeywordDecisions(_Decision):
    """Decisions about keywords: curation/keywords.yml."""

    aliases: dict[Phrase, tuple[Phrase, ...]] = Field(
        default={},
        description="The form to show: its other forms. All of them become one keyword.",
        examples=[{"large language models": ["LLM", "LLMs"]}],
    )
    stop: tuple[Phrase, ...] = Field(
        default=(), description="Phrases that are never a keyword.", examples=[["extensive experiments"]]
    )
    seeds: tuple[Phrase, ...] = Field(
        default=(),
        description="Phrases that are a keyword wherever they occur in a paper.",
        examples=[["KV cache"]],
    )


class CuratedLink(_Decision):
    """A link that a curator adds."""

    kind: Kind = Field(description="What stands behind it.", examples=["code"])
    url: Url = Field(
        description="An address that begins with https:// or http://.", examples=["https://example.org/code"]
    )


class PaperTopics(_Decision):
    """Topics that a curator gives a paper or takes from it."""

    add: tuple[Line, ...] = Field(
        default=(), description="Ids of topics where the paper belongs.", examples=[["retrieval"]]
    )
    remove: tuple[Line, ...] = Field(
        default=(), description="Ids of topics where it does not belong.", examples=[["efficiency"]]
    )


class PaperDecision(_Decision):
    """What is decided about one paper; its id is the last part of its page's address."""

    note: Markdown = Field(
        default="",
        description="A remark that its page shows; Markdown.",
        examples=["The idea behind adjustable vector sizes."],
    )
    pin: Flag = Field(
        default=False, description="Puts the paper first on its topics' pages.", examples=[True]
    )
    hide: Reason | None = Field(
        default=None,
        description="Leaves the paper out, for this reason; its address says so.",
        examples=["not a paper"],
    )
    same_as: Line | None = Field(
        default=None,
        description="Id of the paper that this one duplicates: its places and its address go there.",
        examples=["matryoshka-representation-learning"],
    )
    tags: tuple[Line, ...] = Field(
        default=(), description="Words of the curator's own.", examples=[["classic"]]
    )
    links: tuple[CuratedLink, ...] = Field(
        default=(),
        description="Links to the paper, its code, a video, slides and so on.",
        examples=[[{"kind": "paper", "url": "https://arxiv.org/abs/2205.13147"}]],
    )
    title: Line | None = Field(
        default=None,
        description="Corrects the title as it is shown.",
        examples=["Matryoshka Representation Learning"],
    )
    abstract: Markdown | None = Field(
        default=None,
        description="Corrects the abstract as it is shown.",
        examples=["The abstract, as it should have been."],
    )
    topics: PaperTopics = Field(
        default=PaperTopics(),
        description="Topics added and removed.",
        examples=[{"add": ["retrieval"], "remove": ["efficiency"]}],
    )


class PapersFile(RootModel[dict[Line, PaperDecision]]):
    """Decisions about papers: curation/papers.yml; by paper id."""


class Home(_Decision):
    """The home page: curation/home.yml."""

    intro: Markdown = Field(
        default="",
        description="The text on top of the home page; Markdown.",
        examples=["What this list is for."],
    )
    lists: tuple[Line, ...] = Field(
        default=(), description="Ids of lists in order; the rest follow by title.", examples=[["folding"]]
    )
    new: Count = Field(
        default=20, description='How many of the latest papers the site shows as "new".', examples=[12]
    )


FileModel = ReadingList | TopicsFile | KeywordDecisions | PapersFile | Home
MODELS: dict[str, type[FileModel]] = {
    "list": ReadingList,
    "topics": TopicsFile,
    "keywords": KeywordDecisions,
    "papers": PapersFile,
    "home": Home,
}


@dataclass(frozen=True, slots=True)
class Curation:
    """Everything in curation/, each part by id in its file's order."""

    lists: Mapping[str, ReadingList] = field(default_factory=dict)
    topics: Mapping[str, TopicDecision] = field(default_factory=dict)
    keywords: KeywordDecisions = field(default_factory=KeywordDecisions)
    papers: Mapping[str, PaperDecision] = field(default_factory=dict)
    home: Home = field(default_factory=Home)
