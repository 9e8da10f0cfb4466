import pytest

from papershelf.extract.keywords import CorpusExtractor
from papershelf.model import Paper
from tests.world import HashEncoder

CASES = [
    ("BlockPruner: pruning of layers", "We prune layers.", "BlockPruner", True),
    ("Pruning", "We propose BlockPruner, which prunes layers.", "BlockPruner", True),
    ("Pruning", "We introduce Matryoshka Networks for pruning.", "Matryoshka Networks", True),
    ("Pruning", "We use graph networks (GNs) for pruning.", "graph networks", False),
    ("Pruning: a survey", "We survey layer pruning.", "pruning", False),
]


@pytest.mark.parametrize(("title", "abstract", "phrase", "expected"), CASES)
def test_only_what_is_coined_is_a_name(title, abstract, phrase, expected):
    [paper] = CorpusExtractor().extract([Paper("a", title, abstract)], HashEncoder())
    names = {one.phrase: one.is_name for one in paper.keywords}
    assert names[phrase] is expected


def test_what_many_papers_use_is_no_name_any_more():
    papers = [Paper(str(number), "Tuning", f"We tune LoRA adapters, take {number}.") for number in range(4)]
    extracted = CorpusExtractor().extract(papers, HashEncoder())
    assert not any(one.is_name for paper in extracted for one in paper.keywords if one.phrase == "LoRA")
