from dataclasses import fields

from papershelf.extract.keywords.corpus_extractor import find_all
from papershelf.extract.keywords.corpus_statistics import count_corpus
from papershelf.extract.keywords.ranking import WEIGHTS, Terms, rank, weigh
from papershelf.model import Paper


def test_a_closer_phrase_scores_higher_within_bounds():
    low, high = ({field.name: 0.0 for field in fields(Terms)} | {"cosine": cosine} for cosine in (0.1, 0.9))
    assert 0 < weigh(Terms(**low), WEIGHTS) < weigh(Terms(**high), WEIGHTS) < 1


def test_equal_scores_stand_in_order_of_the_key():
    assert rank({"b": 0.5, "a": 0.5, "c": 0.9}) == ["c", "a", "b"]


def test_cohesion_tells_one_field_from_many_and_does_not_depend_on_the_order():
    field = [Paper(str(n), "", "graph networks learn node representations") for n in range(3)]
    mixed = [Paper("a", "", "graph networks"), Paper("b", "", "opera houses"), Paper("c", "", "tax law")]
    assert count_corpus(find_all(field)).cohesion > count_corpus(find_all(mixed)).cohesion
    assert count_corpus(find_all(mixed)) == count_corpus(find_all(mixed[::-1]))


def test_fragments_of_a_longer_phrase_are_told():
    papers = [Paper(str(n), "", "We love state space models.") for n in range(3)]
    assert "state space" in count_corpus(find_all(papers)).fragments
