"""KeyBERT as it comes gives keywords that the rest can use."""

from dataclasses import replace

import numpy as np
import pytest

from papershelf.errors import PapershelfError
from papershelf.extract.keywords import CorpusExtractor, PlainExtractor, open_extractor
from papershelf.model import Paper
from tests.world import HashEncoder

PAPERS = (
    Paper("a", "Graph networks", "Graph\nnetworks learn. We train graph networks on graphs."),
    Paper("empty", "?!", ""),
    Paper("b", "Replay buffers", "A state of the art replay buffer helps. Naïve and naive."),
)


@pytest.mark.parametrize("diversity", [0.0, 0.5])
def test_keywords_are_keyberts_with_their_places(diversity):
    first, empty, last = PlainExtractor(top=6, diversity=diversity).extract(PAPERS, HashEncoder())
    assert (first.paper_id, empty.paper_id, last.paper_id) == ("a", "empty", "b")
    assert empty.keywords == ()
    assert np.linalg.norm(first.vector) == pytest.approx(1)
    keyword = next(one for one in first.keywords if one.phrase == "graph networks")
    assert keyword.forms == ("Graph networks", "graph networks")
    places = [(place.field, place.start) for place in keyword.places]
    assert places == [("title", 0), ("abstract", 0), ("abstract", 31)]
    scores = [one.score for one in first.keywords]
    assert 0 < len(scores) <= 6
    assert all(0 <= score <= 1 for score in scores)


def test_a_phrase_that_left_stop_words_out_stands_nowhere():
    [one] = PlainExtractor(top=99).extract(PAPERS, HashEncoder(), wanted={"b"})
    found = {keyword.phrase: keyword for keyword in one.keywords}
    assert found["state art"].forms == ("state art",)
    assert found["state art"].places == ()
    assert len({keyword.id for keyword in one.keywords}) == len(one.keywords)


@pytest.mark.parametrize("papers", [(), (PAPERS[1],), (PAPERS[1], replace(PAPERS[1], id="c"))])
def test_papers_without_a_word_have_no_keywords(papers):
    found = PlainExtractor().extract(papers, HashEncoder())
    assert [(one.paper_id, one.keywords) for one in found] == [(paper.id, ()) for paper in papers]


def test_extractors_are_found_by_name():
    assert open_extractor("corpus") == CorpusExtractor()
    assert open_extractor("keybert") == PlainExtractor()
    with pytest.raises(PapershelfError, match='no extractor "yake"; there are: corpus, keybert'):
        open_extractor("yake")
