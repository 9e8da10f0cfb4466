import pytest

from papershelf.curation import fitting

FIRST = "matryoshka-representation-learning"
PAPERS = {
    FIRST: "Matryoshka Representation Learning",
    "starbucks-improved-training": "Starbucks: Improved Training for 2D Matryoshka Embeddings",
    "medusa-simple": "Medusa: Simple LLM Inference Acceleration Framework",
    "hydra-heads": "Hydra: Sequentially-Dependent Draft Heads for Medusa Decoding",
    "gpt-3": "GPT-3",
    "gpt-4": "GPT-4",
}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param("gpt-3", ["gpt-3"], id="id"),
        pytest.param("matryoshka representation learning", [FIRST], id="title"),
        pytest.param("medusa", ["medusa-simple"], id="name before the colon"),
        pytest.param("matryoshka", [FIRST, "starbucks-improved-training"], id="part of two titles"),
        pytest.param("draft heads", ["hydra-heads"], id="part of one"),
        pytest.param("matryoska representation lerning", [FIRST], id="mistakes"),
        pytest.param("gpt 5", ["gpt-3", "gpt-4"], id="near two"),
        pytest.param("quantum chromodynamics", [], id="near none"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_fitting(wanted, expected):
    assert fitting(wanted, PAPERS) == expected
