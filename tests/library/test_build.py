from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from papershelf.curation.models import (
    CuratedLink,
    Curation,
    Home,
    KeywordDecisions,
    ListEntry,
    PaperDecision,
    PaperTopics,
    ReadingList,
    TopicDecision,
)
from papershelf.library import Library, OldAddress, build_library
from papershelf.library.curated_topics import curated_topics
from papershelf.library.occurrences import find_places
from papershelf.library.published import published_papers
from papershelf.library.vocabulary import keyword_vocabulary
from papershelf.lock import Lock
from papershelf.model import (
    Coordinates,
    Link,
    Paper,
    Place,
    Retired,
)
from tests.library.corpus import extraction, keyword, paper, topic, with_decisions

# --- papers -------------------------------------------------------------------------------------


def test_same_as_gives_its_places():
    first, second, third = paper("first", line=5), paper("second", line=1), paper("third", line=9)
    decisions = {"second": PaperDecision(same_as="third"), "third": PaperDecision(same_as="first")}
    [found] = published_papers([first, second, third], decisions)
    assert found.id == "first"
    assert [place.line for place in found.provenance] == [1, 5, 9]


def test_hidden_and_corrected():
    decisions = {
        "gone": PaperDecision(hide="no paper"),
        "kept": PaperDecision(title="New", abstract="Text."),
    }
    [found] = published_papers([paper("kept"), paper("gone")], decisions)
    assert (found.id, found.title, found.abstract) == ("kept", "New", "Text.")


# --- the library --------------------------------------------------------------------------------


def compose(papers, extractions, topics, curation=None, retired=()) -> Library:
    lock = Lock(
        extractions=tuple(extractions),
        topics=tuple(topics),
        coordinates=tuple(Coordinates(p.id, 0.0, 0.0) for p in papers),
        retired=tuple(retired),
    )
    return build_library(papers, lock, curation or Curation())


PHRASES = ["alpha", "beta", "gamma", "delta", "epsilon"]


@st.composite
def corpora(draw):
    ids = draw(st.lists(st.sampled_from([f"paper-{n}" for n in range(12)]), unique=True, max_size=8))
    papers = [paper(id_, " ".join(PHRASES), line=line) for line, id_ in enumerate(ids, 1)]
    chosen = [
        draw(st.lists(st.tuples(st.sampled_from(PHRASES), st.floats(0, 1)), unique_by=lambda pair: pair[0]))
        for _ in papers
    ]
    extractions = [
        extraction(of, *sorted((keyword(*one, paper=of) for one in some), key=lambda k: (-k.score, k.phrase)))
        for of, some in zip(papers, chosen, strict=True)
    ]
    seen = sorted({k.id for line in extractions for k in line.keywords})
    topics = [topic(f"topic-{id_}", id_) for id_ in seen]
    return papers, extractions, topics


@given(corpora())
def test_curation_that_decides_nothing_changes_nothing(corpus):
    papers, extractions, topics = corpus
    assert published_papers(papers, {}) == tuple(sorted(papers, key=lambda p: p.id))
    found = with_decisions(papers, extractions, KeywordDecisions())
    assert found == {line.paper_id: line.keywords for line in extractions}
    assert curated_topics(topics, {}, keyword_vocabulary(extractions)) == tuple(topics)
    library = compose(papers, extractions, topics)
    assert [p.paper for p in library.papers.values()] == sorted(papers, key=lambda p: p.id)
    assert not any(p.is_curated for p in library.papers.values())
    assert not any(t.is_curated for t in library.topics.values())
    # A topic whose papers all have three others before it has no page.
    assert all(address.kind == "topic" for address in library.old_addresses)


PAPER_IDS = st.sampled_from([f"paper-{n}" for n in range(12)])
TOPIC_IDS = st.sampled_from([f"topic-{p}" for p in PHRASES])
some_topics = st.lists(TOPIC_IDS, max_size=2).map(tuple)
curations = st.builds(
    Curation,
    lists=st.dictionaries(
        st.sampled_from(["one", "two"]),
        st.builds(
            ReadingList,
            title=st.just("A list"),
            papers=st.lists(st.builds(ListEntry, paper=PAPER_IDS), max_size=4).map(tuple),
        ),
    ),
    topics=st.dictionaries(
        TOPIC_IDS,
        st.builds(
            TopicDecision,
            merge=some_topics,
            parent=st.none() | TOPIC_IDS,
            pin=st.booleans(),
            hide=st.booleans(),
        ),
        max_size=3,
    ),
    papers=st.dictionaries(
        PAPER_IDS,
        st.builds(
            PaperDecision,
            pin=st.booleans(),
            hide=st.none() | st.just("no paper"),
            same_as=st.none() | PAPER_IDS,
            topics=st.builds(PaperTopics, add=some_topics, remove=some_topics),
        ),
        max_size=4,
    ),
)


