import pytest

from papershelf.extract.keywords import CorpusExtractor
from papershelf.model import Paper
from tests.world import HashEncoder


@pytest.mark.parametrize(
    ("abstracts", "expected"),
    [
        (["We do graph tuning.", "More graph tuning.", "Much Graph Tuning."], "graph tuning"),
        (["We use Stable Diffusion.", "Again, Stable Diffusion."], "Stable Diffusion"),
        (["We use graph networks.", "More graph networks.", "One graph network."], "graph networks"),
        (["We study Graph Networks (GNs). All graph networks."], "graph networks"),
        (["We do remote graph Detection. One detection helps, another does not."], "remote graph detection"),
        (["Graph Surgery (GS) is new. See the Graph Surgery here."], "Graph Surgery"),
        (["We solve hidden Markov graphs. The Markov graphs are new."], "hidden Markov graphs"),
    ],
)
def test_the_corpus_decides_how_a_keyword_is_written(abstracts, expected):
    papers = [Paper(str(number), "Deep Tuning", abstract) for number, abstract in enumerate(abstracts)]
    extracted = CorpusExtractor().extract(papers, HashEncoder())
    assert all(expected in {one.phrase for one in paper.keywords} for paper in extracted)
