import re
import shlex

import click
import pytest

from papershelf.cli.main import main
from papershelf.curation.reference import TABLES, example, with_reference
from papershelf.curation.yaml.parsing import parse_yaml
from papershelf.curation.yaml.source import Source
from papershelf.review.reporting import render_problems
from tests.curation.everything import parse, said
from tests.world import ROOT

PAGE = (ROOT / "docs" / "curating.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n# curation/(\S+)\n(.*?)```", PAGE, re.DOTALL)
AROUND = {
    "list": ("lists/folding.yml", "title: X\npapers: []\n{}"),
    "section": ("lists/folding.yml", '"title": X\nsections:\n- {}\n  title: Y\n  papers: []\n'),
    "entry": ("lists/folding.yml", "title: X\npapers:\n- {}\n  paper: off-topic-paper\n"),
    "topic": ("topics.yml", "continual-learning:\n  {}\n"),
    "keywords": ("keywords.yml", "{}"),
    "paper": ("papers.yml", "some-later-version:\n  {}\n"),
    "link": ("papers.yml", "gpt:\n  {}\n"),
    "paper-topics": ("papers.yml", "some-later-version:\n  topics:\n    {}\n"),
    "home": ("home.yml", "{}"),
}


def problems(name, text):
    return said(parse({"lists/folding.yml": "title: X\npapers: []\n", name: text}))


def test_the_tables_are_those_of_the_models():
    """If this fails: python -m papershelf.curation.reference docs/curating.md."""
    assert with_reference(PAGE) == PAGE
    assert re.findall(r"<!-- keys: ([a-z-]+) -->", PAGE) == [
        *("list", "entry", "section", "topic", "keywords", "paper", "link", "paper-topics", "home")
    ]


def test_every_file_has_an_example():
    assert {name for name, _ in BLOCKS} == {
        *("lists/folding.yml", "topics.yml", "keywords.yml", "papers.yml", "home.yml")
    }
    assert PAGE.count("```yaml") == len(BLOCKS)


@pytest.mark.parametrize(
    ("name", "text"), BLOCKS, ids=[f"{at}-{name}" for at, (name, _) in enumerate(BLOCKS)]
)
def test_examples_pass_check(name, text):
    assert problems(name, text) == []


@pytest.mark.parametrize(
    ("table", "key"), [(table, key) for table, model in TABLES.items() for key in model.model_fields]
)
def test_examples_of_keys_pass_check(table, key):
    name, around = AROUND[table]
    line = example(key, TABLES[table].model_fields[key])
    lines = around.splitlines()
    kept = [one for one in lines if not one.strip().startswith(f"{key}:")]
    text = "\n".join(kept).replace("{}", line) + "\n"
    if table == "link":
        other = "url: 'https://x.org'" if key == "kind" else "kind: code"
        text = f"some-later-version:\n  links: [{{{line}, {other}}}]\n"
    if (table, key) == ("list", "sections"):
        text = f"title: X\n{line}\n"
    root, _ = parse_yaml(Source("", line))
    assert root is not None
    assert problems(name, text) == []


def test_the_broken_line_says_what_the_walk_says():
    name = "lists/continual-learning.yml"
    text = (ROOT / "curation" / name).read_text(encoding="utf-8").replace("note:", "nota:", 1)
    [problem] = [one for one in parse({name: text}).problems if "nota" in one.message]
    shown = "".join(f"        {line}\n" for line in render_problems([problem]).splitlines())
    assert shown in PAGE


COMMANDS = [line for line in PAGE.splitlines() if re.match(r"papershelf (list|paper|topic|keyword) ", line)]


@pytest.mark.parametrize("line", COMMANDS)
def test_commands_can_be_given_as_they_stand(line):
    _, group, command, *arguments = shlex.split(line)
    chosen = main.commands[group]
    assert isinstance(chosen, click.Group)
    chosen.commands[command].make_context(command, arguments)


def test_every_editing_command_and_option_is_on_the_page():
    for name in ("list", "paper", "topic", "keyword"):
        group = main.commands[name]
        assert isinstance(group, click.Group)
        for command in group.commands.values():
            assert f"papershelf {name} {command.name} " in PAGE
            own = {option for one in command.params for option in one.opts if option.startswith("--")}
            assert all(option in PAGE for option in own - {"--project", "--verbose", "--quiet", "--strict"})
