"""Forms of one keyword are found; keywords that differ in meaning never meet."""

import pytest

from papershelf.curation import alias_keyword
from papershelf.curation.models import Curation, KeywordDecisions
from papershelf.library import LibraryKeyword
from papershelf.review.suggest.aliases import suggest_aliases
from papershelf.review.suggest.suggestion import Suggestion
from tests.world import keyword, library

NO_DECISIONS = Curation()


def found(*keywords: LibraryKeyword, curation: Curation = NO_DECISIONS) -> list[Suggestion]:
    return list(suggest_aliases(library((), keywords=keywords), curation))


@pytest.mark.parametrize(
    ("display", "form"),
    [
        ("fine-tuning", "finetuning"),
        ("data sets", "dataset"),
        ("regularization", "regularisation"),
        ("image classification", "classification of images"),
        ("representation collapse", "representational collapse"),
        ("computing resources", "computation resources"),
        ("neural architecture search", "neural achitecture search"),
        ("layer pruning", "layer pruning methods"),
        ("mixture of experts", "MoE"),
    ],
)
def test_forms_of_one_keyword(display: str, form: str) -> None:
    (suggestion,) = found(keyword(display, "abc"), keyword(form, "ad"))
    assert suggestion.edit == alias_keyword((), display, form)
    assert suggestion.effect == 2
    assert "3 papers and 2" in suggestion.evidence


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GPT-3", "GPT-4"),
        ("training", "pre-training"),
        ("supervised learning", "self-supervised learning"),
        ("text-to-image", "image-to-text"),
        ("distributed reinforcement learning", "distributional reinforcement learning"),
        ("language models", "language modeling"),
        ("in-context learning", "context learning"),
        ("parameterization", "over-parameterization"),
        ("2D generation", "3D generation"),
        ("single-task learning", "multi-task learning"),
        ("inductive learning", "deductive learning"),
        ("learning policy", "policy learning"),
        ("downstream", "downstream tasks"),
        ("star", "A-STAR"),
        ("machine learning systems", "machine learning for systems"),
        ("machine learning systems", "systems for machine learning"),
        ("photonic crystals", "photovoltaic crystals"),
        ("process performance", "processing performance"),
        ("state space models", "MoE"),
    ],
)
def test_other_keywords_stay_apart(one: str, other: str) -> None:
    assert found(keyword(one, "abc"), keyword(other, "abc")) == []


@pytest.mark.parametrize(
    "keywords",
    [
        {"selective state machines": "ab", "small sequence models": "ab", "SSM": "ab"},
        {"mixture of experts": "ab", "MoE": "cd"},
        {"theorem proving": "ab", "thoerem proving": "cd"},
    ],
    ids=["initials of two", "initials in other papers", "two spellings as frequent"],
)
def test_what_nobody_can_know_is_not_said(keywords: dict[str, str]) -> None:
    assert found(*(keyword(phrase, papers) for phrase, papers in keywords.items())) == []


def test_the_form_in_more_papers_is_shown() -> None:
    (suggestion,) = found(keyword("finetuning", "ab"), keyword("fine-tuning", "abc"))
    assert suggestion.edit == alias_keyword((), "fine-tuning", "finetuning")


def test_what_curators_show_stays_shown_and_two_of_it_are_meant_apart() -> None:
    shown: dict[str, tuple[str, ...]] = {"finetuning": ("tuning",)}
    keywords = [keyword("finetuning", "a"), keyword("fine-tuning", "abc")]
    (suggestion,) = found(*keywords, curation=Curation(keywords=KeywordDecisions(aliases=shown)))
    assert suggestion.edit == alias_keyword((), "finetuning", "fine-tuning")
    both = KeywordDecisions(aliases={**shown, "fine-tuning": ("y",)})
    assert found(*keywords, curation=Curation(keywords=both)) == []
