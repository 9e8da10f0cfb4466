"""Each problem is said in words, at its place."""

import pytest

from tests.curation.everything import HEAD, LIST, parse, said

PROBLEMS = {
    LIST: [
        ("", '1:1: the key "title" is missing here'),
        ("title:\npapers: []\n", '1:1: "title" has no value'),
        (HEAD, '1:1: a list needs "papers" (or "sections"): the key is missing'),
        ("- paper: gpt-3\n", '1:1: expected lines such as "key: value" here'),
        ("text\n", '1:1: expected lines such as "key: value" here'),
        (HEAD + "papers: []\nsections: []\n", '3:1: a list has "papers" or "sections", not both'),
        (HEAD + "paper: []\npapers: []\n", '2:1: unknown key "paper" (did you mean "papers"?)'),
        (HEAD + "papers:\n  - paper: gpt-3\n    nots: x\n", '4:5: unknown key "nots" (did you mean "note"?)'),
        (HEAD + "papers: [{paper: some-later-versio}]\n",
         '2:18: unknown paper "some-later-versio" (did you mean "some-later-version"?)'),
        (HEAD + "papers: [{paper: Some Later Version}]\n",
         '2:18: unknown paper "Some Later Version" (did you mean "some-later-version"?)'),
        (HEAD + "papers: [{paper: gpt-5}]\n",
         '2:18: unknown paper "gpt-5" (did you mean "gpt-3" or "gpt-4"?)'),
        (HEAD + "papers:\n  - paper: gpt-3\n  - paper: gpt-4\n  - paper: gpt-3\n",
         '5:12: "gpt-3" is on this list already (line 3)'),
        (HEAD + "sections:\n- title: A\n  papers: [{paper: gpt-3}]\n- title: B\n  papers: [{paper: gpt-3}]\n",
         '6:20: "gpt-3" is on this list already (line 4)'),
        (HEAD + "papers:\n  - gpt-3\n",
         '3:5: expected "key: value", found the text "gpt-3" (write "- paper: …")'),
        (HEAD + "papers: gpt-3\n", '2:9: expected a list, found the text "gpt-3"'),
        (HEAD + "papers:\n  - paper:gpt-3\n",
         '3:5: expected "key: value", found the text "paper:gpt-3" (a space is missing after ":")'),
        (HEAD + "papers:\n  -paper: gpt-3\n",
         '3:3: expected a list, found keys and values (a space is missing after "-")'),
        (HEAD + "papers:\n  paper: gpt-3\n",
         '3:3: expected a list, found keys and values (begin each item with "- ")'),
        (HEAD + "papers:\n  - note: x\n", '3:5: the key "paper" is missing here'),
        (HEAD + "papers: [{paper: gpt-3, start: yes}]\n",
         '2:32: expected true or false, found "yes" (did you mean "true"?)'),
        (HEAD + "papers: [{paper: gpt-3, minutes: 1e3}]\n",
         '2:34: expected a whole number below 10000, found "1e3"'),
        (HEAD + "papers: [{paper: gpt-3, minutes: 0}]\n", "2:34: expected a number above 0"),
        (HEAD + "papers: [{paper: old-paper}]\n",
         '2:18: the paper "old-paper" is retired, replaced by "gpt-4"; these lines stay, and count again'),
    ],
    "topics.yml": [
        ("retrievl: {pin: true}\n",
         '1:1: unknown topic "retrievl" (did you mean "retrieval"?); a new topic needs "label" and'),
        ("brand-new: {label: X}\n", '1:1: unknown topic "brand-new"; a new topic needs "keywords"'),
        ("Brand New: {label: X, keywords: [plasticity]}\n",
         '1:1: the id of a new topic is the end of its address: write "brand-new" in place of "Brand New"'),
        ("old-topic: {pin: true}\n",
         '1:1: the topic "old-topic" is retired, and nothing replaced it; these lines stay'),
        ("continual-learning:\n  lable: X\n", '2:3: unknown key "lable" (did you mean "label"?)'),
        ("efficiency: {merge: [retrieval], hide: true}\n",
         '1:14: "efficiency" is hidden, so nothing can be merged into it'),
        ("efficiency: {merge: [efficiency]}\n", "1:22: a topic can't be merged into itself"),
        ("efficiency: {merge: [retrieval, retrieval]}\n", '1:33: "retrieval" is listed twice'),
        ("efficiency: {merge: [retrieval]}\nretrieval: {merge: [efficiency]}\n",
         "1:22: these merges go in a circle: retrieval → efficiency → retrieval"),
        ("efficiency: {merge: [retrieva]}\n", '1:22: unknown topic "retrieva" (did you mean "retrieval"?)'),
        ("efficiency: {merge: [retrieval]}\ncontinual-learning: {merge: [retrieval]}\n",
         '2:30: "retrieval" is already merged into "efficiency"'),
        ("efficiency: {merge: [retrieval]}\nretrieval: {label: X}\n",
         '2:1: "retrieval" is merged into "efficiency", so these lines have no effect'),
        ("efficiency: {label: retrieval}\n",
         '1:21: "retrieval" is the label of the topic "retrieval" too; merge them or rename one'),
        ("efficiency: {label: X}\nretrieval:\n  label: x\n",
         '3:10: "x" is the label of the topic "efficiency" too; merge them or rename one'),
        ("retrieval: {parent: retrieval}\n", "1:21: a topic can't be its own parent"),
        ("retrieval: {parent: efficiency}\nefficiency: {parent: world-models}\n",
         '1:21: "efficiency" is below "world-models", and there are only two levels'),
        ("retrieval: {parent: efficiency}\nefficiency: {hide: true}\n",
         '1:21: "efficiency" is hidden, so no topic can stand below it'),
        ("retrieval: {parent: catastrophic-forgetting}\n",
         '1:21: "catastrophic-forgetting" is below "continual-learning", and there are only two levels'),
        ("continual-learning: {parent: catastrophic-forgetting}\n",
         '1:30: "continual-learning" and "catastrophic-forgetting" each have the other as parent'),
        ("efficiency: {add_keywords: [plasticty]}\n",
         '1:29: unknown keyword "plasticty" (did you mean "plasticity"?)'),
        ("efficiency: {add_keywords: [plasticity], drop_keywords: [Plasticity]}\n",
         '1:58: "Plasticity" is both added to this topic and dropped'),
        ('efficiency: {hide: "too broad"}\n', '1:20: expected true or false, found "too broad"'),
    ],
    "keywords.yml": [
        ("aliases:\n  a: [b]\n  b: [c, A]\n  LLM: [d]\n", "2:3: this alias goes in a circle: a → b → a"),
        ("aliases: {a: [x], b: [X]}\n", '1:23: "X" is already an alias of "a", so it can\'t be one of "b"'),
        ("aliases: {GAN: [], gan: []}\n", '1:20: "gan" and "GAN" are the same keyword; keep one of them'),
        ("aliases:\n  LLM: [x]\nstop: [llm]\n",
         '2:3: "LLM" is a stop phrase (line 3), so it has no use for aliases'),
        ("aliases:\n  LLM: [x]\nstop: [x]\n", '2:9: "x" is a stop phrase too (line 3)'),
        ("seeds: [x]\nstop: [x]\n", '1:9: "x" is a stop phrase too (line 2)'),
        ("stop: [x, X]\n", '1:11: "X" is listed twice'),
        ("stop: ['*']\n", '1:8: "*" has neither letters nor digits'),
        ("stop: x\n", '1:7: expected a list, found the text "x" (write [x])'),
    ],
    "papers.yml": [
        ("gpt-3: {same_as: gpt-4}\ngpt-4: {same_as: gpt-3}\n",
         '1:18: "same_as" goes in a circle: gpt-3 → gpt-4 → gpt-3'),
        ("gpt-3: {same_as: gpt-3}\n", "1:18: a paper can't be the same as itself"),
        ("gpt-3: {same_as: off-topic}\n",
         '1:18: unknown paper "off-topic" (did you mean "off-topic-paper"?)'),
        ("gpt-3: {same_as: gpt-4}\ngpt-4: {hide: too old}\n", '1:18: "gpt-4" is hidden (line 2)'),
        ("gpt-3: {same_as: gpt-4, hide: x}\n", '1:25: a paper has "same_as" or "hide", not both'),
        ("gpt-3: {links: [{kind: code, url: 'http://['}]}\n", '1:35: "http://[" is not an address that'),
        ("gpt-3: {hide: true}\n", '1:15: expected the reason in words, such as "not a paper"'),
        ("gpt-3: {hide: old, pin: true}\n", '1:20: "gpt-3" is hidden, so it can\'t be pinned'),
        ("gpt-3: {links: [{kind: vidio, url: 'https://x.org'}]}\n",
         '1:24: unknown kind "vidio" (did you mean "video"?)'),
        ("gpt-3: {links: [{kind: code, url: 'javascript:alert(1)'}]}\n",
         '1:35: "javascript:alert(1)" is not an address that begins with https:// or http://'),
        ("gpt-3: {links: [{kind: code}]}\n", '1:17: the key "url" is missing here'),
        ("gpt-3: {topics: {add: [retrieval], remove: [retrieval]}}\n",
         '1:45: "retrieval" is both added and removed'),
        ("gpt-3: {tags: [a, A]}\n", '1:19: the tag "A" is listed twice'),
        ("gpt-5: {pin: true}\n", '1:1: unknown paper "gpt-5" (did you mean "gpt-3" or "gpt-4"?)'),
        ("gpt-5:\n", '1:1: unknown paper "gpt-5" (did you mean "gpt-3" or "gpt-4"?)'),
        ("gpt-3: pin\n", '1:8: expected "key: value", found the text "pin"'),
        ("gpt-3: {title: |\n    two\n    lines}\n", "1:16: not YAML"),
        ("gpt-3:\n  title: |\n    two\n    lines\n", "2:10: expected a text on one line"),
        ("gpt-3: {pin: []}\n", "1:14: expected true or false, found a list"),
    ],
    "home.yml": [
        ("lists: [a-lst]\n", '1:9: unknown list "a-lst"'),
        ("new: -1\n", '1:6: expected a whole number below 10000, found "-1"'),
        ("new: 007\n", '1:6: expected a whole number below 10000, found "007"'),
        ("intro: [a]\n", "1:8: expected a text, found a list"),
    ],
    "lists/A List.yml": [(HEAD + "papers: []\n", "a list's file name is its address")],
    "lists/a.yaml": [(HEAD, 'this file is not used: rename it to "a.yml"')],
    "lists/index.yml": [(HEAD + "papers: []\n", 'the name "index" is taken')],
    "lists/more/a.yml": [(HEAD, "this file is not used: lists belong directly in lists/")],
    "topic.yml": [("", 'this file is not used (did you mean "topics.yml"?)')],
    "home.yaml": [("", 'this file is not used: rename it to "home.yml"')],
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "expected"), [(name, *row) for name, rows in PROBLEMS.items() for row in rows]
)
def test_problems_say_what_and_where(name, text, expected):
    problems = said(parse({name: text}))
    separator = ":" if expected[0].isdigit() else ": "
    assert any(problem.startswith(f"curation/{name}{separator}{expected}") for problem in problems), problems


def test_what_another_file_decides_counts():
    files = {
        "keywords.yml": "stop: [plasticity]\n",
        "topics.yml": "efficiency: {add_keywords: [plasticity]}\nretrieval: {hide: true}\n",
        "papers.yml": "gpt-3: {topics: {add: [retrieval]}}\n",
        "home.yml": "lists: [a-list, a-list]\n",
        LIST: HEAD + "papers: []\n",
    }
    assert said(parse(files)) == [
        'curation/home.yml:1:17: the list "a-list" is listed twice',
        'curation/papers.yml:1:24: the topic "retrieval" is hidden, so nothing can be added to it',
        'curation/topics.yml:1:29: "plasticity" is a stop phrase in keywords.yml, so no topic can have it',
    ]


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
