"""The lines shown are YAML that says just the edit."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from papershelf.curation.models import (
    Curation,
    KeywordDecisions,
    PaperDecision,
    PaperTopics,
    TopicDecision,
)
from papershelf.review.suggest.acceptance import lines_of, scalar
from papershelf.review.suggest.suggestion import (
    AliasKeyword,
    Edit,
    ListPaper,
    MergeTopics,
    PlacePaper,
    SamePaper,
    SplitTopic,
)

CURATION = Curation(
    topics={"big": TopicDecision(merge=("old",))},
    keywords=KeywordDecisions(aliases={"language models": ("LM",)}),
    papers={"paper": PaperDecision(topics=PaperTopics(add=("first",)))},
)


@pytest.mark.parametrize(
    ("edit", "path", "meaning"),
    [
        (AliasKeyword("KV cache", "key: value"), "keywords.yml", {"aliases": {"KV cache": ["key: value"]}}),
        (
            AliasKeyword("language models", "LMs"),
            "keywords.yml",
            {"aliases": {"language models": ["LM", "LMs"]}},
        ),
        (MergeTopics("big", "small"), "topics.yml", {"big": {"merge": ["old", "small"]}}),
        (
            SplitTopic("big", "part", "Part: one", ("a, b", "c")),
            "topics.yml",
            {"part": {"label": "Part: one", "keywords": ["a, b", "c"], "parent": "big"}},
        ),
        (PlacePaper("paper", "topic"), "papers.yml", {"paper": {"topics": {"add": ["first", "topic"]}}}),
        (ListPaper("folding", "1-bit"), "lists/folding.yml", {"papers": [{"paper": "1-bit"}]}),
        (SamePaper("later", "first"), "papers.yml", {"later": {"same_as": "first"}}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_lines_read_back_as_the_edit(edit: Edit, path: str, meaning: object) -> None:
    lines = lines_of(edit, CURATION)
    assert (lines.path, yaml.safe_load(lines.text)) == (path, meaning)


@given(st.text(st.characters(exclude_categories=["Cs"])))
@pytest.mark.parametrize("frame", ["{}", "key: [{}, other]", "{{{}: x}}"])
def test_a_scalar_reads_back_as_it_was(frame: str, text: str) -> None:
    framed = frame.format(scalar(text))
    read = yaml.safe_load(framed)
    assert read in (text, {"key": [text, "other"]}, {text: "x"})


@pytest.mark.parametrize("text", ["no", "On", "1e3", "2024-01-01", "0x1f", "~", "- a", "a: b", "a #b", "é"])
def test_what_another_reader_would_take_for_a_value_is_quoted(text: str) -> None:
    assert scalar(text).startswith('"')
