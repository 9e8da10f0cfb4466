from papershelf.library.evidence import telling_sentence
from papershelf.model import Keyword, Place


def keyword(text, phrase, field="abstract"):
    start = text.index(phrase)
    return Keyword(phrase, phrase, 0.5, (phrase,), (Place(field, start, start + len(phrase)),))


def test_the_sentence_with_the_heaviest_keywords_is_told():
    text = "Forgetting is bad. Replay helps\nforgetting less. Nothing else."
    pairs = [(keyword(text, "Forgetting"), 0.4), (keyword(text, "Replay"), 0.3), (keyword(text, "less"), 0.3)]
    assert telling_sentence(text, pairs) == "Replay helps forgetting less."


def test_a_title_is_no_sentence_of_the_abstract():
    text = "Replay helps."
    assert telling_sentence(text, [(keyword(text, "Replay", "title"), 1.0)]) == ""
