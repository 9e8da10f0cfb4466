import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from papershelf.extract.keywords.candidates import find_candidates
from papershelf.extract.keywords.tagging import Tagger
from papershelf.model import Paper

CASES = [
    ("We study rehearsal-free continual learning.", "continual learning|rehearsal-free continual learning"),
    ("A GAN, LoRA and Mamba beat text-to-image diffusion.", "GAN|LoRA|Mamba|text-to-image diffusion"),
]


@pytest.mark.parametrize(("abstract", "expected"), CASES)
def test_phrases_found(abstract, expected):
    found = find_candidates(Paper("a", "", abstract), Tagger())
    assert {*expected.split("|")} <= {one.text for one in found.mentions}


def test_nothing_is_joined_across_what_lies_between():
    abstract = "models of the brain, networks and proposed circuits (memory) traces"
    found = find_candidates(Paper("a", "", abstract), Tagger())
    assert not any(" " in one.text for one in found.mentions)


@settings(deadline=None)
@example("A#B")
@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=200))
def test_any_text_gives_phrases_that_stand_in_it(abstract):
    for one in find_candidates(Paper("a", "", abstract), Tagger()).mentions:
        assert one.text.split() == abstract[one.start : one.end].split() or one.cased
        assert one.key
