"""All that curators can decide, on a few papers and topics."""

from collections.abc import Mapping

from papershelf.curation import Reading, parse_curation
from papershelf.lock import Lock
from papershelf.model import Extraction, Keyword, Paper, Retired, Topic
from papershelf.text import slug

TITLES = """\
Matryoshka Representation Learning
Understanding Self-Predictive Learning for Reinforcement
Some Later Version
Off-Topic Paper
GPT-3
GPT-4"""
PAPERS = [Paper(slug(title), title, "") for title in TITLES.splitlines()]
LABELS = "Continual learning/Efficiency/Retrieval/Learning settings/World models"
PHRASES = "plasticity/test-time training/test-time adaptation"
KEYWORDS = (
    Keyword("experience-replay", "experience replay", 0.5, ("replay of experience",)),
    *(Keyword(slug(phrase), phrase, 0.5) for phrase in PHRASES.split("/")),
)
LOCK = Lock(
    topics=(
        Topic("catastrophic-forgetting", "Catastrophic forgetting", (), parent="continual-learning"),
        *(Topic(slug(label), label, ()) for label in LABELS.split("/")),
    ),
    extractions=(Extraction("gpt-3", "GPT-3", "", "", KEYWORDS),),
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


LIST = "lists/a-list.yml"
HEAD = "title: A list\n"


def parse(files: Mapping[str, str], lock: Lock = LOCK) -> Reading:
    return parse_curation({name: text.encode() for name, text in files.items()}, PAPERS, lock)


def said(reading: Reading) -> list[str]:
    return [f"{problem.where}: {problem.message}" for problem in reading.problems]
