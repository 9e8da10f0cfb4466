"""What happened between two states of a list, story by story, and what holds for any two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.library import Library, OldAddress
from papershelf.review.diff import Difference, compare_libraries
from papershelf.review.diff import difference as d
from tests.world import keyword, library, paper, reading_list, topic


def test_papers_come_and_go() -> None:
    after = library(
        [paper("b"), paper("c", topics=["x"])],
        topics=[topic("x", "c", "Streams")],
        old_addresses=[OldAddress("paper", "a", "Title of a", reason="not a paper")],
    )
    changes = compare_libraries(library("ab"), after).papers
    assert changes.added == (d.PaperAdded("c", "Title of c", "2026-11-21", ("Streams",)),)
    assert changes.removed == (d.PaperRemoved("a", "Title of a", "not a paper"),)


def test_a_paper_declared_the_same_is_merged_not_removed() -> None:
    after = library("b", old_addresses=[OldAddress("paper", "a", "Title of a", "b")])
    changes = compare_libraries(library("ab"), after).papers
    assert changes.merged == (d.PaperMerged("a", "Title of a", "b", "Title of b"),)
    assert (changes.added, changes.removed) == ((), ())


def test_a_paper_under_another_id_is_edited_not_added() -> None:
    after = library([paper("b", "Better title")], old_addresses=[OldAddress("paper", "a", "Title of a", "b")])
    changes = compare_libraries(library("a"), after).papers
    assert changes.edited == (d.PaperEdited("b", "Better title", ("id", "title"), "Title of a"),)
    assert (changes.added, changes.removed, changes.merged) == ((), (), ())


def test_a_curators_note_is_an_edit() -> None:
    changes = compare_libraries(library("a"), library([paper("a", note="Read it.")])).papers
    assert changes.edited == (d.PaperEdited("a", "Title of a", ("note",), "Title of a"),)


STORIES = [
    ([], [topic("x", "ab")], "new", d.TopicNote("x", "X", 2)),
    ([topic("x", "ab")], [], "gone", d.TopicNote("x", "X", 2)),
    ([topic("x", "ab")], [topic("x", "ab", "Other")], "renamed", d.TopicRenamed("x", "Other", "x", "X")),
    ([topic("x", "abc")], [topic("y", "abd")], "renamed", d.TopicRenamed("y", "Y", "x", "X")),
    ([topic("x", "abc")], [topic("x", "abcd")], "resized", d.TopicResized("x", "X", 3, 4, ("d",), ())),
    ([topic("x", "abcdef")], [topic("x", "abc"), topic("y", "def")], "split",
     d.TopicSplit("x", "X", (d.TopicNote("y", "Y", 3),), remains=True)),
    ([topic("x", "abcdef"), topic("z", "gh")], [topic("w", "abc"), topic("y", "def"), topic("z", "gh")],
     "split", d.TopicSplit("x", "X", (d.TopicNote("w", "W", 3), d.TopicNote("y", "Y", 3)), remains=False)),
    ([topic("x", "ab"), topic("y", "cd")], [topic("y", "abcd")], "merged", d.TopicMerged("x", "X", "y", "Y")),
    ([topic("x", "ab"), topic("y", "cd")], [topic("x", "ab", parent="y"), topic("y", "cd")], "edited",
     d.TopicEdited("x", "X", ("parent",))),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "part", "expected"),
    STORIES,
    ids="new gone label id grown split-off split-up merged moved".split(),
)
def test_a_story_of_topics(before, after, part: str, expected: object) -> None:
    changes = compare_libraries(library("abcdefgh", topics=before), library("abcdefgh", topics=after)).topics
    assert getattr(changes, part) == (expected,)
    parts = ("new", "gone", "renamed", "split", "merged", "edited")
    assert {name for name in parts if getattr(changes, name)} == {part} - {"resized"}


@pytest.mark.parametrize(
    ("old", "merged", "gone"),
    [
        (OldAddress("topic", "x", "X", "z"), (d.TopicMerged("x", "X", "z", "Z"),), ()),
        (OldAddress("topic", "x", "X", None, "hidden"), (), (d.TopicNote("x", "X", 2),)),
    ],
)
def test_an_old_address_tells_more_than_papers_do(old: OldAddress, merged: object, gone: object) -> None:
    topics = [topic("x", "ab"), topic("y", "abcd"), topic("z", "cd")]
    after = library("abcd", topics=topics[1:], old_addresses=[old])
    changes = compare_libraries(library("abcd", topics=topics), after).topics
    assert (changes.merged, changes.gone) == (merged, gone)


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
def test_entries_of_a_list(before, after, expected) -> None:
    one, other = (library("abcdx", lists=[reading_list("list", each)]) for each in (before, after))
    parts = (expected or {}).items()
    entries = {part: tuple(d.Entry(key, f"Title of {key}") for key in keys) for part, keys in parts}
    change = d.ListChange("list", "List", "changed", "List", **entries)  # type: ignore[arg-type]
    assert compare_libraries(one, other).lists == ((change,) if expected else ())


def test_lists_come_go_and_are_rewritten() -> None:
    before = library("a", lists=[reading_list("gone", "a"), reading_list("kept", "a")])
    kept = reading_list("kept", "a", "Renamed", {"a": "Read it."})
    after = library("a", lists=[kept, reading_list("new", "a")])
    entry = (d.Entry("a", "Title of a"),)
    assert compare_libraries(before, after).lists == (
        d.ListChange("kept", "Renamed", "changed", "Kept", rewritten=entry),
        d.ListChange("new", "New", "new", "", added=entry),
        d.ListChange("gone", "Gone", "gone", "Gone", removed=entry),
    )


def test_keywords_merge_and_change_their_form() -> None:
    before = [keyword("LLMs"), keyword("language models"), keyword("gans", id_="gan"), keyword("MoE")]
    after = [keyword("language models", forms=["LLMs"]), keyword("GANs", id_="gan")]
    after += [keyword("experts", forms=["MoE"])]
    changes = compare_libraries(library(keywords=before), library(keywords=after)).keywords
    assert changes.merged == (d.KeywordMerged("llms", "LLMs", "language-models", "language models"),)
    shown = (d.KeywordRenamed("experts", "experts", "MoE"), d.KeywordRenamed("gan", "GANs", "gans"))
    assert changes.renamed == shown


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
