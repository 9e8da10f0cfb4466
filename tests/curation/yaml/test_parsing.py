from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from papershelf.curation.yaml.nodes import Items, Keys, Node, Text, plain
from papershelf.curation.yaml.parsing import parse_yaml
from papershelf.curation.yaml.source import MAX_BYTES, Source, decode
from papershelf.errors import Problem

LOADERS = [pytest.param(yaml.SafeLoader, id="pure")]
if hasattr(yaml, "CSafeLoader"):
    LOADERS.append(pytest.param(yaml.CSafeLoader, id="libyaml"))


def places(problems: list[Problem]) -> list[tuple[int, int]]:
    return [(problem.line, problem.column) for problem in problems]


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "a: no\nb: 1e3\nc: 2026-11-21\nd: ~\ne: null\n", "no 1e3 2026-11-21 ~ null", id="stay text"
        ),
        pytest.param(
            "a: 0x1F\nb: 1_000\nc: 12:30:45\nd: .inf\ne: =\n", "0x1F 1_000 12:30:45 .inf =", id="yaml 1.1"
        ),
        pytest.param('a: ""\nb: "x"\n', " x", id="an empty text in quotes is a text"),
    ],
)
def test_scalars_are_text(loader, text, expected):
    root, problems = parse_yaml(Source("f.yml", text), loader)
    assert not problems
    assert root is not None
    assert list(plain(root).values()) == expected.split(" ")  # type: ignore[union-attr]


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("text", "expected", "said"),
    [
        pytest.param("a: 1\nb: 2\na: 3\n", [(3, 1)], '"a" is written twice (first in line 1)', id="twice"),
        pytest.param("a: {b: 1, b: 2}\n", [(1, 11)], "twice", id="twice in braces"),
        pytest.param("a: &x b\n", [(1, 4)], '"&x" is an anchor', id="anchor"),
        pytest.param("a: *x\n", [(1, 4)], '"*x" is an alias', id="alias"),
        pytest.param("<<: {a: 1}\n", [(1, 1)], 'merge keys ("<<")', id="merge key"),
        pytest.param("a: !!str b\n", [(1, 4)], '"!!str" is a tag', id="tag"),
        pytest.param("a: !important b\n", [(1, 4)], '"!important" is a tag', id="tag of one's own"),
        pytest.param("a: ! b\n", [(1, 4)], '"!" is a tag', id="tag of nothing"),
        pytest.param("a: 1\n---\nb: 2\n", [(2, 1)], "a second document", id="two documents"),
        pytest.param("%YAML 1.2\n---\na: 1\n", [(1, 1)], 'directives ("%…")', id="directive"),
        pytest.param("? [a]\n: b\n", [(1, 3)], "a key must be a text", id="list as key"),
        pytest.param('a: {"": b}\n', [(1, 5)], "a key is missing", id="no key"),
        pytest.param("a:\n\tb: 1\n", [(2, 1)], "there is a tab here", id="tab"),
        pytest.param("a:\tb\n", [(1, 3)], "there is a tab here", id="tab that libyaml allows"),
        pytest.param("a: [\tb]\n", [(1, 5)], "there is a tab here", id="tab in brackets"),
        pytest.param("a: b: c\n", [(1, 5)], 'a text with ": " in it needs quotes', id="colon"),
        pytest.param("a: *Read* it\n", [(1, 9)], "begins with * needs quotes", id="emphasis"),
        pytest.param("a: [x](y) z\n", [(1, 7)], "begins with [ needs quotes", id="link"),
        pytest.param('a: "x" y\n', [(1, 8)], 'the text ends at the second "', id="quotes inside"),
        pytest.param("a: @x\n", [(1, 4)], "begins with @ needs quotes", id="at"),
        pytest.param("a: 'x\nb: 1\n", [(3, 1)], "the quote opened in line 1 is not closed", id="open quote"),
        pytest.param(
            "a: [b\nc: 1\n", [(2, 2)], "the bracket opened in line 1 is not closed", id="open bracket"
        ),
        pytest.param("a:\n  - b\n c: 1\n", [(3, 2)], "look at the indentation", id="indentation"),
        pytest.param("a: " + "[" * 40, [(1, 15)], "nested more than 12 levels", id="deep"),
    ],
)
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


@pytest.mark.parametrize(
    ("data", "expected", "said"),
    [
        pytest.param(b"a: caf\xe9\n", (1, 7), "byte 0xe9 is not UTF-8", id="latin-1"),
        pytest.param("a: é\nb: ü".encode() + b"\xff", (2, 5), "byte 0xff is not UTF-8", id="after an umlaut"),
        pytest.param("a: b".encode("utf-16"), (1, 1), "UTF-16", id="utf-16"),
        pytest.param("a: b\u2028c".encode(), (1, 5), "U+2028 (line separator)", id="line separator"),
        pytest.param(b"a: b\r\nc: \x00", (2, 4), "U+0000 (a control character)", id="nul"),
        pytest.param("a: \x85".encode(), (1, 4), "U+0085", id="next line"),
        pytest.param(b"a: 1\n<<<<<<< ours\nb: 1\n", (2, 1), "a conflict marker of git", id="conflict"),
        pytest.param(b"a" * (MAX_BYTES + 1), (0, 0), "more than 5 MB", id="large"),
    ],
)
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


TREES = st.recursive(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\u2028\u2029"), max_size=12
    ),
    lambda below: (
        st.lists(below, max_size=3)
        | st.dictionaries(st.text("abcdefgh -:#'\"é", min_size=1, max_size=6), below, max_size=3)
    ),
    max_leaves=12,
)


@given(TREES, st.booleans(), st.integers(2, 6))
def test_reads_what_yaml_writes_and_knows_where_it_stands(tree, flow, indent):
    if not isinstance(tree, dict):
        return
    text = yaml.safe_dump(tree, default_flow_style=flow, indent=indent, allow_unicode=True, width=60)
    results = []
    for loader in {yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)}:
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
    for loader in {yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)}:
        root, problems = parse_yaml(source, loader)
        assert all(problem.line >= 1 and problem.column >= 1 for problem in problems)
        assert root is None or isinstance(root, Keys | Items | Text)
