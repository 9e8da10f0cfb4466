from collections.abc import Mapping

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from papershelf.curation import Reading, parse_curation, read_curation
from papershelf.curation.models import (
    CuratedLink,
    Curation,
    Home,
    KeywordDecisions,
    ListEntry,
    ListSection,
    PaperDecision,
    PaperTopics,
    ReadingList,
    TopicDecision,
)
from papershelf.errors import has_errors
from papershelf.lock import Lock
from papershelf.model import Extraction, Keyword, Paper, Retired, Topic

PAPERS = [
    Paper("matryoshka-representation-learning", "Matryoshka Representation Learning", ""),
    Paper("some-later-version", "Some Later Version", ""),
    Paper("off-topic-paper", "Off-Topic Paper", ""),
    Paper("gpt-3", "GPT-3", ""),
    Paper("gpt-4", "GPT-4", ""),
]
LOCK = Lock(
    topics=(
        Topic("continual-learning", "Continual learning", ()),
        Topic("catastrophic-forgetting", "Catastrophic forgetting", (), parent="continual-learning"),
        Topic("efficiency", "Efficiency", ()),
        Topic("retrieval", "Retrieval", ()),
    ),
    extractions=(
        Extraction(
            "gpt-3",
            "GPT-3",
            "",
            "",
            (
                Keyword("experience-replay", "experience replay", 0.5, ("replay of experience",)),
                Keyword("plasticity", "plasticity", 0.5),
            ),
        ),
    ),
    retired=(
        Retired("paper", "old-paper", "Old paper", "gpt-4"),
        Retired("topic", "old-topic", "Old topic"),
    ),
)

EVERYTHING = {
    "lists/folding.yml": """\
# yaml-language-server: $schema=../schema/list.json
title: "Representations that fold: start here"
description: One vector, many sizes.
papers:
  - paper: matryoshka-representation-learning
    note: |
      Read this first.

      The others build on it.
    start: true
    minutes: 20
  - paper: gpt-3
""",
    "lists/parts.yml": """\
title: In parts
sections:
  - title: One
    papers: [{paper: gpt-3}]
  - title: Two
    papers: [{paper: gpt-4, note: "1e3"}]
""",
    "topics.yml": """\
continual-learning:
  label: Continual learning, all of it
  description: Learning a stream of tasks without forgetting.
  merge: [catastrophic-forgetting]
  add_keywords: [Experience-Replay]
  drop_keywords: [plasticity]
  parent: ""
  pin: true
test-time-training:
  label: Test-time training
  keywords: [test-time training, replay of experience]
efficiency: {hide: true}
""",
    "keywords.yml": """\
aliases:
  large language models: [LLM, LLMs]
stop: [extensive experiments, no, 1e3]
seeds: [test-time training]
""",
    "papers.yml": """\
matryoshka-representation-learning:
  note: The idea.
  pin: true
  tags: [classic, 2022]
  links: [{kind: paper, url: "https://arxiv.org/abs/2205.13147"}]
  title: Matryoshka
  abstract: Corrected.
  topics: {add: [retrieval], remove: [efficiency]}
some-later-version: {same_as: matryoshka-representation-learning}
off-topic-paper: {hide: "not a paper"}
""",
    "home.yml": "intro: What this list is for.\nlists: [parts]\nnew: 12\n",
}


def parse(files: Mapping[str, str], lock: Lock = LOCK) -> Reading:
    return parse_curation({name: text.encode() for name, text in files.items()}, PAPERS, lock)


def said(reading: Reading) -> list[str]:
    return [f"{problem.where}: {problem.message}" for problem in reading.problems]


