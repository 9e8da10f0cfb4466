import pytest

from papershelf.curation import (
    Edit,
    alias_keyword,
    applied,
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
from papershelf.curation.edits import lines_of, trees_of
from papershelf.curation.files import read_files
from papershelf.errors import InputError, PapershelfError
from tests.curation.test_read import EVERYTHING, LOCK
from tests.curation.test_read import PAPERS as KNOWN_PAPERS
from tests.world import ROOT

CONTENTS = {name: text.encode() for name, text in EVERYTHING.items()}
LISTS = {id_: reading.model for id_, reading in read_files(CONTENTS, "curation")[0].lists.items()}
ALIASES = ["large language models"]


def edit_all(*edits: Edit, contents=CONTENTS):
    return {name: data.decode() for name, data in edited(contents, edits, KNOWN_PAPERS, LOCK).items()}


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        pytest.param(
            list_paper(
                "folding",
                LISTS["folding"],
                {"paper": "gpt-4", "note": "Read it: last.", "start": True, "minutes": 5},
            ),
            "  - paper: gpt-3\n",
            (
                '  - paper: gpt-3\n  - paper: gpt-4\n    note: "Read it: last."\n    start: true\n'
                "    minutes: 5\n"
            ),
            id="list add",
        ),
        pytest.param(
            list_paper(
                "folding", LISTS["folding"], {"paper": "gpt-4"}, after="matryoshka-representation-learning"
            ),
            "    minutes: 20\n",
            "    minutes: 20\n  - paper: gpt-4\n",
            id="list add after",
        ),
        pytest.param(
            list_paper(
                "parts", LISTS["parts"], {"paper": "matryoshka-representation-learning"}, after="gpt-3"
            ),
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
            alias_keyword(ALIASES, "Large-Language Models", "LLM's"),
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
            list_paper("folding", LISTS["folding"], {"paper": "gpt-3"}),
            '"gpt-3" is on this list already',
            id="a second time",
        ),
        pytest.param(
            list_paper("folding", LISTS["folding"], {"paper": "off-topic-paper"}),
            "is hidden",
            id="hidden paper",
        ),
        pytest.param(
            list_paper("folding", LISTS["folding"], {"paper": "gpt-5"}), "unknown paper", id="unknown paper"
        ),
        pytest.param(decide_paper("off-topic-paper", "pin", value=True), "can't be pinned", id="pin hidden"),
        pytest.param(decide_paper("gpt-3", "hide", "no paper"), "yet on this list", id="hide one on a list"),
        pytest.param(merge_topic("retrieval", "efficiency"), "nothing can be merged into it", id="hidden"),
        pytest.param(merge_topic("retrieval", "retrieval"), "merged into itself", id="into itself"),
        pytest.param(
            decide_topic("retrieval", "label", "Test-time training"), "is the label of the topic", id="label"
        ),
        pytest.param(
            alias_keyword(ALIASES, "language models", "LLM"), "is already an alias of", id="form of another"
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


def test_a_file_that_is_no_text_is_refused():
    with pytest.raises(InputError, match="byte 0xff is not UTF-8"):
        edit_all(stop_keyword("x"), contents={"keywords.yml": b"\xff"})


def test_byte_order_mark_and_line_ends_stay():
    contents = {"keywords.yml": b"\xef\xbb\xbfstop: [x]\r\n# end\r\n"}
    assert edited(contents, [stop_keyword("z")], KNOWN_PAPERS, LOCK) == {
        "keywords.yml": b"\xef\xbb\xbfstop: [x, z]\r\n# end\r\n"
    }


def test_a_paper_that_is_not_on_the_list_has_no_place_after_it():
    with pytest.raises(PapershelfError, match='"gpt-4" is not on the list "folding"'):
        list_paper("folding", LISTS["folding"], {"paper": "gpt-3"}, after="gpt-4")


def test_files_are_checked_once_if_nothing_is_wrong(monkeypatch):
    checked = []

    def check(contents, *rest):
        checked.append(contents)
        return parse_curation(contents, *rest)

    monkeypatch.setattr("papershelf.curation.edits.parse_curation", check)
    edit_all(stop_keyword("no"))
    assert len(checked) == 0
    edit_all(stop_keyword("x"))
    assert len(checked) == 1


@pytest.mark.parametrize(
    ("edit", "lines"),
    [
        pytest.param(
            alias_keyword(ALIASES, "Large-language models", "key: value"),
            'aliases:\n  large language models: [LLM, LLMs, "key: value"]',
            id="with the forms there are",
        ),
        pytest.param(alias_keyword(ALIASES, "KV cache", "n"), 'aliases:\n  KV cache: ["n"]', id="first form"),
        pytest.param(
            merge_topic("retrieval", "continual-learning"),
            "continual-learning:\n  merge: [catastrophic-forgetting, retrieval]",
            id="merge",
        ),
        pytest.param(
            split_topic("part", "Part: one", ["a, b", "c"], "retrieval"),
            'part:\n  label: "Part: one"\n  keywords: ["a, b", c]\n  parent: retrieval',
            id="split",
        ),
        pytest.param(
            place_paper("gpt-4", "retrieval"), "gpt-4:\n  topics:\n    add: [retrieval]", id="place"
        ),
        pytest.param(
            list_paper("folding", LISTS["folding"], {"paper": "1-bit"}),
            "papers:\n  - paper: 1-bit",
            id="list",
        ),
        pytest.param(
            decide_paper("later", "same_as", "first"), "later:\n  same_as: first", id="the same paper"
        ),
    ],
)
def test_the_lines_that_say_an_edit(edit, lines):
    assert lines_of(edit, trees_of(CONTENTS, [edit.name])) == lines
    [made] = applied({}, [edit]).values()
    assert made.decode().partition("\n")[2] == lines_of(edit, {}) + "\n"


def test_a_new_entry_is_shown_without_the_others_and_their_section():
    edit = list_paper("parts", LISTS["parts"], {"paper": "1-bit"})
    assert lines_of(edit, trees_of(CONTENTS, [edit.name])) == "papers:\n  - paper: 1-bit"


def files_here() -> list[str]:
    return sorted(str(path.relative_to(ROOT / "curation")) for path in (ROOT / "curation").rglob("*.yml"))


@pytest.mark.parametrize("name", files_here())
def test_saying_what_this_project_says_leaves_identical_bytes(name):
    """Each decision made here, made again: nothing changes."""
    contents = {name: (ROOT / "curation" / name).read_bytes()}
    curation = parse_curation(contents, KNOWN_PAPERS, LOCK).curation
    aliases = curation.keywords.aliases
    edits = [decide_paper(id_, "note", one.note) for id_, one in curation.papers.items() if one.note]
    edits += [tag_paper(id_, tag) for id_, one in curation.papers.items() for tag in one.tags]
    edits += [decide_topic(id_, "label", one.label) for id_, one in curation.topics.items() if one.label]
    edits += [merge_topic(source, id_) for id_, one in curation.topics.items() for source in one.merge]
    edits += [alias_keyword(aliases, display, form) for display, forms in aliases.items() for form in forms]
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
