"""All suggestions together: order, ids, what was declined, and how they are shown."""

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.curation.models import Curation
from papershelf.library import Library
from papershelf.review.suggest import render_json, render_summary, render_text, render_unsorted, suggest
from papershelf.review.suggest.suggestion import named, suggestion_id
from tests.world import NO_VECTORS, keyword, library, paper, reading_list, topic, vectors


def project() -> Library:
    papers = [paper(key, f"Paper {key}", topics=["big", "small"], keywords="pruning") for key in "abcd"]
    papers += [paper(key, f"Paper {key}", topics=["big"], keywords="pruning") for key in "efg"]
    papers += [paper("new", "A new paper", keywords="pruning")]
    papers += [paper(key, title) for key, title in (("x", "Streams of Data"), ("y", "Stream of Data"))]
    return library(
        papers,
        keywords=[keyword("fine-tuning", "abc"), keyword("finetuning", "a")],
        topics=[topic("big", papers), topic("small", papers)],
        lists=[reading_list("cut", "abcd")],
    )


ROWS = {key: [1, 0.1 * at] for at, key in enumerate("abcdefg")} | {"new": [1, 0.2]}


def test_every_kind_comes_together_by_effect_but_what_was_declined() -> None:
    found = suggest(project(), vectors(ROWS), Curation())
    assert [one.effect for one in found] == sorted((one.effect for one in found), reverse=True)
    assert {one.kind for one in found} == {"merge", "same", "alias", "place", "list"}
    declined = {found[0].id, found[-1].id}
    assert suggest(project(), vectors(ROWS), Curation(), declined) == found[1:-1]
    assert render_summary(found) == (
        f"{len(found)} suggestions: 1 pair of topics that overlap, 1 missed duplicate, "
        "1 pair of keywords that may be one, 1 paper not yet sorted, 1 paper for a list"
    )


@given(st.integers())
def test_the_order_of_the_parts_changes_nothing(seed: int) -> None:
    whole = project()
    mixed = random.Random(seed)
    keywords, topics = list(whole.keywords.values()), list(whole.topics.values())
    mixed.shuffle(keywords)
    mixed.shuffle(topics)
    other = Library.of(whole.papers.values(), keywords, topics, whole.lists.values())
    assert suggest(other, vectors(ROWS), Curation()) == suggest(whole, vectors(ROWS), Curation())


def test_an_empty_project_has_nothing_to_decide() -> None:
    assert suggest(library(()), NO_VECTORS, Curation()) == ()
    assert render_text((), {}) == ""
    assert render_summary(()) == "nothing to suggest"


def test_an_id_is_made_from_what_it_is_about() -> None:
    assert suggestion_id("alias", ("a", "b")) == suggestion_id("alias", ("b", "a"))
    assert suggestion_id("alias", ("a", "b")) != suggestion_id("merge", ("a", "b"))
    assert suggestion_id("alias", ("ab", "c")) != suggestion_id("alias", ("a", "bc"))
    assert suggestion_id("alias", ("a", "b")) == "alias-" + suggestion_id("list", ("a", "b"))[5:]


def test_text_shows_evidence_and_both_ways_to_accept() -> None:
    (one,) = [one for one in suggest(project(), vectors(ROWS), Curation()) if one.kind == "alias"]
    assert render_text([one], {}) == (
        f"{one.id}  “finetuning” is a form of “fine-tuning”\n"
        "    why     they differ only in how they are written (3 papers and 1; one has both)\n"
        "    effect  1 paper\n"
        f"    accept  papershelf suggest --apply {one.id}\n"
        "    or in curation/keywords.yml:\n"
        "        aliases:\n"
        "          fine-tuning: [finetuning]"
    )


def test_json_carries_the_same() -> None:
    found = suggest(project(), vectors(ROWS), Curation())
    rows = json.loads(render_json(found, {}))
    assert [row["id"] for row in rows] == [one.id for one in found]
    assert all(row["file"].startswith("curation/") and row["yaml"] and row["edit"] for row in rows)


def test_papers_near_to_no_topic_are_named() -> None:
    whole = project()
    found = suggest(whole, vectors(ROWS), Curation())
    assert render_unsorted(whole, found) == (
        "2 papers not yet sorted, near to no topic: “Streams of Data” and “Stream of Data”"
    )
    assert render_unsorted(library(()), found) == ""


@pytest.mark.parametrize(
    ("names", "shown"),
    [("", ""), ("a", "“a”"), ("abc", "“a”, “b” and “c”"), ("abcde", "“a”, “b”, “c” and 2 more")],
)
def test_names_in_a_row(names: str, shown: str) -> None:
    assert named(names) == shown