def test_everything_that_can_be_decided():
    reading = parse(EVERYTHING)
    assert said(reading) == []
    folding = ListEntry(
        paper="matryoshka-representation-learning",
        note="Read this first.\n\nThe others build on it.",
        start=True,
        minutes=20,
    )
    gpt_3, gpt_4 = ListEntry(paper="gpt-3"), ListEntry(paper="gpt-4", note="1e3")
    assert reading.curation == Curation(
        lists={
            "folding": ReadingList(
                title="Representations that fold: start here",
                description="One vector, many sizes.",
                papers=(folding, gpt_3),
            ),
            "parts": ReadingList(
                title="In parts",
                sections=(
                    ListSection(title="One", papers=(gpt_3,)),
                    ListSection(title="Two", papers=(gpt_4,)),
                ),
            ),
        },
        topics={
            "continual-learning": TopicDecision(
                label="Continual learning, all of it",
                description="Learning a stream of tasks without forgetting.",
                merge=("catastrophic-forgetting",),
                add_keywords=("Experience-Replay",),
                drop_keywords=("plasticity",),
                parent="",
                pin=True,
            ),
            "test-time-training": TopicDecision(
                label="Test-time training",
                keywords=("test-time training", "replay of experience"),
            ),
            "efficiency": TopicDecision(hide=True),
        },
        keywords=KeywordDecisions(
            aliases={"large language models": ("LLM", "LLMs")},
            stop=("extensive experiments", "no", "1e3"),
            seeds=("test-time training",),
        ),
        papers={
            "matryoshka-representation-learning": PaperDecision(
                note="The idea.",
                pin=True,
                tags=("classic", "2022"),
                links=(CuratedLink(kind="paper", url="https://arxiv.org/abs/2205.13147"),),
                title="Matryoshka",
                abstract="Corrected.",
                topics=PaperTopics(add=("retrieval",), remove=("efficiency",)),
            ),
            "some-later-version": PaperDecision(same_as="matryoshka-representation-learning"),
            "off-topic-paper": PaperDecision(hide="not a paper"),
        },
        home=Home(intro="What this list is for.", lists=("parts",), new=12),
    )
    parts = [
        (part.title, len(part.papers)) for each in reading.curation.lists.values() for part in each.parts
    ]
    assert parts == [("", 2), ("One", 1), ("Two", 1)]


