from dataclasses import replace

import pytest
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
from papershelf.library import Library, OldAddress, TopicPlacement, build_library
from papershelf.library.build import MOST_KEYWORDS, shown_keywords
from papershelf.library.curated_keywords import curated_keywords
from papershelf.library.curated_topics import curated_placements, curated_topics
from papershelf.library.occurrences import find_places, written
from papershelf.library.published import published_papers
from papershelf.library.vocabulary import Vocabulary, keyword_vocabulary
from papershelf.lock import Lock
from papershelf.model import (
    Coordinates,
    Extraction,
    Keyword,
    Link,
    Paper,
    Place,
    Provenance,
    Retired,
    Topic,
    TopicKeyword,
)


def keyword(phrase: str, score: float = 0.5, *forms: str, paper: Paper | None = None) -> Keyword:
    written_as = forms or (phrase,)
    places = find_places(paper, written_as) if paper else ()
    return Keyword(phrase.lower().replace(" ", "-"), phrase, score, written_as, places)


def paper(id_: str, abstract: str = "", *, line: int = 1, source: str = "a.txt") -> Paper:
    title = id_.replace("-", " ").capitalize()
    return Paper(id_, title, abstract, (Provenance(source, line, line, None),))


def extraction(of: Paper, *keywords: Keyword, added: str = "2026-01-01") -> Extraction:
    return Extraction(of.id, of.title, of.fingerprint, added, keywords)


def topic(id_: str, *keyword_ids: str, parent: str | None = None) -> Topic:
    label = id_.replace("-", " ").capitalize()
    return Topic(id_, label, tuple(TopicKeyword(id_, 0.8) for id_ in keyword_ids), parent)


def words_of(*keyword_ids: str) -> Vocabulary:
    phrases = {id_: id_.replace("-", " ") for id_ in keyword_ids}
    return Vocabulary(
        phrases, {phrase: id_ for id_, phrase in phrases.items()}, {id_: id_ for id_ in phrases}
    )


def with_decisions(papers, extractions, decisions) -> dict[str, tuple[Keyword, ...]]:
    return curated_keywords(papers, extractions, keyword_vocabulary(extractions, decisions))


def keyword_ids(of: Topic) -> list[str]:
    return [keyword.keyword_id for keyword in of.keywords]


# --- occurrences --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "abstract", "found"),
    [
        pytest.param(
            "KV cache", "The KV-cache and KV Cache sizes", ["KV-cache", "KV Cache"], id="hyphen, case"
        ),
        pytest.param("RAG", "a rag with RAG", ["RAG"], id="capitals tell"),
        pytest.param("training", "pre-training without training", ["training"], id="no part of a compound"),
        pytest.param(
            "diffusion model", "diffusion model-based", ["diffusion model"], id="head of a compound"
        ),
        pytest.param("model", "models", [], id="whole words only"),
        pytest.param("C++", "in C++ and C", ["C++"], id="no word character at its end"),
        pytest.param("large model", "large\n\nmodel", [], id="never over paragraphs"),
        pytest.param("  ", "nothing to find", [], id="blank"),
    ],
)
def test_find_places(form, abstract, found):
    where = paper("x", abstract)
    assert [written(where, place) for place in find_places(where, [form])] == found


def test_longest_form_wins_and_title_comes_first():
    where = Paper("x", "Replay", "Experience replay beats replay.")
    places = find_places(where, ["replay", "experience replay"])
    assert [written(where, place) for place in places] == ["Replay", "Experience replay", "replay"]
    assert [place.field for place in places] == ["title", "abstract", "abstract"]


# --- keywords -----------------------------------------------------------------------------------


def test_alias_makes_many_forms_one_keyword():
    first = paper("first", "LLM agents, large language model agents.")
    second = paper("second", "LLMs.")
    extractions = [
        extraction(
            first, keyword("LLM", 0.9, paper=first), keyword("large language model", 0.4, paper=first)
        ),
        extraction(second, keyword("LLMs", 0.3, paper=second)),
    ]
    decisions = KeywordDecisions(aliases={"Large language models": ("LLM", "LLMs", "large language model")})
    found = with_decisions([first, second], extractions, decisions)
    [one] = found["first"]
    assert (one.id, one.phrase, one.score) == ("large-language-models", "Large language models", 0.9)
    assert one.forms == ("LLM", "large language model")
    assert [written(first, place) for place in one.places] == ["LLM", "large language model"]
    assert [k.id for k in found["second"]] == ["large-language-models"]


def test_keyword_that_is_shown_differently_keeps_its_id():
    display = "Large Language Models"
    where = paper("a")
    computed = Keyword("large-language-model", "large language models", 0.5, ("LLMs",))
    decisions = KeywordDecisions(aliases={display: ("LLM",)})
    [found] = with_decisions([where], [extraction(where, computed)], decisions)["a"]
    assert (found.id, found.phrase) == ("large-language-model", display)
    vocabulary = keyword_vocabulary([extraction(where, computed)], decisions)
    assert vocabulary.find(display) == "large-language-model"
    [still] = curated_topics([topic("language", "large-language-model")], {}, vocabulary)
    assert keyword_ids(still) == ["large-language-model"]