@given(corpora(), curations)
def test_every_kept_paper_appears_in_exactly_the_expected_places(corpus, curation):
    papers, extractions, topics = corpus
    library = compose(papers, extractions, topics, curation)
    shown = library.papers
    gone = {a.id for a in library.old_addresses if a.kind == "paper"}
    assert shown.keys() | gone == {p.id for p in papers}
    assert not shown.keys() & gone
    for one in library.topics.values():
        placed = {p.id for p in shown.values() if {one, *library.children_of(one)} & {*library.topics_of(p)}}
        assert sorted(one.paper_ids) == sorted(placed)
        assert all(child.parent == one.id and not child.child_ids for child in library.children_of(one))
    for p in shown.values():
        assert {placement.topic_id for placement in p.topics} <= library.topics.keys()
        assert all(r.paper_id in shown for r in p.resembling)
        assert library.lists_of(p) == tuple(one for one in library.lists.values() if p.id in one.paper_ids)
    for a in library.old_addresses:
        assert a.to is None or a.to in (shown if a.kind == "paper" else library.topics)
    for id_, k in library.keywords.items():
        assert list(k.paper_ids) == [p.id for p in shown.values() if id_ in [x.id for x in p.keywords]]
        assert set(k.topic_ids) <= library.topics.keys()
    assert {k.keyword_id for t in library.topics.values() for k in t.keywords} <= library.keywords.keys()
    assert {at.paper_id for at in library.coordinates} == shown.keys()


@given(corpora(), curations, st.randoms())
def test_order_of_inputs_changes_nothing(corpus, curation, random):
    papers, extractions, topics = corpus
    expected = compose(papers, extractions, topics, curation)
    again = compose(
        random.sample(papers, len(papers)),
        random.sample(extractions, len(extractions)),
        topics,
        replace(curation, lists=dict(reversed(curation.lists.items()))),
    )
    assert replace(again, coordinates=()) == replace(expected, coordinates=())


def test_notes_tags_links_and_lists():
    papers = [paper("a", "alpha"), paper("b", "alpha")]
    link = CuratedLink(kind="code", url="https://example.org")
    decision = PaperDecision(note="Read.", pin=True, tags=("classic",), links=(link,))
    titles = {"z": "Alpha", "y": "beta", "x": "gamma"}
    lists = {id_: ReadingList(title=title, papers=(ListEntry(paper="a"),)) for id_, title in titles.items()}
    curation = Curation(lists, papers={"a": decision}, home=Home(lists=("x",)))
    library = compose(papers, [], [], curation)
    assert list(library.lists) == ["x", "z", "y"]
    [first, second] = library.papers.values()
    assert (first.decision, first.curated_links) == (decision, (Link("code", "https://example.org"),))
    assert (first.is_curated, second.is_curated) == (True, False)
    assert first.list_ids == ("x", "z", "y")


def test_pinned_topics_come_first_in_the_order_of_the_file():
    papers = [paper("a")]
    line = extraction(papers[0], keyword("alpha"), keyword("beta"), keyword("gamma"))
    topics = [topic("topic-alpha", "alpha"), topic("topic-beta", "beta"), topic("topic-gamma", "gamma")]
    decisions = {"topic-gamma": TopicDecision(pin=True), "topic-beta": TopicDecision(pin=True)}
    library = compose(papers, [line], topics, Curation(topics=decisions))
    assert list(library.topics) == ["topic-gamma", "topic-beta", "topic-alpha"]


def test_primary_papers_come_first_and_pinned_before_all():
    papers = [paper("a"), paper("b"), paper("c")]
    lines = [
        extraction(papers[0], keyword("alpha"), keyword("beta")),
        extraction(papers[1], keyword("beta")),
        extraction(papers[2], keyword("beta")),
    ]
    topics = [topic("topic-alpha", "alpha"), topic("topic-beta", "beta")]
    assert compose(papers, lines, topics).topics["topic-beta"].paper_ids == ("b", "c", "a")
    pinned = Curation(papers={"a": PaperDecision(pin=True)})
    assert compose(papers, lines, topics, pinned).topics["topic-beta"].paper_ids == ("a", "b", "c")


def test_old_addresses():
    papers = [paper("kept"), paper("same"), paper("gone")]
    line = extraction(papers[0], keyword("alpha"))
    topics = [topic("one", "alpha"), topic("two", "alpha"), topic("three", "alpha")]
    curation = Curation(
        topics={"one": TopicDecision(merge=("two",)), "three": TopicDecision(hide=True)},
        papers={"same": PaperDecision(same_as="kept"), "gone": PaperDecision(hide="not a paper")},
    )
    retired = [
        Retired("paper", "older", "Older", "same"),
        Retired("paper", "lost", "Lost"),
        Retired("topic", "once", "Once", "two"),
        Retired("paper", "kept", "It came back"),
    ]
    assert compose(papers, [line], topics, curation, retired).old_addresses == (
        OldAddress("paper", "gone", "Gone", reason="not a paper"),
        OldAddress("paper", "lost", "Lost"),
        OldAddress("paper", "older", "Older", to="kept"),
        OldAddress("paper", "same", "Same", to="kept"),
        OldAddress("topic", "once", "Once", to="one"),
        OldAddress("topic", "three", "Three", reason="The curators no longer keep this topic."),
        OldAddress("topic", "two", "Two", to="one"),
    )


def test_date_of_a_paper_is_the_first_of_its_duplicates():
    papers = [paper("a"), paper("b")]
    lines = [extraction(papers[0], added="2026-02-02"), extraction(papers[1], added="2026-01-01")]
    same = Curation(papers={"b": PaperDecision(same_as="a")})
    [found] = compose(papers, lines, [], same).papers.values()
    assert found.added == "2026-01-01"


def test_place_values_are_offsets_of_code_points():
    where = Paper("x", "", "𝔸 replay")
    assert find_places(where, ["replay"]) == (Place("abstract", 2, 8),)
