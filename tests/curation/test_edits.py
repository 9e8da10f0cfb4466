import pytest

from papershelf.curation import (
    Edit,
    alias_keyword,
    decide_paper,
    decide_topic,
    edited,
    fitting,
    list_paper,
    merge_topic,
    parse_curation,
    place_paper,
    split_topic,
    stop_keyword,
    tag_paper,
)
from papershelf.curation.models import ListEntry
from papershelf.errors import InputError, PapershelfError
from tests.curation.test_read import EVERYTHING, LOCK
from tests.curation.test_read import PAPERS as KNOWN_PAPERS
from tests.world import ROOT

CONTENTS = {name: text.encode() for name, text in EVERYTHING.items()}


def entry(paper: str, **said) -> ListEntry:
    return ListEntry(paper=paper, **said)


def edit_all(*edits: Edit, contents=CONTENTS):
    return {name: data.decode() for name, data in edited(contents, edits, KNOWN_PAPERS, LOCK).items()}


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        pytest.param(
            list_paper(CONTENTS, "folding", entry("gpt-4", note="Read it: last.", start=True, minutes=5)),
            "  - paper: gpt-3\n",
            (
                '  - paper: gpt-3\n  - paper: gpt-4\n    note: "Read it: last."\n    start: true\n'
                "    minutes: 5\n"
            ),
            id="list add",
        ),
        pytest.param(
            list_paper(CONTENTS, "folding", entry("gpt-4"), after="matryoshka-representation-learning"),
            "    minutes: 20\n",
            "    minutes: 20\n  - paper: gpt-4\n",
            id="list add after",
        ),
        pytest.param(
            list_paper(CONTENTS, "parts", entry("matryoshka-representation-learning"), after="gpt-3"),
            "[{paper: gpt-3}]",
            "[{paper: gpt-3}, {paper: matryoshka-representation-learning}]",
            id="list add to a section",
        ),
        pytest.param(
            decide_paper("gpt-3", "pin", value=True),
            'off-topic-paper: {hide: "not a paper"}\n',
            'off-topic-paper: {hide: "not a paper"}\ngpt-3:\n  pin: true\n',
            id="paper pin",
        ),
        pytest.param(
            decide_paper("matryoshka-representation-learning", "note", "Another."),
            "note: The idea.",
            "note: Another.",
            id="paper note",
        ),
        pytest.param(
            tag_paper("matryoshka-representation-learning", "on"),
            "[classic, 2022]",
            '[classic, 2022, "on"]',
            id="paper tag",
        ),
        pytest.param(
            place_paper("matryoshka-representation-learning", "continual-learning"),
            "add: [retrieval]",
            "add: [retrieval, continual-learning]",
            id="paper into a topic",
        ),
        pytest.param(
            decide_topic("continual-learning", "label", "Lifelong learning"),
            "label: Continual learning, all of it",
            "label: Lifelong learning",
            id="topic rename",
        ),
        pytest.param(
            merge_topic("retrieval", "continual-learning"),
            "merge: [catastrophic-forgetting]",
            "merge: [catastrophic-forgetting, retrieval]",
            id="topic merge",
        ),
        pytest.param(
            split_topic("replay", "Replay", ["experience replay"], "continual-learning"),
            "efficiency: {hide: true}\n",
            (
                "efficiency: {hide: true}\nreplay:\n  label: Replay\n  keywords: [experience replay]\n"
                "  parent: continual-learning\n"
            ),
            id="topic split",
        ),
        pytest.param(
            alias_keyword(CONTENTS, "Large-Language Models", "LLM's"),
            "large language models: [LLM, LLMs]",
            "large language models: [LLM, LLMs, LLM's]",
            id="keyword alias",
        ),
        pytest.param(
            stop_keyword("state of the art"),
            "stop: [extensive experiments, no, 1e3]",
            "stop: [extensive experiments, no, 1e3, state of the art]",
            id="keyword stop",
        ),
    ],
)
def test_edits(edit, old, new):
    assert EVERYTHING[edit.name].count(old) == 1
    assert edit_all(edit) == {edit.name: EVERYTHING[edit.name].replace(old, new)}


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        pytest.param(
            list_paper(CONTENTS, "folding", entry("gpt-3")),
            '"gpt-3" is on this list already',
            id="a second time",
        ),
        pytest.param(
            list_paper(CONTENTS, "folding", entry("off-topic-paper")),
            "is hidden",
            id="hidden paper",
        ),
        pytest.param(list_paper(CONTENTS, "folding", entry("gpt-5")), "unknown paper", id="unknown paper"),
        pytest.param(decide_paper("off-topic-paper", "pin", value=True), "can't be pinned", id="pin hidden"),
        pytest.param(decide_paper("gpt-3", "hide", "no paper"), "yet on this list", id="hide one on a list"),
        pytest.param(merge_topic("retrieval", "efficiency"), "nothing can be merged into it", id="hidden"),
        pytest.param(merge_topic("retrieval", "retrieval"), "merged into itself", id="into itself"),
        pytest.param(
            decide_topic("retrieval", "label", "Test-time training"), "is the label of the topic", id="label"
        ),
        pytest.param(
            alias_keyword(CONTENTS, "language models", "LLM"), "is already an alias of", id="form of another"
        ),
        pytest.param(stop_keyword("LLMs"), "is a stop phrase too", id="stop an alias"),
        pytest.param(decide_paper("gpt-3", "nota", "x"), 'unknown key "nota"', id="unknown key"),
    ],
)
def test_what_check_would_refuse_is_refused(edit, said):
    with pytest.raises(InputError, match=r".") as caught:
        edit_all(edit)
    assert said in str(caught.value)