LIST = "lists/a-list.yml"
HEAD = "title: A list\n"
PROBLEMS = [
    # lists
    pytest.param(LIST, "", '1:1: the key "title" is missing here', id="empty list"),
    pytest.param(LIST, "title:\npapers: []\n", '1:1: "title" has no value', id="no title"),
    pytest.param(
        LIST, HEAD, '1:1: a list needs "papers" (or "sections"): the key is missing', id="no papers"
    ),
    pytest.param(LIST, "- paper: gpt-3\n", '1:1: expected lines such as "key: value" here', id="list on top"),
    pytest.param(LIST, "text\n", '1:1: expected lines such as "key: value" here', id="text on top"),
    pytest.param(
        LIST,
        HEAD + "papers: []\nsections: []\n",
        '3:1: a list has "papers" or "sections", not both',
        id="both",
    ),
    pytest.param(
        LIST,
        HEAD + "paper: []\npapers: []\n",
        '2:1: unknown key "paper" (did you mean "papers"?)',
        id="unknown key",
    ),
    pytest.param(
        LIST,
        HEAD + "papers:\n  - paper: gpt-3\n    nots: x\n",
        '4:5: unknown key "nots" (did you mean "note"?)',
        id="unknown key of an entry",
    ),
    pytest.param(
        LIST,
        HEAD + "papers:\n- paper: matryoshka-representation-learnin\n",
        '3:10: unknown paper "matryoshka-representation-learnin" '
        '(did you mean "matryoshka-representation-learning"?)',
        id="unknown paper",
    ),
    pytest.param(
        LIST,
        HEAD + "papers:\n- paper: Matryoshka Representation Learning\n",
        '3:10: unknown paper "Matryoshka Representation Learning" '
        '(did you mean "matryoshka-representation-learning"?)',
        id="title for an id",
    ),
    pytest.param(
        LIST,
        HEAD + "papers: [{paper: gpt-5}]\n",
        '2:18: unknown paper "gpt-5" (did you mean "gpt-3" or "gpt-4"?)',
        id="two that are near",
    ),
    pytest.param(
        LIST,
        HEAD + "papers:\n  - paper: gpt-3\n  - paper: gpt-4\n  - paper: gpt-3\n",
        '5:12: "gpt-3" is on this list already (line 3)',
        id="twice",
    ),
    pytest.param(
        LIST,
        HEAD + "sections:\n- title: A\n  papers: [{paper: gpt-3}]\n- title: B\n  papers: [{paper: gpt-3}]\n",
        '6:20: "gpt-3" is on this list already (line 4)',
        id="twice over sections",
    ),
    pytest.param(
        LIST,
        HEAD + "papers:\n  - gpt-3\n",
        '3:5: expected "key: value", found the text "gpt-3" (write "- paper: …")',
        id="bare id",
    ),
    pytest.param(
        LIST, HEAD + "papers: gpt-3\n", '2:9: expected a list, found the text "gpt-3"', id="no list"
    ),
    pytest.param(
        LIST,
        HEAD + "papers:\n  - note: x\n",
        '3:5: the key "paper" is missing here',
        id="entry without a paper",
    ),
    pytest.param(
        LIST,
        HEAD + "papers: [{paper: gpt-3, start: yes}]\n",
        '2:32: expected true or false, found "yes" (did you mean "true"?)',
        id="yes",
    ),
    pytest.param(
        LIST,
        HEAD + "papers: [{paper: gpt-3, minutes: 1e3}]\n",
        '2:34: expected a whole number below 10000, found "1e3"',
        id="1e3",
    ),
    pytest.param(
        LIST,
        HEAD + "papers: [{paper: gpt-3, minutes: 0}]\n",
        "2:34: expected a number above 0",
        id="no minutes",
    ),
    pytest.param(
        LIST,
        HEAD + "papers: [{paper: old-paper}]\n",
        '2:18: the paper "old-paper" is retired, replaced by "gpt-4"; these lines stay, and count again',
        id="retired paper",
    ),
    pytest.param(
        "lists/A List.yml", HEAD + "papers: []\n", "a list's file name is its address", id="file name"
    ),
    pytest.param("lists/a.yaml", HEAD, 'this file is not used: rename it to "a.yml"', id="yaml"),
    pytest.param("lists/index.yml", HEAD + "papers: []\n", 'the name "index" is taken', id="index"),
    pytest.param(
        "lists/more/a.yml", HEAD, "this file is not used: lists belong directly in lists/", id="deeper"
    ),
    pytest.param("topic.yml", "", 'this file is not used (did you mean "topics.yml"?)', id="near name"),
    pytest.param("home.yaml", "", 'this file is not used: rename it to "home.yml"', id="home.yaml"),
    # topics
    pytest.param(
        "topics.yml",
        "continual-lerning: {pin: true}\n",
        '1:1: unknown topic "continual-lerning" (did you mean "continual-learning"?); '
        'a new topic needs "label" and "keywords"',
        id="unknown topic",
    ),
    pytest.param(
        "topics.yml",
        "brand-new: {label: X}\n",
        '1:1: unknown topic "brand-new"; a new topic needs "keywords"',
        id="half",
    ),
    pytest.param(
        "topics.yml",
        "Brand New: {label: X, keywords: [plasticity]}\n",
        '1:1: the id of a new topic is the end of its address: write "brand-new" in place of "Brand New"',
        id="id of a new topic",
    ),
    pytest.param(
        "topics.yml",
        "old-topic: {pin: true}\n",
        '1:1: the topic "old-topic" is retired, and nothing replaced it; these lines stay',
        id="retired topic",
    ),
    pytest.param(
        "topics.yml",
        "continual-learning:\n  lable: X\n",
        '2:3: unknown key "lable" (did you mean "label"?)',
        id="key of a topic",
    ),
    pytest.param(
        "topics.yml",
        "efficiency: {merge: [retrieval], hide: true}\n",
        '1:14: "efficiency" is hidden, so nothing can be merged into it',
        id="merge into hidden",
    ),
    pytest.param(
        "topics.yml",
        "efficiency: {merge: [efficiency]}\n",
        "1:22: a topic can't be merged into itself",
        id="merge into itself",
    ),
    pytest.param(
        "topics.yml",
        "efficiency: {merge: [retrieva]}\n",
        '1:22: unknown topic "retrieva" (did you mean "retrieval"?)',
        id="merge of an unknown topic",
    ),
    pytest.param(
        "topics.yml",
        "efficiency: {merge: [retrieval]}\ncontinual-learning: {merge: [retrieval]}\n",
        '2:30: "retrieval" is already merged into "efficiency"',
        id="merged twice",
    ),
    pytest.param(
        "topics.yml",
        "efficiency: {merge: [retrieval]}\nretrieval: {label: X}\n",
        '2:1: "retrieval" is merged into "efficiency", so these lines have no effect',
        id="merged and decided",
    ),
    pytest.param(
        "topics.yml",
        "efficiency: {label: retrieval}\n",
        '1:21: "retrieval" is the label of the topic "retrieval" too; merge them or rename one',
        id="label of a computed topic",
    ),
    pytest.param(
        "topics.yml",
        "efficiency: {label: X}\nretrieval:\n  label: x\n",
        '3:10: "x" is the label of the topic "efficiency" too; merge them or rename one',
        id="two labels",
    ),
    pytest.param(
        "topics.yml", "retrieval: {parent: retrieval}\n", "1:21: a topic can't be its own parent", id="self"
    ),
    pytest.param(
        "topics.yml",
        "retrieval: {parent: efficiency}\nefficiency: {hide: true}\n",
        '1:21: "efficiency" is hidden, so no topic can stand below it',
        id="hidden parent",
    ),
    pytest.param(
        "topics.yml",
        "retrieval: {parent: catastrophic-forgetting}\n",
        '1:21: "catastrophic-forgetting" is below "continual-learning", and there are only two levels: '
        'shown below "continual-learning"',
        id="three levels",
    ),
    pytest.param(
        "topics.yml",
        "continual-learning: {parent: catastrophic-forgetting}\n",
        '1:30: "continual-learning" and "catastrophic-forgetting" each have the other as parent',
        id="below each other",
    ),
    pytest.param(
        "topics.yml",
        "efficiency: {add_keywords: [plasticty]}\n",
        '1:29: unknown keyword "plasticty" (did you mean "plasticity"?)',
        id="unknown keyword",
    ),
    pytest.param(
        "topics.yml",
        "efficiency: {add_keywords: [plasticity], drop_keywords: [Plasticity]}\n",
        '1:58: "Plasticity" is both added to this topic and dropped',
        id="given and dropped",
    ),
    pytest.param(
        "topics.yml",
        'efficiency: {hide: "too broad"}\n',
        '1:20: expected true or false, found "too broad"',
        id="reason for a topic",
    ),
    # keywords
    pytest.param(
        "keywords.yml",
        "aliases:\n  a: [b]\n  b: [c, A]\n  LLM: [d]\n",
        "2:3: this alias goes in a circle: a → b → a",
        id="circle",
    ),
    pytest.param(
        "keywords.yml",
        "aliases: {a: [x], b: [X]}\n",
        '1:23: "X" is already an alias of "a", so it can\'t be one of "b"',
        id="one form, two keywords",
    ),
    pytest.param(
        "keywords.yml",
        "aliases: {GAN: [], gan: []}\n",
        '1:20: "gan" and "GAN" are the same keyword; keep one of them',
        id="one id",
    ),
    pytest.param(
        "keywords.yml",
        "aliases:\n  LLM: [x]\nstop: [llm]\n",
        '2:3: "LLM" is a stop phrase (line 3), so it has no use for aliases',
        id="alias to a stop phrase",
    ),
    pytest.param(
        "keywords.yml",
        "aliases:\n  LLM: [x]\nstop: [x]\n",
        '2:9: "x" is a stop phrase too (line 3)',
        id="alias that is a stop phrase",
    ),
    pytest.param(
        "keywords.yml",
        "seeds: [x]\nstop: [x]\n",
        '1:9: "x" is a stop phrase too (line 2)',
        id="seed and stop",
    ),
    pytest.param("keywords.yml", "stop: [x, X]\n", '1:11: "X" is listed twice', id="stop twice"),
    pytest.param("keywords.yml", "stop: ['*']\n", '1:8: "*" has neither letters nor digits', id="no letters"),
    pytest.param(
        "keywords.yml",
        "stop: x\n",
        '1:7: expected a list, found the text "x" (write [x])',
        id="text for a list",
    ),
    # papers
    pytest.param(
        "papers.yml",
        "gpt-3: {same_as: gpt-4}\ngpt-4: {same_as: gpt-3}\n",
        '1:18: "same_as" goes in a circle: gpt-3 → gpt-4 → gpt-3',
        id="same as in a circle",
    ),
    pytest.param(
        "papers.yml",
        "gpt-3: {same_as: gpt-3}\n",
        "1:18: a paper can't be the same as itself",
        id="same as itself",
    ),
    pytest.param(
        "papers.yml",
        "gpt-3: {same_as: off-topic}\n",
        '1:18: unknown paper "off-topic" (did you mean "off-topic-paper"?)',
        id="same as an unknown paper",
    ),
    pytest.param(
        "papers.yml",
        "gpt-3: {same_as: gpt-4}\ngpt-4: {hide: too old}\n",
        '1:18: "gpt-4" is hidden (line 2)',
        id="same as a hidden paper",
    ),
    pytest.param(
        "papers.yml",
        "gpt-3: {hide: true}\n",
        '1:15: expected the reason in words, such as "not a paper"',
        id="no reason",
    ),
    pytest.param(
        "papers.yml",
        "gpt-3: {hide: old, pin: true}\n",
        '1:20: "gpt-3" is hidden, so it can\'t be pinned',
        id="hidden and pinned",
    ),
    pytest.param(
        "papers.yml",
        "gpt-3: {links: [{kind: vidio, url: 'https://x.org'}]}\n",
        '1:24: unknown kind "vidio" (did you mean "video"?)',
        id="kind",
    ),
    pytest.param(
        "papers.yml",
        "gpt-3: {links: [{kind: code, url: 'javascript:alert(1)'}]}\n",
        '1:35: "javascript:alert(1)" is not an address that begins with https:// or http://',
        id="address",
    ),
    pytest.param(
        "papers.yml", "gpt-3: {links: [{kind: code}]}\n", '1:17: the key "url" is missing here', id="no url"
    ),
    pytest.param(
        "papers.yml",
        "gpt-3: {topics: {add: [retrieval], remove: [retrieval]}}\n",
        '1:45: "retrieval" is both added and removed',
        id="added and removed",
    ),
    pytest.param(
        "papers.yml", "gpt-3: {tags: [a, A]}\n", '1:19: the tag "A" is listed twice', id="tag twice"
    ),
    pytest.param(
        "papers.yml",
        "gpt-5: {pin: true}\n",
        '1:1: unknown paper "gpt-5" (did you mean "gpt-3" or "gpt-4"?)',
        id="id",
    ),
    pytest.param(
        "papers.yml", "gpt-5:\n", '1:1: unknown paper "gpt-5" (did you mean "gpt-3" or "gpt-4"?)', id="bare"
    ),
    pytest.param(
        "papers.yml", "gpt-3: pin\n", '1:8: expected "key: value", found the text "pin"', id="no mapping"
    ),
    pytest.param(
        "papers.yml", "gpt-3: {title: |\n    two\n    lines}\n", "1:16: not YAML", id="block text in braces"
    ),
    pytest.param(
        "papers.yml",
        "gpt-3:\n  title: |\n    two\n    lines\n",
        "2:10: expected a text on one line",
        id="two lines",
    ),
    # home
    pytest.param("home.yml", "lists: [a-lst]\n", '1:9: unknown list "a-lst"', id="unknown list"),
    pytest.param(
        "home.yml", "new: -1\n", '1:6: expected a whole number below 10000, found "-1"', id="negative"
    ),
    pytest.param(
        "home.yml", "new: 007\n", '1:6: expected a whole number below 10000, found "007"', id="octal"
    ),
    pytest.param(
        "papers.yml", "gpt-3: {pin: []}\n", "1:14: expected true or false, found a list", id="flag list"
    ),
    pytest.param("home.yml", "intro: [a]\n", "1:8: expected a text, found a list", id="list for a text"),
]


