import pytest

from papershelf.curation.nearest import Names, did_you_mean

MRL = "matryoshka-representation-learning"
PAPERS = {
    MRL: "Matryoshka Representation Learning",
    "kv-cache-compression": "KV Cache Compression for Long Context",
    "blockpruner": "BlockPruner: Fine-grained Pruning",
    **{f"another-paper-{number}": f"Another Paper, Number {number}" for number in range(100)},
}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param("matryoshka-representation-lerning", [MRL], id="a letter"),
        pytest.param("Matryoshka Representation Learning", [MRL], id="the title"),
        pytest.param("matryoshka", [MRL], id="a part"),
        pytest.param("fine grained pruning", ["blockpruner"], id="a part of the title"),
        pytest.param(
            "kv cache compresion for long contexts", ["kv-cache-compression"], id="nearly the title"
        ),
        pytest.param("zzzzzz", [], id="nothing"),
    ],
)
def test_nearest(wanted, expected):
    assert Names(PAPERS).nearest(wanted)[:1] == expected
    assert Names({}).nearest(wanted) == []


def test_at_most_three_in_a_stable_order():
    assert Names(PAPERS).nearest("another-paper") == ["another-paper-0", "another-paper-1", "another-paper-2"]


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        ([], ""),
        (["a"], ' (did you mean "a"?)'),
        (["a", "b"], ' (did you mean "a" or "b"?)'),
        (["a", "b", "c"], ' (did you mean "a", "b" or "c"?)'),
    ],
)
def test_did_you_mean(ids, expected):
    assert did_you_mean(ids) == expected
