"""The five kinds of curation file as pydantic models; the JSON Schemas and the reference come from them.

All scalars arrive as text. The texts of these fields are the reference's: write them for curators.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, get_args
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, RootModel, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.curation.names import Names, did_you_mean
from generator.shapes import LinkKind
from generator.text import slug

LINK_KINDS: tuple[str, ...] = get_args(LinkKind)
_MEANT = {"yes": ["true"], "on": ["true"], "1": ["true"], "no": ["false"], "off": ["false"], "0": ["false"]}
_UNFIT_IN_URL = re.compile(r"[\s\x00-\x1f\x7f<>\"]")


def _text(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    raise PydanticCustomError("text", f"expected a text, found {_found(value)}")


def _line(value: object) -> str:
    text = _text(value)
    if not text:
        raise PydanticCustomError("line", "this text is empty")
    if "\n" in text:
        raise PydanticCustomError("line", "expected a text of one line")
    return text


def _phrase(value: object) -> str:
    phrase = _line(value)
    if not any(char.isalnum() for char in phrase):
        raise PydanticCustomError("phrase", f'"{phrase}" has neither letters nor digits')
    return phrase


def _flag(value: object) -> bool:
    if value in {"true", "True", "TRUE"}:
        return True
    if value in {"false", "False", "FALSE"}:
        return False
    meant = did_you_mean(_MEANT.get(str(value).casefold(), ()))
    raise PydanticCustomError("flag", f"expected true or false, found {_found(value)}{meant}")


def _count(value: object) -> int:
    if isinstance(value, str) and re.fullmatch(r"0|[1-9][0-9]{0,3}", value):
        return int(value)
    raise PydanticCustomError("count", f"expected a whole number below 10000, found {_found(value)}")


def _reason(value: object) -> str:
    reason = _line(value)
    if reason.casefold() in {"true", "false", "yes", "no", "on", "off"}:
        raise PydanticCustomError("reason", 'expected the reason in words, such as "not a paper"')
    return reason


def _kind(value: object) -> str:
    kind = _line(value)
    if kind in LINK_KINDS:
        return kind
    known = ", ".join(LINK_KINDS)
    meant = did_you_mean(Names(dict.fromkeys(LINK_KINDS, "")).nearest(kind, 1)) or f"; one of {known}"
    raise PydanticCustomError("kind", f'unknown kind "{kind}"{meant}')


def _url(value: object) -> str:
    url = _line(value)
    try:
        parts = urlsplit(url)
        is_fit = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_fit = False
    if not is_fit or _UNFIT_IN_URL.search(url):
        raise PydanticCustomError("url", f'"{url}" is no address that begins with https:// or http://')
    return url


def _found(value: object) -> str:
    if isinstance(value, str):
        return f'"{value}"' if value else "an empty text"
    if isinstance(value, list):
        return "a list"
    return "keys and values" if isinstance(value, dict) else "nothing"


def _written(check: Any, **schema: Any) -> Any:
    """Return what turns text into a value; the schema takes what other YAML readers make of a plain text."""
    return (BeforeValidator(check), WithJsonSchema(schema))


_TEXT = {"type": ["string", "number", "boolean"]}
Markdown = Annotated[str, *_written(_text, **_TEXT)]
Line = Annotated[str, *_written(_line, **_TEXT)]
Phrase = Annotated[str, *_written(_phrase, **_TEXT)]
Reason = Annotated[str, *_written(_reason, type=["string", "number"], minLength=1)]
Flag = Annotated[bool, *_written(_flag, type="boolean")]
Count = Annotated[int, *_written(_count, type="integer", minimum=0, maximum=9999)]
Minutes = Annotated[int, *_written(_count, type="integer", minimum=1, maximum=9999), Field(ge=1)]
Kind = Annotated[LinkKind, *_written(_kind, enum=list(LINK_KINDS))]
Url = Annotated[str, *_written(_url, type="string", pattern="^https?://")]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class EntryModel(_Model):
    """A paper on a list."""

    paper: Line = Field(description="The paper's id: the last part of its page's address.")
    note: Markdown = Field("", description="Why to read it, and what for; Markdown.")
    start: Flag = Field(False, description='Marks the paper "start here".')
    minutes: Minutes | None = Field(None, description="How long it takes to read, in minutes.")


class SectionModel(_Model):
    """A part of a list."""

    title: Line = Field(description="The section's heading.")
    papers: list[EntryModel] = Field(description="The section's papers, in order.")


class ListModel(_Model):
    """A reading list: curation/lists/NAME.yml; NAME is its id and the end of its address."""

    title: Line = Field(description="The list's title.")
    description: Markdown = Field("", description="What the list is for and how to read it; Markdown.")
    papers: list[EntryModel] | None = Field(None, description="The papers in reading order.")
    sections: list[SectionModel] | None = Field(
        None,
        description="Stands for `papers` where a list has parts, each with a title and papers of its own.",
    )


class TopicModel(_Model):
    """What is decided about one topic; its id is the last part of its page's address."""

    label: Line | None = Field(None, description="The topic's name, in place of the computed one.")
    description: Markdown = Field("", description="What the topic is about, on top of its page; Markdown.")
    keywords: list[Phrase] = Field(
        [], description="The keywords that make the topic. With `label` they make a new one: a split-off."
    )
    merge: list[Line] = Field(
        [], description="Ids of topics that become part of this one; their addresses lead here."
    )
    add_keywords: list[Phrase] = Field([], description="Keywords that belong here too.")
    drop_keywords: list[Phrase] = Field([], description="Keywords that do not belong here.")
    parent: Markdown | None = Field(
        None, description='Id of the topic above this one; "" makes it a topic of the first level.'
    )
    pin: Flag = Field(
        False, description="Puts the topic first on the index; pinned ones in the file's order."
    )
    hide: Flag = Field(False, description="Leaves the topic out; its address says that it is gone.")


