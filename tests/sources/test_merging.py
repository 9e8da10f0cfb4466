"""Merging and ids."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.model import Link, Provenance, Record
from papershelf.sources.cleaning import add_links, clean_records
from papershelf.sources.merging import merge_records
from papershelf.text import ID_LENGTH, title_key
from tests.world import ROOT

LONG = "On the Very Long Title of a Paper That Goes On and On Beyond Every Limit"


def record(title: str, abstract: str = "Text.", source: str = "a", position: int = 1, **facts) -> Record:
    return Record(title, abstract, Provenance(source, 2 * position, position, None), **facts)


@pytest.fixture(scope="module")
def corpus(real_sources):
    return merge_records(clean_records(real_sources.records), {})


def test_real_corpus_has_627_papers_and_24_merged_records(corpus):
    assert len(corpus.papers) == 627
    assert len({paper.id for paper in corpus.papers}) == 627
    assert sum(len(paper.provenance) - 1 for paper in corpus.papers) == 24
    assert corpus.problems == ()


def test_real_corpus_links(corpus):
    papers = {paper.id: paper for paper in add_links(corpus.papers)}
    urls = [link.url for link in papers["matryoshka-representation-learning"].links]
    assert urls == ["https://github.com/RAIVNLab/MRL"]
    assert sum(bool(paper.links) for paper in papers.values()) > 130


def test_merging_keeps_every_place_and_link_and_the_longest_abstract():
    code, page, pdf = (Link(kind, f"https://{kind}.org") for kind in ("code", "project", "paper"))
    records = [
        record("Deep Nets!", "The longer of two abstracts.", "b.txt", links=(page, pdf, code)),
        record("deep nets", "Short.", "a.txt", links=(code, page)),
    ]
    corpus = merge_records(records, {})
    (paper,) = corpus.papers
    assert (paper.id, paper.title, paper.abstract) == ("deep-nets", "deep nets", records[0].abstract)
    assert [place.source for place in paper.provenance] == ["a.txt", "b.txt"]
    assert paper.links == (code, page, pdf)
    (problem,) = corpus.problems
    assert (problem.path, problem.line, problem.severity) == ("a.txt", 2, "warning")
    assert "b.txt:2" in problem.message


@pytest.mark.parametrize("abstract", ["", "An  abstract.", "An\n\nabstract."])
def test_merging_says_nothing_where_no_text_is_lost(abstract):
    assert merge_records([record("T", "An abstract."), record("T", abstract, "b.txt")], {}).problems == ()


READ_CARDS = """
from papershelf.model import Provenance, Record
from papershelf.sources.cleaning import add_links, clean_records
from papershelf.sources.jsonl import dump_papers
from papershelf.sources.merging import merge_records
venues = {"a": None, "b": "", "c": "ICLR", "d": "NeurIPS"}
records = [Record("T", "", Provenance(each, 1, 1, None), venue=venues[each]) for each in venues]
print(*dump_papers(add_links(merge_records(clean_records(records), {}).papers)))
"""


def test_a_fact_is_added_in_one_place(tmp_path: Path):
    """As docs/architecture.md says: a field of `Facts` reaches the papers, and what is printed of them."""
    shutil.copytree(ROOT / "generator", tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.so"))
    model = tmp_path / "papershelf" / "model.py"
    fact = "    links: tuple[Link, ...] = ()\n"
    model.write_text(model.read_text().replace(fact, f"{fact}    venue: str | None = None\n", 1))
    run = [sys.executable, "-c", READ_CARDS]
    shown = subprocess.check_output(run, env={"PYTHONPATH": str(tmp_path)})  # not coverage's: it is a copy
    assert json.loads(shown)["venue"] == "ICLR"


def test_papers_with_one_slug_get_a_hash():
    first, second = merge_records([record(LONG + " II", position=2), record(LONG)], {}).papers
    assert first.id == "on-the-very-long-title-of-a-paper-that-goes-on-and-on-beyond"
    assert second.id.startswith("on-the-very-long-title-of-a-paper-that-goes-on-and-")
    assert second.id != first.id
    assert len(second.id) <= ID_LENGTH


def test_id_of_the_lock_stays_and_is_never_given_away():
    known = {
        title_key(LONG + " II"): "on-the-very-long-title-of-a-paper-that-goes-on-and-on-beyond",
        "gone": "t",
    }
    papers = merge_records(
        [record(LONG), record(LONG + " II", position=2), record("T", position=3)], known
    ).papers
    assert papers[1].id == known[title_key(LONG + " II")]
    assert len({paper.id for paper in papers} | {"t"}) == 4


@pytest.mark.parametrize("title", ["!?", "…", "Index", "README"])
def test_title_without_a_usable_slug_gets_a_hash(title):
    (paper,) = merge_records([record(title)], {}).papers
    assert paper.id.removeprefix(f"{title.lower()}-").isalnum()
    assert paper.id not in ("", "index", "readme")


def test_titles_of_signs_alone_do_not_merge():
    assert len(merge_records([record("!?"), record("??", position=2)], {}).papers) == 2


titles = st.sampled_from([LONG, LONG + " II", LONG + " III", "A", "a!", "Ä", "B", "!?", "index", "İ"])
records_of_files = st.lists(
    st.builds(
        record,
        titles,
        st.sampled_from(["", "x", "y", "xy"]),
        st.sampled_from(["a", "b", "c"]),
        st.integers(1, 9),
    ),
    unique_by=lambda item: (item.provenance.source, item.provenance.position),
)


@given(records_of_files, st.randoms())
def test_order_of_the_records_does_not_matter(records, random):
    shuffled = records.copy()
    random.shuffle(shuffled)
    assert merge_records(shuffled, {}) == merge_records(records, {})


@given(records_of_files, records_of_files)
def test_ids_stay_once_they_are_locked(records, more):
    before = merge_records(records, {}).papers
    known = {title_key(paper.title): paper.id for paper in before if title_key(paper.title)}
    after = merge_records([*records, *more], known).papers
    assert len({paper.id for paper in after}) == len(after)
    for paper in after:
        assert known.get(title_key(paper.title), paper.id) == paper.id
