import pytest

from papershelf.curation import (
    Edit,
    alias_keyword,
    applied,
    decide_paper,
    decide_topic,
    edited,
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
from tests.curation.everything import EVERYTHING, LOCK, PAPERS
from tests.world import ROOT

CONTENTS = {name: text.encode() for name, text in EVERYTHING.items()}
LISTS = {id_: reading.model for id_, reading in read_files(CONTENTS, "curation")[0].lists.items()}
FOLDING, PARTS = LISTS["folding"], LISTS["parts"]
ALIASES = ["large language models"]
FIRST = "matryoshka-representation-learning"


def edit_all(*edits: Edit, contents=CONTENTS):
    return {name: data.decode() for name, data in edited(contents, edits, PAPERS, LOCK).items()}


EDITS = [
    (list_paper("folding", FOLDING, {"paper": "gpt-4", "note": "Read it: now.", "start": True, "minutes": 5}),
     "  - paper: gpt-3\n",
     '  - paper: gpt-3\n  - paper: gpt-4\n    note: "Read it: now."\n    start: true\n    minutes: 5\n'),
    (list_paper("folding", FOLDING, {"paper": "gpt-4"}, after=FIRST),
     "    minutes: 20\n", "    minutes: 20\n  - paper: gpt-4\n"),
    (list_paper("parts", PARTS, {"paper": FIRST}, after="gpt-3"),
     "[{paper: gpt-3}]", f"[{{paper: gpt-3}}, {{paper: {FIRST}}}]"),
    (decide_paper("gpt-3", "pin", value=True), 'off-topic-paper: {hide: "not a paper"}\n',
     'off-topic-paper: {hide: "not a paper"}\ngpt-3:\n  pin: true\n'),
    (decide_paper(FIRST, "note", "Another."), "note: The idea.", "note: Another."),
    (tag_paper(FIRST, "on"), "[classic, 2022]", '[classic, 2022, "on"]'),
    (place_paper(FIRST, "continual-learning"), "add: [retrieval]", "add: [retrieval, continual-learning]"),
    (decide_topic("continual-learning", "label", "Lifelong learning"),
     "label: Continual learning, all of it", "label: Lifelong learning"),
    (merge_topic("retrieval", "continual-learning"),
     "merge: [catastrophic-forgetting]", "merge: [catastrophic-forgetting, retrieval]"),
    (split_topic("replay", "Replay", ["LLM"], "retrieval"), "efficiency: {hide: true}\n",
     "efficiency: {hide: true}\nreplay:\n  label: Replay\n  keywords: [LLM]\n  parent: retrieval\n"),
    (alias_keyword(ALIASES, "Large-Language Models", "LLM's"),
     "large language models: [LLM, LLMs]", "large language models: [LLM, LLMs, LLM's]"),
    (stop_keyword("state of the art"),
     "stop: [extensive experiments, no, 1e3]", "stop: [extensive experiments, no, 1e3, state of the art]"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "old", "new"), EDITS)
def test_edits(edit, old, new):
    assert EVERYTHING[edit.name].count(old) == 1
    assert edit_all(edit) == {edit.name: EVERYTHING[edit.name].replace(old, new)}


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (list_paper("folding", FOLDING, {"paper": "gpt-3"}), '"gpt-3" is on this list already'),
        (list_paper("folding", FOLDING, {"paper": "off-topic-paper"}), "is hidden"),
        (list_paper("folding", FOLDING, {"paper": "gpt-5"}), "unknown paper"),
        (decide_paper("off-topic-paper", "pin", value=True), "can't be pinned"),
        (decide_paper("gpt-3", "hide", "no paper"), "yet on this list"),
        (merge_topic("retrieval", "efficiency"), "nothing can be merged into it"),
        (merge_topic("retrieval", "retrieval"), "merged into itself"),
        (decide_topic("retrieval", "label", "Test-time training"), "is the label of the topic"),
        (alias_keyword(ALIASES, "language models", "LLM"), "is already an alias of"),
        (stop_keyword("LLMs"), "is a stop phrase too"),
        (decide_paper("gpt-3", "nota", "x"), 'unknown key "nota"'),
    ],
)
def test_what_check_would_refuse_is_refused(edit, said):
    with pytest.raises(InputError, match=said):
        edit_all(edit)


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
    assert edit_all(tag_paper(FIRST, "classic")) == {}