@pytest.mark.parametrize(("name", "text", "expected"), PROBLEMS)
def test_problems_say_what_and_where(name, text, expected):
    problems = said(parse({name: text}))
    separator = ":" if expected[0].isdigit() else ": "
    wanted = f"curation/{name}{separator}{expected}"
    assert any(problem.startswith(wanted) for problem in problems), problems


ONE_PROBLEM = [
    param for param in PROBLEMS if param.id not in {"circle", "A list", "yaml", "deeper", "near name"}
]


def test_warnings_are_no_errors():
    reading = parse({LIST: HEAD + "papers: [{paper: old-paper}]\n", "topics.yml": "old-topic: {pin: true}\n"})
    assert [problem.severity for problem in reading.problems] == ["warning", "warning"]
    assert not has_errors(reading.problems)
    assert reading.curation.topics == {"old-topic": TopicDecision(pin=True)}


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
    assert reading.curation.topics == {"efficiency": TopicDecision(merge=("retrieva",), pin=True)}
    assert reading.curation.home == Home(lists=("a-list",))


def test_stop_phrase_makes_no_topic():
    files = {
        "keywords.yml": "stop: [plasticity]\n",
        "topics.yml": "efficiency: {add_keywords: [plasticity]}\nretrieval: {drop_keywords: [plasticity]}\n",
    }
    assert said(parse(files)) == [
        ('curation/topics.yml:1:29: "plasticity" is a stop phrase in keywords.yml, so no topic can have it')
    ]


