from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from papershelf.curation.yaml.nodes import Items, Keys, Node, Text, plain
from papershelf.curation.yaml.parsing import parse_yaml
from papershelf.curation.yaml.source import MAX_BYTES, Source, decode
from papershelf.errors import Problem

LOADERS = list(dict.fromkeys((yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader))))


def places(problems: list[Problem]) -> list[tuple[int, int]]:
    return [(problem.line, problem.column) for problem in problems]


@pytest.mark.parametrize("loader", LOADERS)
def test_scalars_are_text(loader):
    scalars = 'no 1e3 2026-11-21 ~ null 0x1F 1_000 12:30:45 .inf = "" "x"'.split()
    root, problems = parse_yaml(Source("f.yml", f"a: [{', '.join(scalars)}]"), loader)
    assert not problems
    assert root is not None
    assert plain(root) == {"a": [scalar.strip('"') for scalar in scalars]}


REFUSED = {
    "twice": ("a: 1\nb: 2\na: 3\n", [(3, 1)], '"a" is written twice (first in line 1)'),
    "twice in braces": ("a: {b: 1, b: 2}\n", [(1, 11)], "twice"),
    "anchor": ("a: &x b\n", [(1, 4)], '"&x" is an anchor'),
    "alias": ("a: *x\n", [(1, 4)], '"*x" is an alias'),
    "merge key": ("<<: {a: 1}\n", [(1, 1)], 'merge keys ("<<")'),
    "tag": ("a: !!str b\n", [(1, 4)], '"!!str" is a tag'),
    "tag of one's own": ("a: !important b\n", [(1, 4)], '"!important" is a tag'),
    "tag of nothing": ("a: ! b\n", [(1, 4)], '"!" is a tag'),
    "two documents": ("a: 1\n---\nb: 2\n", [(2, 1)], "a second document"),
    "directive": ("%YAML 1.2\n---\na: 1\n", [(1, 1)], 'directives ("%…")'),
    "list as key": ("? [a]\n: b\n", [(1, 3)], "a key must be a text"),
    "no key": ('a: {"": b}\n', [(1, 5)], "a key is missing"),
    "tab": ("a:\n\tb: 1\n", [(2, 1)], "there is a tab here"),
    "tab that libyaml allows": ("a:\tb\n", [(1, 3)], "there is a tab here"),
    "tab in brackets": ("a: [\tb]\n", [(1, 5)], "there is a tab here"),
    "colon": ("a: b: c\n", [(1, 5)], 'a text with ": " in it needs quotes'),
    "tight colon above": ("a:b\n  c: d\n", [(2, 4)], 'a space is missing after ":" in line 1'),
    "no colon above": ("a\n  c: d\n", [(2, 4)], "this continues line 1"),
    "emphasis": ("a: *Read* it\n", [(1, 9)], "begins with * needs quotes"),
    "link": ("a: [x](y) z\n", [(1, 7)], "begins with [ needs quotes"),
    "quotes inside": ('a: "x" y\n', [(1, 8)], 'the text ends at the second "'),
    "at": ("a: @x\n", [(1, 4)], "begins with @ needs quotes"),
    "open quote": ("a: 'x\nb: 1\n", [(3, 1)], "the quote opened in line 1 is not closed"),
    "open bracket": ("a: [b\nc: 1\n", [(2, 2)], "the bracket opened in line 1 is not closed"),
    "indentation": ("a:\n  - b\n c: 1\n", [(3, 2)], "look at the indentation"),
    "deep": ("a: " + "[" * 40, [(1, 15)], "nested more than 12 levels"),
}


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(("text", "expected", "said"), REFUSED.values(), ids=REFUSED)
def test_refused(loader, text, expected, said):
    _, problems = parse_yaml(Source("f.yml", text), loader)
    assert places(problems) == expected
    assert said in problems[0].message
    assert problems[0].excerpt == [*text.splitlines(), ""][problems[0].line - 1]


@pytest.mark.parametrize("loader", LOADERS)
def test_tabs_in_texts_and_comments_are_fine(loader):
    text = 'a: |\n  x\ty\nb: "\t" # a\tcomment\n#\tanother\n'
    root, problems = parse_yaml(Source("f.yml", text), loader)
    assert not problems
    assert root is not None
    assert plain(root) == {"a": "x\ty\n", "b": "\t"}


