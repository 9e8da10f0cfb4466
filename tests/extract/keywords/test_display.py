import pytest

from papershelf.extract.keywords import CorpusExtractor
from papershelf.model import Paper
from tests.world import HashEncoder

CASES = [
    (["Deep Tuning", "We do graph tuning.", "More graph tuning.", "Much Graph Tuning."], "graph tuning"),
    (["Deep Tuning", "We use Stable Diffusion.", "Again, Stable Diffusion."], "Stable Diffusion"),
    (
        ["Deep Tuning", "We use graph networks.", "More graph networks.", "One graph network."],
        "graph networks",
    ),
    (["Deep Tuning", "We study Graph Networks (GNs). All graph networks."], "graph networks"),
    (
        ["Deep Tuning", "We do remote graph Detection. One detection helps, another detection does not."],
        "remote graph detection",
    ),
    (["Deep Tuning", "Graph Surgery (GS) is new. See the Graph Surgery here."], "Graph Surgery"),
    (["Deep Tuning", "We solve hidden Markov graphs. The Markov graphs are new."], "hidden Markov graphs"),
]


@pytest.mark.parametrize(("texts", "expected"), CASES)
def test_the_corpus_decides_how_a_keyword_is_written(texts, expected):
    papers = [Paper(str(number), texts[0], abstract) for number, abstract in enumerate(texts[1:])]
    extracted = CorpusExtractor().extract(papers, HashEncoder())
    assert all(expected in {one.phrase for one in paper.keywords} for paper in extracted)