def test_problems_that_were_there_do_not_stop_an_edit():
    contents = {**CONTENTS, "papers.yml": b"gpt-9: {pin: true}\n" + CONTENTS["papers.yml"]}
    made = edit_all(tag_paper("gpt-3", "x"), contents=contents)
    assert made["papers.yml"].endswith("gpt-3:\n  tags: [x]\n")


def test_first_edit_makes_the_file_with_its_schema():
    assert edit_all(stop_keyword("x"), contents={}) == {
        "keywords.yml": "# yaml-language-server: $schema=schema/keywords.json\nstop: [x]\n"
    }


def test_several_edits_and_none():
    made = edit_all(
        tag_paper("gpt-3", "x"), tag_paper("gpt-3", "z"), decide_topic("retrieval", "pin", value=True)
    )
    assert made["papers.yml"].endswith("gpt-3:\n  tags: [x, z]\n")
    assert made["topics.yml"].endswith("retrieval:\n  pin: true\n")
    assert edit_all(tag_paper("matryoshka-representation-learning", "classic")) == {}


def test_byte_order_mark_and_line_ends_stay():
    contents = {"keywords.yml": b"\xef\xbb\xbfstop: [x]\r\n# end\r\n"}
    assert edited(contents, [stop_keyword("z")], KNOWN_PAPERS, LOCK) == {
        "keywords.yml": b"\xef\xbb\xbfstop: [x, z]\r\n# end\r\n"
    }


def test_lists_that_are_not_there_or_broken():
    with pytest.raises(PapershelfError, match=r'unknown list "foldin" \(did you mean "folding"\?\)'):
        list_paper(CONTENTS, "foldin", entry("gpt-3"))
    with pytest.raises(PapershelfError, match='"gpt-4" is not on the list "folding"'):
        list_paper(CONTENTS, "folding", entry("gpt-3"), after="gpt-4")
    broken = {"lists/folding.yml": b"title: x\npapers:\n- paper: gpt-3\n  nota: y\n"}
    with pytest.raises(InputError, match='unknown key "nota"'):
        list_paper(broken, "folding", entry("gpt-4"))


def files_here() -> list[str]:
    return sorted(str(path.relative_to(ROOT / "curation")) for path in (ROOT / "curation").rglob("*.yml"))


@pytest.mark.parametrize("name", files_here())
def test_saying_what_this_project_says_leaves_identical_bytes(name):
    """Each decision made here, made again: nothing changes."""
    contents = {name: (ROOT / "curation" / name).read_bytes()}
    curation = parse_curation(contents, KNOWN_PAPERS, LOCK).curation
    edits = [decide_paper(id_, "note", one.note) for id_, one in curation.papers.items() if one.note]
    edits += [tag_paper(id_, tag) for id_, one in curation.papers.items() for tag in one.tags]
    edits += [decide_topic(id_, "label", one.label) for id_, one in curation.topics.items() if one.label]
    edits += [merge_topic(source, id_) for id_, one in curation.topics.items() for source in one.merge]
    edits += [
        alias_keyword(contents, display, form)
        for display, forms in curation.keywords.aliases.items()
        for form in forms
    ]
    edits += map(stop_keyword, curation.keywords.stop)
    assert edited(contents, edits, KNOWN_PAPERS, LOCK) == {}


PAPERS = {
    "matryoshka-representation-learning": "Matryoshka Representation Learning",
    "starbucks-improved-training": "Starbucks: Improved Training for 2D Matryoshka Embeddings",
    "medusa-simple": "Medusa: Simple LLM Inference Acceleration Framework",
    "hydra-heads": "Hydra: Sequentially-Dependent Draft Heads for Medusa Decoding",
    "gpt-3": "GPT-3",
    "gpt-4": "GPT-4",
}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param("gpt-3", ["gpt-3"], id="id"),
        pytest.param(
            "matryoshka representation learning", ["matryoshka-representation-learning"], id="title"
        ),
        pytest.param("medusa", ["medusa-simple"], id="name before the colon"),
        pytest.param(
            "matryoshka",
            ["matryoshka-representation-learning", "starbucks-improved-training"],
            id="part of two titles",
        ),
        pytest.param("draft heads", ["hydra-heads"], id="part of one"),
        pytest.param(
            "matryoska representation lerning", ["matryoshka-representation-learning"], id="mistakes"
        ),
        pytest.param("gpt 5", ["gpt-3", "gpt-4"], id="near two"),
        pytest.param("quantum chromodynamics", [], id="near none"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_fitting(wanted, expected):
    assert fitting(wanted, PAPERS) == expected