def test_all_problems_at_once():
    text = "a: &x 1\nb: *x\n<<: {c: 1}\na: !t 2\n"
    _, problems = parse_yaml(Source("f.yml", text))
    assert places(problems) == [(1, 4), (2, 4), (3, 1), (4, 4), (4, 1)]


def test_billion_laughs_costs_nothing():
    rows = ["a0: &a0 [lol]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 20)]
    _, problems = parse_yaml(Source("f.yml", "\n".join(rows)))
    assert len(problems) == 20 + 19 * 9


UNDECODABLE = {
    "latin-1": (b"a: caf\xe9\n", (1, 7), "byte 0xe9 is not UTF-8"),
    "after an umlaut": ("a: é\nb: ü".encode() + b"\xff", (2, 5), "byte 0xff is not UTF-8"),
    "utf-16": ("a: b".encode("utf-16"), (1, 1), "UTF-16"),
    "line separator": ("a: b\u2028c".encode(), (1, 5), "U+2028 (line separator)"),
    "nul": (b"a: b\r\nc: \x00", (2, 4), "U+0000 (a control character)"),
    "next line": ("a: \x85".encode(), (1, 4), "U+0085"),
    "conflict": (b"a: 1\n<<<<<<< ours\nb: 1\n", (2, 1), "a conflict marker of git"),
    "large": (b"a" * (MAX_BYTES + 1), (0, 0), "more than 5 MB"),
}


@pytest.mark.parametrize(("data", "expected", "said"), UNDECODABLE.values(), ids=UNDECODABLE)
def test_undecodable(data, expected, said):
    source, [problem] = decode("f.yml", data)
    assert source is None
    assert (problem.line, problem.column) == expected
    assert said in problem.message


def test_byte_order_mark_and_line_ends():
    source, problems = decode("f.yml", b"\xef\xbb\xbfa: 1\r\nb: 2\rc: *x\n")
    assert not problems
    assert source is not None
    _, [problem] = parse_yaml(source)
    assert (problem.line, problem.column, problem.excerpt) == (3, 4, "c: *x")


WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\u2028\u2029"), max_size=12
)
KEYS = st.text("abcdefgh -:#'\"é", min_size=1, max_size=6)
TREES = st.recursive(
    WORDS,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(KEYS, below, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, TREES, max_size=3), st.booleans(), st.integers(2, 6))
def test_reads_what_yaml_writes_and_knows_where_it_stands(tree, flow, indent):
    text = yaml.safe_dump(tree, default_flow_style=flow, indent=indent, allow_unicode=True, width=60)
    results = []
    for loader in LOADERS:
        root, problems = parse_yaml(Source("f.yml", text), loader)
        assert not problems
        assert isinstance(root, Keys)
        assert plain_with_empties(root) == tree
        results.append(root)
        for node in nodes(root):
            if isinstance(node, Text) and node.style == "":
                assert text[node.span.start :].startswith(node.text[:1])
    assert values_and_starts(results[0]) == values_and_starts(results[-1])


def nodes(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Items):
        for item in node.items:
            yield from nodes(item)
    if isinstance(node, Keys):
        for entry in node.entries:
            yield entry.key
            yield from nodes(entry.value)


def values_and_starts(root: Node) -> list[object]:
    return [(type(node), node.span.line, node.span.column, getattr(node, "text", "")) for node in nodes(root)]


def plain_with_empties(node: Node) -> object:
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Items):
        return [plain_with_empties(item) for item in node.items]
    return {entry.key.text: plain_with_empties(entry.value) for entry in node.entries}


@given(st.text(st.sampled_from("ab:-[]{}#&*!|>'\"%@,? \n\t"), max_size=60))
def test_any_text_is_read_or_refused_with_a_place(text):
    source = Source("f.yml", text)
    for loader in LOADERS:
        root, problems = parse_yaml(source, loader)
        assert all(problem.line >= 1 and problem.column >= 1 for problem in problems)
        assert root is None or isinstance(root, Keys | Items | Text)