def test_alias_follows_the_forms_that_one_paper_uses():
    acronym = Keyword("stacked-autoencoders", "stacked autoencoders", 0.5, ("SAE",))
    spelled = Keyword("stacked-autoencoders", "stacked autoencoders", 0.5, ("stacked autoencoders", "SAE"))
    papers = [paper("a"), paper("b")]
    extractions = [extraction(papers[0], acronym), extraction(papers[1], spelled)]
    found = with_decisions(papers, extractions, KeywordDecisions(aliases={"sparse autoencoders": ("SAE",)}))
    assert [k.id for k in found["a"]] == ["sparse-autoencoders"]
    assert [k.id for k in found["b"]] == ["stacked-autoencoders"]


def test_alias_of_an_alias_and_a_circle_both_end():
    where = paper("a")
    chain = KeywordDecisions(aliases={"one": ("two",), "two": ("three",)})
    assert [k.phrase for k in with_decisions([where], [extraction(where, keyword("three"))], chain)["a"]] == [
        "one"
    ]
    circle = KeywordDecisions(aliases={"one": ("two",), "two": ("one",)})
    assert len(with_decisions([where], [extraction(where, keyword("two"))], circle)["a"]) == 1


def test_stop_phrase_is_no_keyword_in_any_form():
    where = paper("a")
    computed = [keyword("State-of-the-art"), keyword("results", 0.3, "SOTA"), keyword("agents")]
    decisions = KeywordDecisions(stop=("state of the art", "SOTA"))
    assert [k.phrase for k in with_decisions([where], [extraction(where, *computed)], decisions)["a"]] == [
        "agents"
    ]


def test_display_form_is_the_most_common_over_the_corpus():
    papers = [paper("a"), paper("b"), paper("c")]
    phrases = ["Diffusion Models", "diffusion models", "diffusion models"]
    extractions = [extraction(p, keyword(phrase)) for p, phrase in zip(papers, phrases, strict=True)]
    found = with_decisions(papers, extractions, KeywordDecisions())
    assert {keywords[0].phrase for keywords in found.values()} == {"diffusion models"}


def test_seed_is_found_in_the_text_and_never_crowded_out():
    where = paper("a", "Compressing the KV-cache, the key-value cache of a transformer.")
    many = [keyword(f"phrase {number}", 0.9) for number in range(12)]
    decisions = KeywordDecisions(aliases={"KV cache": ("key-value cache",)}, seeds=("KV cache",))
    extractions = [extraction(where, *many)]
    found = with_decisions([where], extractions, decisions)["a"]
    shown = shown_keywords(found, {"kv-cache"})
    [seed] = [k for k in shown if k.id == "kv-cache"]
    assert seed.forms == ("KV-cache", "key-value cache")
    assert [written(where, place) for place in seed.places] == ["KV-cache", "key-value cache"]
    assert len(shown) == MOST_KEYWORDS


def test_seed_that_is_a_form_of_a_computed_keyword_means_that_keyword():
    with_keyword = paper("a", "Large language models (LLMs).")
    without = paper("b", "We use LLMs.")
    known = keyword("large language models", 0.7, "large language models", "LLMs", paper=with_keyword)
    found = with_decisions(
        [with_keyword, without], [extraction(with_keyword, known)], KeywordDecisions(seeds=("LLMs",))
    )
    assert [k.id for k in found["b"]] == ["large-language-models"]
    assert found["b"][0].phrase == "large language models"


def test_places_are_found_again_where_the_text_was_corrected():
    before = paper("a", "Teh replay.")
    line = extraction(before, keyword("replay", paper=before))
    after = replace(before, abstract="The experience replay.")
    [found] = with_decisions([after], [line], KeywordDecisions())["a"]
    assert [written(after, place) for place in found.places] == ["replay"]


def test_vocabulary_prefers_a_keyword_of_that_name_to_a_form():
    where = [paper("a"), paper("b"), paper("c")]
    extractions = [
        extraction(where[0], Keyword("stacked-autoencoders", "stacked autoencoders", 0.5, ("SAE",))),
        extraction(where[1], Keyword("stacked-autoencoders", "stacked autoencoders", 0.5, ("SAE",))),
        extraction(where[2], Keyword("sae", "SAE", 0.5, ("SAE",))),
    ]
    vocabulary = keyword_vocabulary(extractions)
    assert vocabulary.find("SAE") == "sae"
    assert vocabulary.find("Stacked-Autoencoders") == "stacked-autoencoders"
    assert vocabulary.find("unheard of") is None


# --- topics -------------------------------------------------------------------------------------


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
