"""Papers that belong on a list."""

import pytest

from papershelf.curation import list_paper
from papershelf.library.vectors import Directions
from papershelf.review.suggest.entries import suggest_entries
from tests.world import library, paper, reading_list, vectors

ON = [paper(key, keywords="pruning") for key in "abcd"]
ROWS: dict[str, list[float]] = {"a": [1, 0.3], "b": [1, 0.2], "c": [1, 0], "d": [1, -0.3]}


def test_a_paper_amid_the_entries_is_found_with_the_reason() -> None:
    papers = [*ON, paper("fits", keywords="pruning"), paper("other", keywords="pruning")]
    space = Directions.of_all(vectors({**ROWS, "fits": [1, 0.1], "other": [0, 1]}))
    (suggestion,) = suggest_entries(library(papers, lists=[reading_list("cut", "abcd", "Cutting")]), space)
    cut = reading_list("cut", "abcd", "Cutting").decision
    assert suggestion.edit == list_paper("cut", cut, {"paper": "fits"})
    assert "“pruning”" in suggestion.evidence
    assert suggestion.what == "“Title of fits” for the list “Cutting”"


@pytest.mark.parametrize(
    ("keywords", "entries"),
    [("vision", "abcd"), ("pruning", "abc"), ("pruning", "abcz")],
    ids=["another subject", "too short a list", "an entry that is no paper"],
)
def test_nothing_tells_that_a_near_paper_fits(keywords: str, entries: str) -> None:
    papers = [*(each for each in ON if each.id in entries), paper("fits", keywords=keywords)]
    space = Directions.of_all(vectors({**ROWS, "fits": [1, 0.1]}))
    assert list(suggest_entries(library(papers, lists=[reading_list("cut", entries)]), space)) == []


@pytest.mark.parametrize(("elsewhere", "suggested"), [(30, True), (2, False)])
def test_a_keyword_of_some_entries_counts_where_it_is_rare_elsewhere(
    elsewhere: int, *, suggested: bool
) -> None:
    entries = [paper(key, keywords="pruning" if key in "ab" else "") for key in "abcde"]
    others = [paper(f"n{n}", keywords="" if elsewhere > 2 else "pruning") for n in range(elsewhere)]
    papers = [*entries, *others, paper("fits", keywords="pruning")]
    space = Directions.of_all(vectors({**ROWS, "e": [1, 0.25], "fits": [1, 0.1]}))
    found = list(suggest_entries(library(papers, lists=[reading_list("cut", "abcde")]), space))
    assert bool(found) is suggested


def test_a_list_gets_three_suggestions_at_most_the_likeliest_first() -> None:
    papers = [*ON, *(paper(f"n{n}", keywords="pruning") for n in range(6))]
    space = Directions.of_all(vectors({**ROWS, **{f"n{n}": [1, 0.1] for n in range(6)}}))
    found = list(suggest_entries(library(papers, lists=[reading_list("cut", "abcd")]), space))
    assert [one.what for one in found] == [f"“Title of n{n}” for the list “Cut”" for n in range(3)]
