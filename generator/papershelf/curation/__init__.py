"""Reads what curators decide: hardened YAML with positions, typed values, all problems at once; edits it."""

from papershelf.curation.choose import fitting
from papershelf.curation.edits import (
    Edit,
    alias_keyword,
    applied,
    decide_paper,
    decide_topic,
    decline_suggestion,
    edited,
    list_paper,
    merge_topic,
    place_paper,
    split_topic,
    stop_keyword,
    tag_paper,
)
from papershelf.curation.read import Reading, parse_curation, read_contents, read_curation
from papershelf.curation.yaml.surgery import AddItem, EditError, SetValue

__all__ = [
    "AddItem",
    "Edit",
    "EditError",
    "Reading",
    "SetValue",
    "alias_keyword",
    "applied",
    "decide_paper",
    "decide_topic",
    "decline_suggestion",
    "edited",
    "fitting",
    "list_paper",
    "merge_topic",
    "parse_curation",
    "place_paper",
    "read_contents",
    "read_curation",
    "split_topic",
    "stop_keyword",
    "tag_paper",
]
