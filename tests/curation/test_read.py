import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from papershelf.curation import models as m
from papershelf.curation import parse_curation, read_curation
from papershelf.errors import has_errors
from tests.curation.everything import EVERYTHING, HEAD, LIST, LOCK, PAPERS, parse, said
from tests.world import save


def test_everything_that_can_be_decided():
    reading = parse(EVERYTHING)
    assert said(reading) == []
    gpt_3, gpt_4 = m.ListEntry(paper="gpt-3"), m.ListEntry(paper="gpt-4", note="1e3")
    note = "Read this first.\n\nThe others build on it."
    first = m.ListEntry(paper="matryoshka-representation-learning", note=note, start=True, minutes=20)
    lists = {
        "folding": m.ReadingList(
            title="Representations that fold: start here",
            description="One vector, many sizes.",
            papers=(first, gpt_3),
        ),
        "parts": m.ReadingList(
            title="In parts",
            sections=(
                m.ListSection(title="One", papers=(gpt_3,)),
                m.ListSection(title="Two", papers=(gpt_4,)),
            ),
        ),
    }
    topics = {
        "continual-learning": m.TopicDecision(
            label="Continual learning, all of it",
            description="Learning a stream of tasks without forgetting.",
            merge=("catastrophic-forgetting",),
            add_keywords=("Experience-Replay",),
            drop_keywords=("plasticity",),
            parent="",
            pin=True,
        ),
        "test-time-training": m.TopicDecision(
            label="Test-time training", keywords=("test-time training", "replay of experience")
        ),
        "efficiency": m.TopicDecision(hide=True),
    }
    keywords = m.KeywordDecisions(
        aliases={"large language models": ("LLM", "LLMs")},
        stop=("extensive experiments", "no", "1e3"),
        seeds=("test-time training",),
    )
    papers = {
        "matryoshka-representation-learning": m.PaperDecision(
            note="The idea.",
            pin=True,
            tags=("classic", "2022"),
            links=(m.CuratedLink(kind="paper", url="https://arxiv.org/abs/2205.13147"),),
            title="Matryoshka",
            abstract="Corrected.",
            topics=m.PaperTopics(add=("retrieval",), remove=("efficiency",)),
        ),
        "some-later-version": m.PaperDecision(same_as="matryoshka-representation-learning"),
        "off-topic-paper": m.PaperDecision(hide="not a paper"),
    }
    home = m.Home(intro="What this list is for.", lists=("parts",), new=12)
    assert reading.curation == m.Curation(lists, topics, keywords, papers, home)
    parts = [(part.title, len(part.papers)) for each in lists.values() for part in each.parts]
    assert parts == [("", 2), ("One", 1), ("Two", 1)]


def test_warnings_are_no_errors():
    reading = parse({LIST: HEAD + "papers: [{paper: old-paper}]\n", "topics.yml": "old-topic: {pin: true}\n"})
    assert [problem.severity for problem in reading.problems] == ["warning", "warning"]
    assert not has_errors(reading.problems)
    assert reading.curation.topics == {"old-topic": m.TopicDecision(pin=True)}


def test_all_problems_of_all_files_at_once_and_the_rest_is_read():
    reading = parse(
        {
            LIST: HEAD + "papers:\n  - paper: gpt-3\n    start: yes\n  - paper: gpt-9\n    nota: x\n",
            "topics.yml": "efficiency:\n  lable: X\n  pin: true\n  merge: [retrieva]\n",
            "keywords.yml": "stop: [x\n",
            "home.yml": "nwe: 3\nlists: [a-list]\n",
        }
    )
    assert [problem.where.removeprefix("curation/") for problem in reading.problems] == [
        "home.yml:1:1",
        "keywords.yml:2:1",
        "lists/a-list.yml:4:12",
        "lists/a-list.yml:5:12",
        "lists/a-list.yml:6:5",
        "topics.yml:2:3",
        "topics.yml:4:11",
    ]
    assert has_errors(reading.problems)
    assert [entry.paper for entry in reading.curation.lists["a-list"].papers or ()] == ["gpt-3", "gpt-9"]
    assert reading.curation.topics == {"efficiency": m.TopicDecision(merge=("retrieva",), pin=True)}
    assert reading.curation.home == m.Home(lists=("a-list",))