def test_a_file_that_is_no_text_is_refused():
    with pytest.raises(InputError, match="byte 0xff is not UTF-8"):
        edit_all(stop_keyword("x"), contents={"keywords.yml": b"\xff"})


def test_byte_order_mark_and_line_ends_stay():
    contents = {"keywords.yml": b"\xef\xbb\xbfstop: [x]\r\n# end\r\n"}
    assert edited(contents, [stop_keyword("z")], PAPERS, LOCK) == {
        "keywords.yml": b"\xef\xbb\xbfstop: [x, z]\r\n# end\r\n"
    }


def test_a_paper_that_is_not_on_the_list_has_no_place_after_it():
    with pytest.raises(PapershelfError, match='"gpt-4" is not on the list "folding"'):
        list_paper("folding", FOLDING, {"paper": "gpt-3"}, after="gpt-4")


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


LINES = [
    (alias_keyword(ALIASES, "Large-language models", "key: value"),
     'aliases:\n  large language models: [LLM, LLMs, "key: value"]'),
    (alias_keyword(ALIASES, "KV cache", "n"), 'aliases:\n  KV cache: ["n"]'),
    (merge_topic("retrieval", "continual-learning"),
     "continual-learning:\n  merge: [catastrophic-forgetting, retrieval]"),
    (split_topic("part", "Part: one", ["a, b", "c"], "retrieval"),
     'part:\n  label: "Part: one"\n  keywords: ["a, b", c]\n  parent: retrieval'),
    (place_paper("gpt-4", "retrieval"), "gpt-4:\n  topics:\n    add: [retrieval]"),
    (list_paper("folding", FOLDING, {"paper": "1-bit"}), "papers:\n  - paper: 1-bit"),
    (decide_paper("later", "same_as", "first"), "later:\n  same_as: first"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "lines"), LINES)
def test_the_lines_that_say_an_edit(edit, lines):
    assert lines_of(edit, trees_of(CONTENTS, [edit.name])) == lines
    [made] = applied({}, [edit]).values()
    assert made.decode().partition("\n")[2] == lines_of(edit, {}) + "\n"


def test_a_new_entry_is_shown_without_the_others_and_their_section():
    edit = list_paper("parts", PARTS, {"paper": "1-bit"})
    assert lines_of(edit, trees_of(CONTENTS, [edit.name])) == "papers:\n  - paper: 1-bit"


def files_here() -> list[str]:
    return sorted(str(path.relative_to(ROOT / "curation")) for path in (ROOT / "curation").rglob("*.yml"))


@pytest.mark.parametrize("name", files_here())
def test_saying_what_this_project_says_leaves_identical_bytes(name):
    """Each decision made here, made again: nothing changes."""
    contents = {name: (ROOT / "curation" / name).read_bytes()}
    curation = parse_curation(contents, PAPERS, LOCK).curation
    aliases = curation.keywords.aliases
    edits = [decide_paper(id_, "note", one.note) for id_, one in curation.papers.items() if one.note]
    edits += [tag_paper(id_, tag) for id_, one in curation.papers.items() for tag in one.tags]
    edits += [decide_topic(id_, "label", one.label) for id_, one in curation.topics.items() if one.label]
    edits += [merge_topic(source, id_) for id_, one in curation.topics.items() for source in one.merge]
    edits += [alias_keyword(aliases, display, form) for display, forms in aliases.items() for form in forms]
    edits += map(stop_keyword, curation.keywords.stop)
    assert edited(contents, edits, PAPERS, LOCK) == {}