SCALARS = st.sampled_from(
    [
        *(
            "gpt-3",
            "gpt-4",
            "old-paper",
            "retrieval",
            "efficiency",
            "plasticity",
            "a-list",
            "true",
            "1e3",
            "",
        ),
        *("https://x.org", "code", "two\nlines", "é😀", "no", "*", "x: y"),
    ]
)
KEYS = st.sampled_from(
    [
        *("title", "description", "papers", "sections", "paper", "note", "start", "minutes", "label", "pin"),
        *("keywords", "merge", "add_keywords", "drop_keywords", "parent", "hide", "same_as", "tags", "links"),
        *("kind", "url", "abstract", "topics", "add", "remove", "aliases", "stop", "seeds", "intro", "lists"),
        *(
            "new",
            "gpt-3",
            "gpt-4",
            "retrieval",
            "efficiency",
            "continual-learning",
            "unheard-of",
            "old-topic",
        ),
    ]
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


def test_hidden_or_duplicate_paper_on_a_list():
    files = {
        LIST: HEAD + "papers:\n- paper: gpt-3\n- paper: gpt-4\n- paper: off-topic-paper\n",
        "papers.yml": "gpt-3: {same_as: gpt-4}\noff-topic-paper:\n  hide: no paper\n",
    }
    reading = parse(files)
    assert said(reading) == [
        'curation/lists/a-list.yml:3:10: "gpt-3" is the same as "gpt-4" (curation/papers.yml:1); use that id',
        'curation/lists/a-list.yml:4:10: "gpt-4" is on this list already (line 3)',
        (
            'curation/lists/a-list.yml:5:10: "off-topic-paper" is hidden (curation/papers.yml:3), '
            "yet on this list"
        ),
    ]


def test_a_list_entry_does_not_send_to_a_paper_that_is_unknown():
    files = {LIST: HEAD + "papers:\n- paper: gpt-3\n", "papers.yml": "gpt-3: {same_as: no-such}\n"}
    [message] = said(parse(files))
    assert message.startswith('curation/papers.yml:1:18: unknown paper "no-such"')


@pytest.mark.parametrize("name", ["topics.yml", "keywords.yml", "papers.yml", "home.yml"])
@pytest.mark.parametrize("text", ["", "# nothing yet\n", "\ufeff"])
def test_empty_files_decide_nothing(name, text):
    assert parse({name: text}).problems == ()
    assert parse({name: text}).curation == Curation()


def test_keys_with_nothing_behind_them_say_nothing():
    reading = parse(
        {"keywords.yml": "stop:\naliases:\n", "topics.yml": "efficiency:\n  label:\n", LIST: HEAD + "papers:"}
    )
    assert said(reading) == [
        'curation/lists/a-list.yml:1:1: a list needs "papers" (or "sections"): the key is missing'
    ]
    assert reading.curation.topics == {"efficiency": TopicDecision()}


def test_folder(tmp_path):
    folder = tmp_path / "curation"
    assert read_curation(folder, PAPERS, LOCK).curation == Curation()
    for name, text in {**EVERYTHING, "schema/list.yml": "no: curation", ".hidden.yml": "["}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "README.md").write_text("Not YAML: [", encoding="utf-8")
    reading = read_curation(folder, PAPERS, LOCK)
    assert said(reading) == []
    assert reading.curation == parse(EVERYTHING).curation
    (folder / "home.yml").write_bytes(b"#" * 5_000_001)
    [problem] = read_curation(folder, PAPERS, LOCK).problems
    assert str(problem) == "curation/home.yml: this file is too large: it has more than 5 MB"


def test_flood_of_problems_is_cut():
    reading = parse({"keywords.yml": "stop:\n" + "- *x\n" * 1000})
    assert len(reading.problems) == 101
    assert str(reading.problems[0]) == "curation/keywords.yml: 100 more problems than the first 100"
