"""What happened between two states of a list, story by story, and what holds for any two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.library import Library, LibraryTopic, OldAddress
from papershelf.review.diff import Difference, compare_libraries
from papershelf.review.diff.difference import (
    Entry,
    KeywordMerged,
    KeywordRenamed,
    ListChange,
    PaperAdded,
    PaperEdited,
    PaperMerged,
    PaperRemoved,
    TopicEdited,
    TopicMerged,
    TopicNote,
    TopicRenamed,
    TopicResized,
    TopicSplit,
)
from tests.world import keyword, library, paper, reading_list, topic


def test_papers_come_and_go() -> None:
    after = library(
        [paper("b"), paper("c", topics=["x"])],
        topics=[topic("x", "c", "Streams")],
        old_addresses=[OldAddress("paper", "a", "Title of a", reason="not a paper")],
    )
    changes = compare_libraries(library("ab"), after).papers
    assert changes.added == (PaperAdded("c", "Title of c", "2026-11-21", ("Streams",)),)
    assert changes.removed == (PaperRemoved("a", "Title of a", "not a paper"),)


def test_a_paper_declared_the_same_is_merged_not_removed() -> None:
    after = library("b", old_addresses=[OldAddress("paper", "a", "Title of a", "b")])
    changes = compare_libraries(library("ab"), after).papers
    assert changes.merged == (PaperMerged("a", "Title of a", "b", "Title of b"),)
    assert (changes.added, changes.removed) == ((), ())


def test_a_paper_under_another_id_is_edited_not_added() -> None:
    after = library([paper("b", "Better title")], old_addresses=[OldAddress("paper", "a", "Title of a", "b")])
    changes = compare_libraries(library("a"), after).papers
    assert changes.edited == (PaperEdited("b", "Better title", ("id", "title"), "Title of a"),)
    assert (changes.added, changes.removed, changes.merged) == ((), (), ())


def test_a_curators_note_is_an_edit() -> None:
    changes = compare_libraries(library("a"), library([paper("a", note="Read it.")])).papers
    assert changes.edited == (PaperEdited("a", "Title of a", ("note",), "Title of a"),)


@pytest.mark.parametrize(
    ("before", "after", "part", "expected"),
    [
        ([], [topic("x", "ab")], "new", TopicNote("x", "X", 2)),
        ([topic("x", "ab")], [], "gone", TopicNote("x", "X", 2)),
        ([topic("x", "ab")], [topic("x", "ab", "Other")], "renamed", TopicRenamed("x", "Other", "x", "X")),
        ([topic("x", "abc")], [topic("y", "abd")], "renamed", TopicRenamed("y", "Y", "x", "X")),
        (
            [topic("x", "abc")],
            [topic("x", "abcd")],
            "resized",
            TopicResized("x", "X", 3, 4, ("d",), ()),
        ),
        (
            [topic("x", "abcdef")],
            [topic("x", "abc"), topic("y", "def")],
            "split",
            TopicSplit("x", "X", (TopicNote("y", "Y", 3),), remains=True),
        ),
        (
            [topic("x", "abcdef"), topic("z", "gh")],
            [topic("w", "abc"), topic("y", "def"), topic("z", "gh")],
            "split",
            TopicSplit("x", "X", (TopicNote("w", "W", 3), TopicNote("y", "Y", 3)), remains=False),
        ),
        (
            [topic("x", "ab"), topic("y", "cde")],
            [topic("y", "abcde")],
            "merged",
            TopicMerged("x", "X", "y", "Y"),
        ),
        (
            [topic("x", "ab"), topic("y", "cd")],
            [topic("x", "ab", parent="y"), topic("y", "cd")],
            "edited",
            TopicEdited("x", "X", ("parent",)),
        ),
    ],
    ids="new gone label id grown split-off split-up merged moved".split(),
)
def test_a_story_of_topics(
    before: list[LibraryTopic], after: list[LibraryTopic], part: str, expected: object
) -> None:
    changes = compare_libraries(library("abcdefgh", topics=before), library("abcdefgh", topics=after)).topics
    assert getattr(changes, part) == (expected,)
    told = {
        name for name in ("new", "gone", "renamed", "split", "merged", "edited") if getattr(changes, name)
    }
    assert told == {part} - {"resized"}


def test_an_old_address_tells_more_than_papers_do() -> None:
    before = library("abcd", topics=[topic("x", "ab"), topic("y", "abcd"), topic("z", "cd")])
    led = library(
        "abcd", topics=list(before.topics.values())[1:], old_addresses=[OldAddress("topic", "x", "X", "z")]
    )
    hidden = library(
        "abcd",
        topics=list(before.topics.values())[1:],
        old_addresses=[OldAddress("topic", "x", "X", None, "hidden")],
    )
    assert compare_libraries(before, led).topics.merged == (TopicMerged("x", "X", "z", "Z"),)
    assert compare_libraries(before, hidden).topics.gone == (TopicNote("x", "X", 2),)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"": "abc"}, {"": "abc"}, None),
        ({"": "abc"}, {"": "abcd"}, {"added": "d"}),
        ({"": "abc"}, {"": "ac"}, {"removed": "b"}),
        ({"": "abcd"}, {"": "bcda"}, {"moved": "a"}),
        ({"": "abcd"}, {"": "dabc"}, {"moved": "d"}),
        ({"": "abcd"}, {"": "abxcd"}, {"added": "x"}),
        ({"one": "ab", "two": "c"}, {"one": "a", "two": "bc"}, {"moved": "b"}),
    ],
    ids="same added removed down up between section".split(),
)
def test_entries_of_a_list(
    before: dict[str, str], after: dict[str, str], expected: dict[str, str] | None
) -> None:
    one = library("abcdx", lists=[reading_list("list", before)])
    other = library("abcdx", lists=[reading_list("list", after)])
    entries = {
        part: tuple(Entry(key, f"Title of {key}") for key in keys) for part, keys in (expected or {}).items()
    }
    change = ListChange("list", "List", "changed", "List", **entries)  # type: ignore[arg-type]
    assert compare_libraries(one, other).lists == ((change,) if expected else ())


def test_lists_come_go_and_are_rewritten() -> None:
    before = library("a", lists=[reading_list("gone", {"": "a"}), reading_list("kept", {"": "a"})])
    after = library(
        "a",
        lists=[
            reading_list("kept", "a", "Renamed", {"a": "Read it."}),
            reading_list("new", {"": "a"}),
        ],
    )
    entry = (Entry("a", "Title of a"),)
    assert compare_libraries(before, after).lists == (
        ListChange("kept", "Renamed", "changed", "Kept", rewritten=entry),
        ListChange("new", "New", "new", "", added=entry),
        ListChange("gone", "Gone", "gone", "Gone", removed=entry),
    )


def test_keywords_merge_and_change_their_form() -> None:
    before = library(
        keywords=[keyword("LLMs"), keyword("language models"), keyword("gans", id_="gan"), keyword("MoE")]
    )
    after = library(
        keywords=[
            keyword("language models", forms=["LLMs"]),
            keyword("GANs", id_="gan"),
            keyword("experts", forms=["MoE"]),
        ]
    )
    changes = compare_libraries(before, after).keywords
    assert changes.merged == (KeywordMerged("llms", "LLMs", "language-models", "language models"),)
    assert changes.renamed == (
        KeywordRenamed("experts", "experts", "MoE"),
        KeywordRenamed("gan", "GANs", "gans"),
    )


IDS = st.sets(st.sampled_from("abcdefghij"))


@st.composite
def libraries(draw: st.DrawFn) -> Library:
    papers = sorted(draw(IDS))
    some = st.lists(st.sampled_from(papers), unique=True) if papers else st.just([])
    topics = [topic(key, draw(some), draw(st.sampled_from("XY"))) for key in sorted(draw(IDS))[:4]]
    lists = [reading_list(key, {"": draw(some)}) for key in sorted(draw(IDS))[:3]]
    keywords = [keyword(key, forms=[draw(st.sampled_from("pqr"))]) for key in sorted(draw(IDS))[:4]]
    return library(papers, topics=topics, lists=lists, keywords=keywords)


@given(libraries())
def test_nothing_differs_from_itself(one: Library) -> None:
    assert compare_libraries(one, one) == Difference()
    assert compare_libraries(one, one).is_empty


@given(libraries(), libraries())
def test_what_is_added_one_way_is_removed_the_other(one: Library, other: Library) -> None:
    there, back = compare_libraries(one, other), compare_libraries(other, one)
    assert [each.id for each in there.papers.added] == [each.id for each in back.papers.removed]
    added = {change.id: set(change.added) for change in there.lists}
    assert added == {change.id: set(change.removed) for change in back.lists}
    grown = {one.id: (one.gained, one.lost) for one in there.topics.resized}
    assert grown == {one.id: (one.lost, one.gained) for one in back.topics.resized}


@given(libraries(), libraries())
def test_every_topic_on_one_side_alone_is_told(one: Library, other: Library) -> None:
    changes = compare_libraries(one, other).topics
    came = {t.id for t in other.topics.values()} - {t.id for t in one.topics.values()}
    went = {t.id for t in one.topics.values()} - {t.id for t in other.topics.values()}
    parts = {part.id for split in changes.split for part in split.parts}
    assert came == {t.id for t in changes.new} | parts | {t.id for t in changes.renamed if t.id in came}
    told = (
        {t.id for t in changes.gone} | {t.id for t in changes.merged} | {t.id_before for t in changes.renamed}
    )
    assert went <= told | {split.id for split in changes.split if not split.remains}


@given(libraries(), libraries())
def test_empty_is_said_only_where_all_is_equal(one: Library, other: Library) -> None:
    if compare_libraries(one, other).is_empty:
        assert set(one.papers) == set(other.papers)
        assert one.lists == other.lists
        assert {(t.id, t.label, frozenset(t.paper_ids)) for t in one.topics.values()} == {
            (t.id, t.label, frozenset(t.paper_ids)) for t in other.topics.values()
        }
