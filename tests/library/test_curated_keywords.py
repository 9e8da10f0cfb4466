from dataclasses import replace

import pytest

from papershelf.curation.models import (
    KeywordDecisions,
)
from papershelf.library.build import MOST_KEYWORDS, shown_keywords
from papershelf.library.curated_topics import curated_topics
from papershelf.library.occurrences import find_places, written
from papershelf.library.vocabulary import keyword_vocabulary
from papershelf.model import (
    Keyword,
    Paper,
)
from tests.library.corpus import extraction, keyword, keyword_ids, paper, topic, with_decisions

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
