"""What happened between two states of a list, story by story, and what holds for any two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.model import Catalogue, CatalogueTopic, OldAddress
from papershelf.review.diff import Difference, compare_catalogues
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
from tests.review.diff.shelf import catalogue, keyword, paper, reading_list, topic


def test_papers_come_and_go() -> None:
    after = catalogue(
        [paper("b"), paper("c", topics=["x"])],
        [topic("x", "c", "Streams")],
        old_addresses=[OldAddress("paper", "a", "Title of a", reason="not a paper")],
    )
    changes = compare_catalogues(catalogue("ab"), after).papers
    assert changes.added == (PaperAdded("c", "Title of c", "2026-11-21", ("Streams",)),)
    assert changes.removed == (PaperRemoved("a", "Title of a", "not a paper"),)


def test_a_paper_declared_the_same_is_merged_not_removed() -> None:
    after = catalogue("b", old_addresses=[OldAddress("paper", "a", "Title of a", "b")])
    changes = compare_catalogues(catalogue("ab"), after).papers
    assert changes.merged == (PaperMerged("a", "Title of a", "b", "Title of b"),)
    assert (changes.added, changes.removed) == ((), ())


def test_a_paper_under_another_id_is_edited_not_added() -> None:
    after = catalogue(
        [paper("b", "Better title")], old_addresses=[OldAddress("paper", "a", "Title of a", "b")]
    )
    changes = compare_catalogues(catalogue("a"), after).papers
    assert changes.edited == (PaperEdited("b", "Better title", ("id", "title"), "Title of a"),)
    assert (changes.added, changes.removed, changes.merged) == ((), (), ())


def test_a_curators_note_is_an_edit() -> None:
    changes = compare_catalogues(catalogue("a"), catalogue([paper("a", note="Read it.")])).papers
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
    before: list[CatalogueTopic], after: list[CatalogueTopic], part: str, expected: object
) -> None:
    changes = compare_catalogues(catalogue("abcdefgh", before), catalogue("abcdefgh", after)).topics
    assert getattr(changes, part) == (expected,)
    told = {
        name for name in ("new", "gone", "renamed", "split", "merged", "edited") if getattr(changes, name)
    }
    assert told == {part} - {"resized"}


def test_an_old_address_tells_more_than_papers_do() -> None:
    before = catalogue("abcd", [topic("x", "ab"), topic("y", "abcd"), topic("z", "cd")])
    led = catalogue("abcd", before.topics[1:], old_addresses=[OldAddress("topic", "x", "X", "z")])
    hidden = catalogue(
        "abcd", before.topics[1:], old_addresses=[OldAddress("topic", "x", "X", None, "hidden")]
    )
    assert compare_catalogues(before, led).topics.merged == (TopicMerged("x", "X", "z", "Z"),)
    assert compare_catalogues(before, hidden).topics.gone == (TopicNote("x", "X", 2),)


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
    one = catalogue("abcdx", lists=[reading_list("list", before)])
    other = catalogue("abcdx", lists=[reading_list("list", after)])
    entries = {
        part: tuple(Entry(key, f"Title of {key}") for key in keys) for part, keys in (expected or {}).items()
    }
    change = ListChange("list", "List", "changed", "List", **entries)  # type: ignore[arg-type]
    assert compare_catalogues(one, other).lists == ((change,) if expected else ())


def test_lists_come_go_and_are_rewritten() -> None:
    before = catalogue("a", lists=[reading_list("gone", {"": "a"}), reading_list("kept", {"": "a"})])
    after = catalogue(
        "a",
        lists=[
            reading_list("kept", {"": "a"}, {"a": "Read it."}, title="Renamed"),
            reading_list("new", {"": "a"}),
        ],
    )
    entry = (Entry("a", "Title of a"),)
    assert compare_catalogues(before, after).lists == (
        ListChange("kept", "Renamed", "changed", "Kept", rewritten=entry),
        ListChange("new", "New", "new", "", added=entry),
        ListChange("gone", "Gone", "gone", "Gone", removed=entry),
    )


def test_keywords_merge_and_change_their_form() -> None:
    before = catalogue(
        keywords=[keyword("LLMs"), keyword("language models"), keyword("gans", id_="gan"), keyword("MoE")]
    )
    after = catalogue(
        keywords=[keyword("language models", "LLMs"), keyword("GANs", id_="gan"), keyword("experts", "MoE")]
    )
    changes = compare_catalogues(before, after).keywords
    assert changes.merged == (KeywordMerged("llms", "LLMs", "language-models", "language models"),)
    assert changes.renamed == (
        KeywordRenamed("experts", "experts", "MoE"),
        KeywordRenamed("gan", "GANs", "gans"),
    )


IDS = st.sets(st.sampled_from("abcdefghij"))


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    papers = sorted(draw(IDS))
    some = st.lists(st.sampled_from(papers), unique=True) if papers else st.just([])
    topics = [topic(key, draw(some), draw(st.sampled_from("XY"))) for key in sorted(draw(IDS))[:4]]
    lists = [reading_list(key, {"": draw(some)}) for key in sorted(draw(IDS))[:3]]
    keywords = [keyword(key, draw(st.sampled_from("pqr"))) for key in sorted(draw(IDS))[:4]]
    return catalogue(papers, topics, lists, keywords)


@given(catalogues())
def test_nothing_differs_from_itself(one: Catalogue) -> None:
    assert compare_catalogues(one, one) == Difference()
    assert compare_catalogues(one, one).is_empty


@given(catalogues(), catalogues())
def test_what_is_added_one_way_is_removed_the_other(one: Catalogue, other: Catalogue) -> None:
    there, back = compare_catalogues(one, other), compare_catalogues(other, one)
    assert [each.id for each in there.papers.added] == [each.id for each in back.papers.removed]
    added = {change.id: set(change.added) for change in there.lists}
    assert added == {change.id: set(change.removed) for change in back.lists}
    grown = {one.id: (one.gained, one.lost) for one in there.topics.resized}
    assert grown == {one.id: (one.lost, one.gained) for one in back.topics.resized}


@given(catalogues(), catalogues())
def test_every_topic_on_one_side_alone_is_told(one: Catalogue, other: Catalogue) -> None:
    changes = compare_catalogues(one, other).topics
    came = {t.id for t in other.topics} - {t.id for t in one.topics}
    went = {t.id for t in one.topics} - {t.id for t in other.topics}
    parts = {part.id for split in changes.split for part in split.parts}
    assert came == {t.id for t in changes.new} | parts | {t.id for t in changes.renamed if t.id in came}
    told = (
        {t.id for t in changes.gone} | {t.id for t in changes.merged} | {t.id_before for t in changes.renamed}
    )
    assert went <= told | {split.id for split in changes.split if not split.remains}


@given(catalogues(), catalogues())
def test_empty_is_said_only_where_all_is_equal(one: Catalogue, other: Catalogue) -> None:
    if compare_catalogues(one, other).is_empty:
        assert {each.paper.id for each in one.papers} == {each.paper.id for each in other.papers}
        assert one.lists == other.lists
        assert {(t.id, t.label, frozenset(t.paper_ids)) for t in one.topics} == {
            (t.id, t.label, frozenset(t.paper_ids)) for t in other.topics
        }
