"""The five kinds of curation file as pydantic models; the JSON Schemas and the reference come from them.

The texts of these fields are the reference's: write them for curators.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from papershelf.curation.scalars import Count, Flag, Kind, Line, Markdown, Minutes, Phrase, Reason, Url


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class EntryModel(_Model):
    """A paper on a list."""

    paper: Line = Field(
        description="The paper's id: the last part of its page's address.",
        examples=["matryoshka-representation-learning"],
    )
    note: Markdown = Field(
        "",
        description="Why to read it, and what for; Markdown.",
        examples=["Read this first; the others build on its nesting."],
    )
    start: Flag = Field(False, description='Marks the paper "start here".', examples=[True])
    minutes: Minutes | None = Field(None, description="How long it takes to read, in minutes.", examples=[20])


class SectionModel(_Model):
    """A part of a list."""

    title: Line = Field(description="The section's heading.", examples=["The idea"])
    papers: list[EntryModel] = Field(
        description="The section's papers, in order.",
        examples=[[{"paper": "matryoshka-representation-learning"}]],
    )


class ListModel(_Model):
    """A reading list: curation/lists/NAME.yml; NAME is its id and the end of its address."""

    title: Line = Field(description="The list's title.", examples=["Representations that fold: start here"])
    description: Markdown = Field(
        "",
        description="What the list is for and how to read it; Markdown.",
        examples=["One vector, many sizes. From the idea to what it makes possible."],
    )
    papers: list[EntryModel] | None = Field(
        None,
        description="The papers in reading order.",
        examples=[[{"paper": "matryoshka-representation-learning", "start": True}]],
    )
    sections: list[SectionModel] | None = Field(
        None,
        description="Stands for `papers` where a list has parts, each with a title and papers of its own.",
        examples=[[{"title": "The idea", "papers": [{"paper": "matryoshka-representation-learning"}]}]],
    )


class TopicModel(_Model):
    """What is decided about one topic; its id is the last part of its page's address."""

    label: Line | None = Field(
        None, description="The topic's name, in place of the computed one.", examples=["Continual learning"]
    )
    description: Markdown = Field(
        "",
        description="What the topic is about, on top of its page; Markdown.",
        examples=["Learning a stream of tasks without forgetting."],
    )
    keywords: list[Phrase] = Field(
        [],
        description="The keywords that make the topic. With `label` they make a new one: a split-off.",
        examples=[["test-time training", "test-time adaptation"]],
    )
    merge: list[Line] = Field(
        [],
        description="Ids of topics that become part of this one; their addresses lead here.",
        examples=[["catastrophic-forgetting"]],
    )
    add_keywords: list[Phrase] = Field(
        [], description="Keywords that belong here too.", examples=[["experience replay"]]
    )
    drop_keywords: list[Phrase] = Field(
        [], description="Keywords that do not belong here.", examples=[["plasticity"]]
    )
    parent: Markdown | None = Field(
        None,
        description='Id of the topic above this one; "" makes it a topic of the first level.',
        examples=["learning-settings"],
    )
    pin: Flag = Field(
        False,
        description="Puts the topic first on the index; pinned ones in the file's order.",
        examples=[True],
    )
    hide: Flag = Field(
        False, description="Leaves the topic out; its address says that it is gone.", examples=[True]
    )


class TopicsModel(RootModel[dict[Line, TopicModel]]):
    """Decisions about topics: curation/topics.yml; by topic id."""


class KeywordsModel(_Model):
    """Decisions about keywords: curation/keywords.yml."""

    aliases: dict[Phrase, list[Phrase]] = Field(
        {},
        description="The form to show: its other forms. All of them become one keyword.",
        examples=[{"large language models": ["LLM", "LLMs"]}],
    )
    stop: list[Phrase] = Field(
        [], description="Phrases that are never a keyword.", examples=[["extensive experiments"]]
    )
    seeds: list[Phrase] = Field(
        [], description="Phrases that are a keyword wherever they occur in a paper.", examples=[["KV cache"]]
    )


class LinkModel(_Model):
    """A link that a curator adds."""

    kind: Kind = Field(description="What stands behind it.", examples=["code"])
    url: Url = Field(
        description="An address that begins with https:// or http://.", examples=["https://example.org/code"]
    )


class PaperTopicsModel(_Model):
    """Topics that a curator gives a paper or takes from it."""

    add: list[Line] = Field(
        [], description="Ids of topics where the paper belongs.", examples=[["retrieval"]]
    )
    remove: list[Line] = Field(
        [], description="Ids of topics where it does not belong.", examples=[["efficiency"]]
    )


class PaperModel(_Model):
    """What is decided about one paper; its id is the last part of its page's address."""

    note: Markdown = Field(
        "",
        description="A remark that its page shows; Markdown.",
        examples=["The idea behind adjustable vector sizes."],
    )
    pin: Flag = Field(False, description="Puts the paper first on its topics' pages.", examples=[True])
    hide: Reason | None = Field(
        None,
        description="Leaves the paper out, for this reason; its address says so.",
        examples=["not a paper"],
    )
    same_as: Line | None = Field(
        None,
        description="Id of the paper that this one duplicates: its places and its address go there.",
        examples=["matryoshka-representation-learning"],
    )
    tags: list[Line] = Field([], description="Words of the curator's own.", examples=[["classic"]])
    links: list[LinkModel] = Field(
        [],
        description="Links to the paper, its code, a video, slides and so on.",
        examples=[[{"kind": "paper", "url": "https://arxiv.org/abs/2205.13147"}]],
    )
    title: Line | None = Field(
        None,
        description="Corrects the title as it is shown.",
        examples=["Matryoshka Representation Learning"],
    )
    abstract: Markdown | None = Field(
        None,
        description="Corrects the abstract as it is shown.",
        examples=["The abstract, as it should have been."],
    )
    topics: PaperTopicsModel = Field(
        PaperTopicsModel(add=[], remove=[]),
        description="Topics added and removed.",
        examples=[{"add": ["retrieval"], "remove": ["efficiency"]}],
    )


class PapersModel(RootModel[dict[Line, PaperModel]]):
    """Decisions about papers: curation/papers.yml; by paper id."""


class HomeModel(_Model):
    """The home page: curation/home.yml."""

    intro: Markdown = Field(
        "", description="The text on top of the home page; Markdown.", examples=["What this list is for."]
    )
    lists: list[Line] = Field(
        [], description="Ids of lists in order; the rest follow by title.", examples=[["folding"]]
    )
    new: Count = Field(
        20, description='How many of the latest papers the site shows as "new".', examples=[12]
    )


FileModel = ListModel | TopicsModel | KeywordsModel | PapersModel | HomeModel
MODELS: dict[str, type[FileModel]] = {
    "list": ListModel,
    "topics": TopicsModel,
    "keywords": KeywordsModel,
    "papers": PapersModel,
    "home": HomeModel,
}
Kinds = Literal["list", "topics", "keywords", "papers", "home"]
