"""What one line looks like by itself."""

import pytest

from papershelf.sources.listing.lines import (
    is_ended,
    is_hanging,
    opening_odds,
    starts_mid_sentence,
    title_odds,
)


def test_real_titles_look_like_titles_and_real_abstracts_do_not(real_sources):
    records = real_sources.records
    doubtful = [record.title for record in records if title_odds(record.title) < 0]
    assert len(doubtful) < 0.02 * len(records)
    assert max(title_odds(record.abstract) for record in records) < -5


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("Scaling Laws for Neural Language Models", "We study scaling laws for neural language models."),
        ("Is Context All You Need? Scaling Translation", "of neural networks is then used to improve the"),
        ("Learning to learn without forgetting", "Code is available at https://github.com/a/b."),
        ("How to (re)warm your model?", "However, it is unclear how this can be used, and"),
    ],
)
def test_title_odds_tell_titles_from_prose(more, less):
    assert title_odds(more) > 0 > title_odds(less)


def test_opening_odds_tell_beginnings_from_middles():
    assert (
        opening_odds("Recent advances have") > opening_odds("However, this is") > opening_odds("of the art")
    )


@pytest.mark.parametrize(
    ("text", "ended", "hanging", "low"),
    [
        ("It works.", True, False, False),
        ("it is at https://github.com/a/b", True, False, True),
        ('"massive activations."', True, False, False),
        ("results on the", False, True, True),
        ("sharpDARTS: Faster and", False, True, False),
        ("(LN) strategy that", False, True, True),
        ("Nets for Vision", False, False, False),
    ],
)
def test_ends_and_beginnings(text, ended, hanging, low):
    assert (is_ended(text), is_hanging(text), starts_mid_sentence(text)) == (ended, hanging, low)