SCALARS = st.sampled_from(
    "gpt-3|gpt-4|old-paper|retrieval|efficiency|plasticity|a-list|true|1e3||https://x.org|code|two\nlines|é😀|no|"
    "*|x: y".split("|")
)
KEYS = st.sampled_from(
    "title description papers sections paper note start minutes label pin keywords merge add_keywords "
    "drop_keywords parent hide same_as tags links kind url abstract topics add remove aliases stop seeds "
    "intro lists new gpt-3 gpt-4 retrieval efficiency continual-learning unheard-of old-topic".split()
)
TREES = st.dictionaries(
    KEYS,
    st.recursive(
        SCALARS,
        lambda below: st.lists(below, max_size=3) | st.dictionaries(KEYS, below, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)
NAMES = st.sampled_from(["lists/a-list.yml", "topics.yml", "keywords.yml", "papers.yml", "home.yml"])


@given(st.dictionaries(NAMES, TREES, max_size=5))
def test_whatever_stands_there_is_read_or_reported_with_its_place(trees):
    files = {name: yaml.safe_dump(tree, allow_unicode=True) for name, tree in trees.items()}
    reading = parse(files)
    for problem in reading.problems:
        lines = files[problem.path.removeprefix("curation/")].splitlines()
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.excerpt == lines[problem.line - 1]
        assert problem.message
    assert parse(dict(reversed(files.items()))) == reading


@given(st.binary(max_size=60), NAMES)
def test_any_bytes_are_read_or_reported(data, name):
    reading = parse_curation({name: data}, PAPERS, LOCK)
    assert all(problem.path == f"curation/{name}" for problem in reading.problems)


def test_an_address_with_an_invisible_character_is_refused():
    text = 'gpt-3: {links: [{kind: code, url: "https://x.org/a\\u200bb"}]}\n'
    [message] = said(parse({"papers.yml": text}))
    assert "is not an address that begins with https:// or http://" in message


def test_a_list_entry_does_not_send_to_a_paper_that_is_unknown():
    files = {LIST: HEAD + "papers:\n- paper: gpt-3\n", "papers.yml": "gpt-3: {same_as: no-such}\n"}
    [message] = said(parse(files))
    assert message.startswith('curation/papers.yml:1:18: unknown paper "no-such"')


@pytest.mark.parametrize("name", ["topics.yml", "keywords.yml", "papers.yml", "home.yml"])
@pytest.mark.parametrize("text", ["", "# nothing yet\n", "\ufeff"])
def test_empty_files_decide_nothing(name, text):
    assert parse({name: text}).problems == ()
    assert parse({name: text}).curation == m.Curation()


def test_keys_with_nothing_behind_them_say_nothing():
    reading = parse(
        {"keywords.yml": "stop:\naliases:\n", "topics.yml": "efficiency:\n  label:\n", LIST: HEAD + "papers:"}
    )
    assert said(reading) == [
        'curation/lists/a-list.yml:1:1: a list needs "papers" (or "sections"): the key is missing'
    ]
    assert reading.curation.topics == {"efficiency": m.TopicDecision()}


def test_folder(tmp_path):
    folder = tmp_path / "curation"
    assert read_curation(folder, PAPERS, LOCK).curation == m.Curation()
    others = {"schema/list.yml": "no: curation", ".hidden.yml": "[", "README.md": "Not YAML: ["}
    for name, text in {**EVERYTHING, **others}.items():
        save(folder, name, text)
    reading = read_curation(folder, PAPERS, LOCK)
    assert said(reading) == []
    assert reading.curation == parse(EVERYTHING).curation
    save(folder, "home.yml", "#" * 5_000_001)
    [problem] = read_curation(folder, PAPERS, LOCK).problems
    assert str(problem) == "curation/home.yml: this file is too large: it has more than 5 MB"


def test_flood_of_problems_is_cut():
    reading = parse({"keywords.yml": "stop:\n" + "- *x\n" * 1000})
    assert len(reading.problems) == 101
    assert str(reading.problems[0]) == "curation/keywords.yml: 100 more problems than the first 100"


def test_nothing_is_wrong_in_this_project_and_its_decisions_show(real):
    curation, library = real.inputs.curation, real.library
    assert [problem for problem in real.inputs.problems if problem.path.startswith("curation/")] == []
    assert len(library.papers) == 627
    assert tuple(library.lists)[: len(curation.home.lists)] == curation.home.lists
    for id_, said_of in curation.lists.items():
        assert len(library.lists[id_].entries) == sum(len(part.papers) for part in said_of.parts)
