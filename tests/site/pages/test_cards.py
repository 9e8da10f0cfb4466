import pytest

from papershelf.library import TopicPlacement
from papershelf.site.pages.cards import why
from tests.world import full_library


@pytest.mark.parametrize(
    ("placement", "said"),
    [
        (TopicPlacement("x", "curated", ("foldbot",)), "placed here by a curator"),
        (TopicPlacement("x", "resemblance"), "placed by resemblance to the papers here"),
        (TopicPlacement("x", "title", ("foldbot",)), "Foldbot in the title"),
        (TopicPlacement("x", "keywords", ("foldbot",)), "Foldbot"),
    ],
)
def test_a_card_says_what_put_its_paper_there(placement: TopicPlacement, said: str) -> None:
    assert why(full_library(), placement) == said
