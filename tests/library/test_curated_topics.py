import pytest

from papershelf.curation.models import (
    KeywordDecisions,
    PaperDecision,
    PaperTopics,
    TopicDecision,
)
from papershelf.library import TopicPlacement
from papershelf.library.curated_topics import curated_placements, curated_topics
from papershelf.library.vocabulary import keyword_vocabulary
from papershelf.model import (
    TopicKeyword,
)
from tests.library.corpus import extraction, keyword, keyword_ids, paper, topic, words_of


def test_rename_add_and_drop():
    decision = TopicDecision(label="Replay!", add_keywords=("Memory",), drop_keywords=("b",))
    words = words_of("a", "b", "memory")
    [found] = curated_topics([topic("replay", "a", "b")], {"replay": decision}, words)
    assert found.label == "Replay!"
    assert found.keywords == (TopicKeyword("memory", 1.0), TopicKeyword("a", 0.8))


def test_merge_takes_keywords_and_children():
    topics = [topic("one", "a"), topic("two", "b"), topic("below", "c", parent="two")]
    found = curated_topics(topics, {"one": TopicDecision(merge=("two",))}, words_of("a", "b", "c"))
    assert [(t.id, t.parent) for t in found] == [("one", None), ("below", "one")]
    assert keyword_ids(found[0]) == ["a", "b"]


def test_split_off_takes_its_keywords_from_the_others():
    decisions = {
        "new": TopicDecision(label="New", keywords=("b",)),
        "keeper": TopicDecision(add_keywords=("b",)),
    }
    topics = [topic("old", "a", "b"), topic("keeper", "b", "c")]
    found = {t.id: keyword_ids(t) for t in curated_topics(topics, decisions, words_of("a", "b", "c"))}
    assert found == {"old": ["a"], "keeper": ["b", "c"], "new": ["b"]}


def test_hidden_topic_goes_and_its_children_rise():
    topics = [topic("top", "a"), topic("below", "b", parent="top")]
    [found] = curated_topics(topics, {"top": TopicDecision(hide=True)}, words_of("a", "b"))
    assert (found.id, found.parent) == ("below", None)


@pytest.mark.parametrize(
    ("parents", "expected"),
    [
        pytest.param(
            {"a": "b", "b": "c", "c": None}, {"a": "c", "b": "c", "c": None}, id="two levels at most"
        ),
        pytest.param({"a": "b", "b": "a", "c": None}, {"a": None, "b": None, "c": None}, id="circle"),
        pytest.param({"a": "a", "b": None, "c": None}, {"a": None, "b": None, "c": None}, id="itself"),
        pytest.param({"a": "gone", "b": None, "c": None}, {"a": None, "b": None, "c": None}, id="unknown"),
    ],
)
def test_parents(parents, expected):
    decisions = {id_: TopicDecision(parent=parent) for id_, parent in parents.items()}
    found = curated_topics([topic(id_, id_) for id_ in "abc"], decisions, words_of("a", "b", "c"))
    assert {t.id: t.parent for t in found} == expected


def test_empty_parent_makes_a_topic_a_top_one():
    topics = [topic("top", "a"), topic("below", "b", parent="top")]
    found = curated_topics(topics, {"below": TopicDecision(parent="")}, words_of("a", "b"))
    assert [t.parent for t in found] == [None, None]


def test_aliased_keyword_stays_in_its_topic_under_its_new_id():
    where = paper("a")
    vocabulary = keyword_vocabulary(
        [extraction(where, keyword("LLM"), keyword("stopped"))],
        KeywordDecisions(aliases={"large language models": ("LLM",)}, stop=("stopped",)),
    )
    [found] = curated_topics([topic("language", "llm", "stopped")], {}, vocabulary)
    assert keyword_ids(found) == ["large-language-models"]


# --- placements ---------------------------------------------------------------------------------

PLACED = {
    "x": (
        TopicPlacement("a", "keywords", ("k",), "A sentence."),
        TopicPlacement("b", "title", ("k",)),
        TopicPlacement("below", "resemblance"),
    )
}
SHOWN = [topic("a"), topic("b"), topic("c"), topic("d"), topic("below", parent="top"), topic("top")]


@pytest.mark.parametrize(
    ("add", "remove", "expected"),
    [
        pytest.param((), (), ["a", "b", "below"], id="nothing"),
        pytest.param(("c",), (), ["c", "a", "b"], id="added first"),
        pytest.param((), ("a",), ["b", "below"], id="removed"),
        pytest.param((), ("top",), ["a", "b"], id="removed with those below"),
        pytest.param(("b",), (), ["b", "a", "below"], id="computed, then curated"),
        pytest.param(("merged", "gone"), (), ["c", "a", "b"], id="merged, gone"),
        pytest.param(("a", "b", "c", "d"), (), ["a", "b", "c", "d"], id="four"),
    ],
)
def test_curated_placements(add, remove, expected):
    decision = PaperDecision(topics=PaperTopics(add=add, remove=remove))
    found = curated_placements(PLACED, {"x": decision}, SHOWN, {"merged": "c"})
    assert [placement.topic_id for placement in found["x"]] == expected


def test_curated_placement_says_so_and_keeps_its_keywords():
    decision = PaperDecision(topics=PaperTopics(add=("a",)))
    found = curated_placements(PLACED, {"x": decision}, SHOWN)
    assert found["x"][0] == TopicPlacement("a", "curated", ("k",))
