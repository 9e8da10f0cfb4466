import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papershelf.extract.keywords import CorpusExtractor, embedding, scoring
from papershelf.model import Paper
from tests.world import HashEncoder

PAPERS = (
    Paper("a", "Continual learning with large language models",
         "Large language models (LLMs) forget. We study continual learning of LLMs without a replay buffer."),
    Paper("b", "BlockPruner: pruning language models",
          "BlockPruner removes blocks of large language models."),
    Paper("c", "Replay for continual learning", "A replay buffer helps continual learning. No LLMs."),
    Paper("d", "Only a title on graph neural networks", ""),
)  # fmt: skip


@pytest.fixture(scope="module")
def extracted():
    return {one.paper_id: one for one in CorpusExtractor().extract(PAPERS, HashEncoder())}


def test_acronyms_and_expansions_are_one_keyword(extracted):
    [keyword] = [one for one in extracted["a"].keywords if "LLMs" in one.forms]
    assert keyword.id == "large-language-model"
    assert keyword.phrase == "large language models"
    assert keyword.forms == ("large language models", "Large language models", "LLMs")


def test_places_hold_the_forms(extracted):
    for paper in PAPERS:
        for keyword in extracted[paper.id].keywords:
            texts = {"title": paper.title, "abstract": paper.abstract}
            found = {texts[place.field][place.start : place.end] for place in keyword.places}
            assert found <= set(keyword.forms)


def test_a_coined_name_is_marked_and_a_title_alone_gives_keywords(extracted):
    assert {one.phrase for one in extracted["b"].keywords if one.is_name} == {"BlockPruner"}
    assert "graph neural networks" in {one.phrase for one in extracted["d"].keywords}


def test_order_of_papers_changes_nothing(extracted):
    shuffled = random.Random(1).sample(PAPERS, len(PAPERS))
    for one in CorpusExtractor().extract(shuffled, HashEncoder()):
        assert one.keywords == extracted[one.paper_id].keywords


def test_only_wanted_papers_are_embedded(extracted):
    encoder = HashEncoder()
    [one] = CorpusExtractor().extract(PAPERS, encoder, wanted={"b"})
    assert one.keywords == extracted["b"].keywords
    assert sum(text.startswith(PAPERS[1].title) for text in encoder.texts) == 1
    assert not any(PAPERS[0].title in text for text in encoder.texts)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_papers_may_be_scored_in_groups(monkeypatch, size):
    papers = [*PAPERS, Paper("empty", "?!", "")]
    together = CorpusExtractor().extract(papers, HashEncoder())
    monkeypatch.setattr(scoring, "PAPERS", size)
    monkeypatch.setattr(embedding, "BATCH", size)
    encoder = HashEncoder()
    apart = CorpusExtractor().extract(papers, encoder)
    assert apart[-1].keywords == ()
    assert [one.keywords for one in apart] == [one.keywords for one in together]
    assert len(encoder.texts) == len({*encoder.texts})


class Strict(HashEncoder):
    def encode(self, texts):
        assert texts, "this would load a model for nothing"
        return super().encode(texts)


def test_nothing_is_embedded_for_its_width_alone():
    assert all(one.keywords for one in CorpusExtractor().extract(PAPERS, Strict()))


@pytest.mark.parametrize(("title", "abstract"), [("", ""), ("?!", "... --- (( )) ;;; $$ %")])
def test_a_paper_without_a_word_gets_no_keywords(title, abstract, caplog):
    [one] = CorpusExtractor().extract([Paper("x", title, abstract)], HashEncoder())
    assert one.keywords == ()
    assert ("no keywords" in caplog.text) is (title == "")


BAD = {
    "emoji": ("😀🎉 graph networks 🚀", "graph networks"),
    "right to left": ("الشبكات العصبية graph networks", "graph networks"),
    "control characters": ("graph networks\x00\x07\x1b and \x85 more", "graph networks"),
    "lone surrogate": ("graph networks \udc80 and \ud800", "graph networks"),
    "French": ("Les réseaux de neurones apprennent.", "réseaux"),
    "a word without end": ("a" * 100_000 + " graph networks", "graph networks"),
    "brackets without end": ("(" * 20_000 + " graph networks", "graph networks"),
}


@pytest.mark.parametrize(("abstract", "expected"), BAD.values(), ids=BAD)
def test_strange_texts_give_what_sense_they_make(abstract, expected):
    [one] = CorpusExtractor().extract([Paper("x", "", abstract)], HashEncoder())
    assert any(expected in keyword.phrase for keyword in one.keywords)


@settings(deadline=None, max_examples=40)
@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=120), st.text(max_size=60))
def test_any_text_is_extracted(abstract, title):
    [one] = CorpusExtractor().extract([Paper("x", title, abstract)], HashEncoder())
    assert all(0 <= keyword.score <= 1 for keyword in one.keywords)
