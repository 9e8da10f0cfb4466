import pytest

from papershelf.extract.topics.labels import is_generic, label_topics, sentence_case
from papershelf.model import TopicKeyword
from tests.extract.topics.corpus import paper_of


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("continual learning", "Continual learning"),
        ("KV cache", "KV cache"),
        ("k-NN search", "k-NN search"),
        ("LoRA", "LoRA"),
        ("text-to-image synthesis", "Text-to-image synthesis"),
        ("3D scene", "3D scene"),
    ],
)
def test_sentence_case(phrase, expected):
    assert sentence_case(phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("deep learning", True),
        ("model", True),
        ("training methods", True),
        ("video", True),
        ("image generation", False),
        ("diffusion models", False),
    ],
)
def test_generic(phrase, expected):
    assert is_generic(phrase) is expected


def lines_of(count, *phrases):
    return [paper_of(f"p{number}", f"Paper {number}", ["Text."], phrases)[1] for number in range(count)]


def test_the_label_tells_and_covers():
    lines = [*lines_of(5, "diffusion models", "images"), *lines_of(1, "noise schedules", "images")]
    keywords = [
        TopicKeyword("noise-schedules", 0.9),
        TopicKeyword("diffusion-models", 0.85),
        TopicKeyword("images", 1.0),
    ]
    assert label_topics([(lines, keywords)])[0].label == "Diffusion models"


def test_labels_and_ids_are_distinct_where_groups_would_choose_alike():
    lines = lines_of(3, "diffusion models", "score matching")
    keywords = [TopicKeyword("diffusion-models", 0.9), TopicKeyword("score-matching", 0.8)]
    first, second, third = label_topics([(lines, keywords)] * 3)
    assert (first.id, second.id) == ("diffusion-models", "score-matching")
    assert third.label == "Paper 0"


def test_ids_in_use_are_not_given_again():
    lines = lines_of(3, "diffusion models")
    keywords = [TopicKeyword("diffusion-models", 0.9)]
    assert label_topics([(lines, keywords)], taken=["diffusion-model"])[0].id == "paper-0"