class TopicsModel(RootModel[dict[Line, TopicModel]]):
    """Decisions about topics: curation/topics.yml; by topic id."""


class KeywordsModel(_Model):
    """Decisions about keywords: curation/keywords.yml."""

    aliases: dict[Phrase, list[Phrase]] = Field(
        {}, description="The form to show: its other forms. All of them become one keyword."
    )
    stop: list[Phrase] = Field([], description="Phrases that are never a keyword.")
    seeds: list[Phrase] = Field([], description="Phrases that are a keyword wherever they occur in a paper.")


class LinkModel(_Model):
    """A link that a curator adds."""

    kind: Kind = Field(description="What stands behind it.")
    url: Url = Field(description="An address that begins with https:// or http://.")


class PaperTopicsModel(_Model):
    """Topics that a curator gives a paper or takes from it."""

    add: list[Line] = Field([], description="Ids of topics where the paper belongs.")
    remove: list[Line] = Field([], description="Ids of topics where it does not belong.")


class PaperModel(_Model):
    """What is decided about one paper; its id is the last part of its page's address."""

    note: Markdown = Field("", description="A remark that its page shows; Markdown.")
    pin: Flag = Field(False, description="Puts the paper first on its topics' pages.")
    hide: Reason | None = Field(
        None, description="Leaves the paper out, for this reason; its address says so."
    )
    same_as: Line | None = Field(
        None, description="Id of the paper that this one duplicates: its places and its address go there."
    )
    tags: list[Line] = Field([], description="Words of the curator's own.")
    links: list[LinkModel] = Field([], description="Links to the paper, its code, a video, slides and so on.")
    title: Line | None = Field(None, description="Corrects the title as it is shown.")
    abstract: Markdown | None = Field(None, description="Corrects the abstract as it is shown.")
    topics: PaperTopicsModel = Field(
        PaperTopicsModel(add=[], remove=[]), description="Topics added and removed."
    )


class PapersModel(RootModel[dict[Line, PaperModel]]):
    """Decisions about papers: curation/papers.yml; by paper id."""


class HomeModel(_Model):
    """The home page: curation/home.yml."""

    intro: Markdown = Field("", description="The text on top of the home page; Markdown.")
    lists: list[Line] = Field([], description="Ids of lists in order; the rest follow by title.")
    new: Count = Field(20, description='How many of the latest papers the site shows as "new".')


FileModel = ListModel | TopicsModel | KeywordsModel | PapersModel | HomeModel
MODELS: dict[str, type[FileModel]] = {
    "list": ListModel,
    "topics": TopicsModel,
    "keywords": KeywordsModel,
    "papers": PapersModel,
    "home": HomeModel,
}
Kinds = Literal["list", "topics", "keywords", "papers", "home"]


def is_slug(text: str) -> bool:
    """Say whether a text can be the last part of an address."""
    return bool(text) and slug(text) == text
