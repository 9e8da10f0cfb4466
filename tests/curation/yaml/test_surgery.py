import difflib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from papershelf.curation.yaml.parsing import parse_yaml
from papershelf.curation.yaml.source import Source
from papershelf.curation.yaml.surgery import AddItem, Change, EditError, SetValue, _values, changed
from papershelf.errors import InputError


def edit(text: str, change: Change) -> str:
    return changed(Source("f.yml", text), change)


def values(text: str) -> object:
    """Read as the reader does: all scalars are text."""
    root, problems = parse_yaml(Source("f.yml", text))
    assert not problems
    return _values(root)


def values_by_ruamel(text: str) -> object:
    """Read as YAML 1.2 does, scalars as text."""
    yaml = YAML(typ="base", pure=True)
    return _stripped(yaml.load(io.StringIO(text)))


def _stripped(value: object) -> object:
    if isinstance(value, dict):
        return {key: _stripped(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_stripped(one) for one in value]
    return (value.strip() or None) if isinstance(value, str) else value


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """Return the lines that went and those that came."""
    lines = list(difflib.ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True)))
    return [line[2:] for line in lines if line[0] == "-"], [line[2:] for line in lines if line[0] == "+"]


CASES = [
    pytest.param("a: [x ]\n", AddItem(("a",), "-"), 'a: [x, "-" ]\n', id="a dash before a blank"),
    pytest.param("", SetValue(("a", "pin"), True), "a:\n  pin: true\n", id="empty file"),
    pytest.param("# c\n", SetValue(("a",), "x"), "# c\na: x\n", id="comment alone"),
    pytest.param("# c", SetValue(("a",), "x"), "# c\na: x\n", id="no newline at the end"),
    pytest.param("a: 1", SetValue(("b",), "x"), "a: 1\nb: x", id="stays without a newline"),
    pytest.param("a: 1\r\nb: 2\r\n", SetValue(("c",), "x"), "a: 1\r\nb: 2\r\nc: x\r\n", id="CR LF"),
    pytest.param(
        "a:\nb: 1\n", SetValue(("a", "pin"), True), "a:\n  pin: true\nb: 1\n", id="key without value"
    ),
    pytest.param(
        "a: 1\n", SetValue(("b",), "1\n\u00a0 2"), "a: 1\nb: |\n  1\n  \u00a0 2\n", id="new block text"
    ),
    pytest.param("", SetValue(("b",), "1  \n2"), 'b: "1  \\n2"\n', id="lines that end in blanks"),
    pytest.param("", SetValue(("b",), "1\n\a2"), 'b: "1\\n\\u00072"\n', id="control character"),
    pytest.param("a:   1  # c\n", SetValue(("a",), "2"), 'a:   "2"  # c\n', id="spaces and comment stay"),
    pytest.param("a: 'x'\n", SetValue(("a",), "it's"), "a: 'it''s'\n", id="single quotes stay"),
    pytest.param('a: "x"\n', SetValue(("a",), "y"), 'a: "y"\n', id="double quotes stay"),
    pytest.param("a: {b: 1}\n", SetValue(("a", "c"), "x, y"), 'a: {b: 1, c: "x, y"}\n', id="in braces"),
    pytest.param("a: {}\n", SetValue(("a", "c"), "x"), "a:\n  c: x\n", id="empty braces"),
    pytest.param(
        "a: {b: {}}\n", SetValue(("a", "b", "c"), "x"), "a: {b: {c: x}}\n", id="empty braces in braces"
    ),
    pytest.param(
        "a: |\n  one\n\n  two\n\nb: 1\n", SetValue(("a",), "x"), "a: x\n\nb: 1\n", id="block text goes"
    ),
    pytest.param(
        "a: x # c\nb: 1\n", SetValue(("a",), "1\n\n2"), "a: | # c\n  1\n\n  2\nb: 1\n", id="block text comes"
    ),
    pytest.param("a: one\n  two\nb: 1\n", SetValue(("a",), "x"), "a: x\nb: 1\n", id="plain text over lines"),
    pytest.param(
        "a:\n  b: 1\n  # in\n# out\nc: 2\n",
        SetValue(("a", "d"), "x"),
        "a:\n  b: 1\n  d: x\n  # in\n# out\nc: 2\n",
        id="into a block",
    ),
    pytest.param(
        "a:\n    b: 1\n", SetValue(("a", "c"), "x"), "a:\n    b: 1\n    c: x\n", id="deeper indentation"
    ),
    pytest.param(
        "a:\n  b: 1\n\nc:\n  d: 1\n",
        SetValue(("e", "f"), "x"),
        "a:\n  b: 1\n\nc:\n  d: 1\n\ne:\n  f: x\n",
        id="blank lines between all",
    ),
    pytest.param("a: [x, y] # c\n", AddItem(("a",), "z"), "a: [x, y, z] # c\n", id="to brackets"),
    pytest.param("a: [ x,\n  y ]\n", AddItem(("a",), "z", 0), "a: [ x, z,\n  y ]\n", id="amid brackets"),
    pytest.param("a: [x,]\n", AddItem(("a",), "z"), "a: [x, z,]\n", id="comma at the end"),
    pytest.param("a: []\n", AddItem(("a",), "no"), 'a: ["no"]\n', id="to empty brackets"),
    pytest.param(
        "a: []\nb: 1\n", AddItem(("a",), {"paper": "x"}), "a:\n  - paper: x\nb: 1\n", id="entry to brackets"
    ),
    pytest.param(
        "a:\n- x\n- y\nb: 1\n", AddItem(("a",), "z"), "a:\n- x\n- y\n- z\nb: 1\n", id="unindented list"
    ),
    pytest.param(
        "a:\n  - x\n\n  - y # c\n    # its own\n",
        AddItem(("a",), "z"),
        "a:\n  - x\n\n  - y # c\n    # its own\n\n  - z\n",
        id="spaced list",
    ),
    pytest.param(
        "a:\n  - p: x\n    n: |\n      one\n\n  - p: y\n",
        AddItem(("a",), {"p": "z"}, 0),
        "a:\n  - p: x\n    n: |\n      one\n\n  - p: z\n\n  - p: y\n",
        id="after a block text",
    ),
    pytest.param(
        "a: {b: [{p: x}]}\n",
        AddItem(("a", "b"), {"p": "z", "s": True}),
        "a: {b: [{p: x}, {p: z, s: true}]}\n",
        id="entry in brackets",
    ),
    pytest.param("a:\n", AddItem(("a",), "x"), "a: [x]\n", id="list of a key without value"),
    pytest.param("{a: 1}\n", AddItem(("b", "c"), "x"), "{a: 1, b: {c: [x]}}\n", id="braces around all"),
    pytest.param('"a b": 1\n', SetValue(("a b",), "x"), '"a b": x\n', id="quoted key"),
]


@pytest.mark.parametrize(("text", "change", "expected"), CASES)
def test_changes(text, change, expected):
    assert edit(text, change) == expected
    assert values(expected) == values_by_ruamel(expected)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        pytest.param("a:   [ x,y ]  # c\n", AddItem(("a",), "x"), id="item is there"),
        pytest.param("a: {b:   'x'}\n", SetValue(("a", "b"), "x"), id="value is there"),
        pytest.param("a: |\n   x\n\n\n", SetValue(("a",), "x"), id="block text is there"),
        pytest.param("a: TRUE\r\n", SetValue(("a",), "TRUE"), id="as it was written"),
    ],
)
def test_what_is_said_already_leaves_identical_bytes(text, change):
    assert edit(text, change) == text


def test_broken_file_is_refused():
    with pytest.raises(InputError, match=r"f\.yml:1:4"):
        edit("a: *x\n", SetValue(("b",), "x"))


@pytest.mark.parametrize(
    ("text", "change"),
    [
        pytest.param("? a\n", SetValue(("a",), "x"), id="key with a question mark"),
        pytest.param("? a\nb: 1\n", SetValue(("a",), "x"), id="and another"),
        pytest.param("{}\n", SetValue(("a",), "x"), id="empty braces around all"),
        pytest.param("- x\n", SetValue(("a",), "x"), id="list around all"),
        pytest.param("a: x\n", SetValue(("a", "b"), "x"), id="text where keys belong"),
        pytest.param("a: [x]\n", SetValue(("a", "b"), "x"), id="list where keys belong"),
        pytest.param("a: x\n", AddItem(("a",), "y"), id="text where a list belongs"),
        pytest.param("a: {b: x}\n", AddItem(("a",), "y"), id="keys where a list belongs"),
        pytest.param("a: [x]\n", SetValue(("a", 0), "y"), id="item of a list"),
    ],
)
def test_what_would_touch_something_else_is_refused(text, change):
    with pytest.raises(EditError, match=r"f\.yml: .* by hand"):
        edit(text, change)


# --- properties over generated files ------------------------------------------------------------

WORDS = st.text(
    st.sampled_from("abcxyz018 :#-,'\"[]{}&*!|>%@`?=~éß日\u00a0"), min_size=1, max_size=12
).filter(lambda text: text == text.strip() and "\ufeff" not in text)
IDS = st.sampled_from(["alpha", "beta", "gamma-1", "no", "1984"])
NOTES = st.lists(WORDS, min_size=1, max_size=3).map("\n\n".join)


@st.composite
def files(draw):
    """Draw a file like topics.yml or papers.yml in one of the many layouts that people choose."""
    indent = draw(st.sampled_from([2, 3, 4]))
    lines = [*draw(st.lists(st.sampled_from(["# a comment", "", "---"]), max_size=2, unique=True))]
    lines.sort(key=lambda line: line == "---")
    for id_ in draw(st.lists(IDS, unique=True, max_size=4)):
        lines += draw(st.lists(st.sampled_from(["", "# between", ""]), max_size=2))
        lines += draw(entries(id_, indent))
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    return newline.join(lines) + draw(st.sampled_from([newline, "", newline * 2]))


@st.composite
def entries(draw, id_, indent):
    key = draw(st.sampled_from([id_, f'"{id_}"', f"'{id_}'"]))
    if draw(st.booleans()):
        inside = draw(st.sampled_from(["", "pin: true", "tags: [x, 'y z' ]", 'note: "a: b",  pin: false']))
        return [f"{key}:  {{{inside}}}{draw(st.sampled_from(['', '  # right']))}"]
    blank = " " * indent
    lines = [f"{key}:{draw(st.sampled_from(['', ' # head']))}"]
    for part in draw(st.permutations(["note", "tags", "pin"])):
        lines += draw(parts(part, blank))
    return lines


@st.composite
def parts(draw, key, blank):
    if key == "pin":
        return [f"{blank}pin:   true{draw(st.sampled_from(['', ' # why']))}"]
    if key == "note":
        return draw(
            st.sampled_from(
                [
                    [f"{blank}note: 'it''s: so'"],
                    [f"{blank}note: plain text", f"{blank}  over two lines"],
                    [f"{blank}note: |", f"{blank}   block", "", f"{blank}   text # no comment"],
                    [f"{blank}note: >-", f"{blank}  folded", f"{blank}  text", f"{blank}# below"],
                    [f"{blank}note:"],
                ]
            )
        )
    dash = draw(st.sampled_from(["", "  "]))
    return draw(
        st.sampled_from(
            [
                [f"{blank}tags: [a,b,  c]"],
                [f"{blank}tags: [", f"{blank}  a, # one", f"{blank}  b", f"{blank}]"],
                [f"{blank}tags:", f"{blank}{dash}- a", f"{blank}{dash}- 'b'  # two"],
                [f"{blank}tags:", f"{blank}{dash}- a", "", f"{blank}{dash}- b"],
                [f"{blank}tags: []"],
                [f"{blank}tags:"],
            ]
        )
    )


CHANGES = st.one_of(
    st.builds(lambda id_, tag: AddItem((id_, "tags"), tag), IDS, WORDS),
    st.builds(lambda id_, note: SetValue((id_, "note"), note), IDS, NOTES),
    st.builds(lambda id_: SetValue((id_, "pin"), True), IDS),
    st.builds(lambda id_, one: AddItem((id_, "topics", "add"), one), IDS, IDS),
)


def meant(before: object, change: Change) -> dict[str, object]:
    """Say what the values should be afterwards, in the plainest way."""
    after = {key: dict(one or {}) for key, one in (before or {}).items()}  # type: ignore[attr-defined]
    place = after
    for step in change.path[:-1]:
        place = place.setdefault(str(step), {})
    last = str(change.path[-1])
    if isinstance(change, SetValue):
        place[last] = "true" if change.value is True else str(change.value).strip()  # type: ignore[assignment]
    else:
        had = list(place.get(last) or [])
        place[last] = had if change.item in had else [*had, change.item]  # type: ignore[assignment]
    return {key: one or None for key, one in after.items()}


def tidy(value: object) -> object:
    """Do not tell {} from nothing: both say nothing."""
    if isinstance(value, dict):
        return {key: tidy(one) or None for key, one in value.items()}
    return value


@settings(max_examples=300)
@given(files(), CHANGES)
def test_generated_files_change_in_the_lines_meant_and_no_others(text, change):
    before = values(text)
    after = edit(text, change)
    assert tidy(values(after)) == tidy(meant(before, change))
    assert tidy(values_by_ruamel(after)) == tidy(values(after))
    gone, come = changed_lines(text, after)
    if values(after) == before:
        assert after == text
    elif isinstance(change, AddItem):
        assert len(gone) <= 1  # the line of the brackets, or a last line without a newline
        assert len(come) <= 5  # up to three keys, a blank line, and that last line
    else:
        assert len(gone) <= 4  # the lines of the note that was there
    assert comments_of(after) == comments_of(text)
    assert edit(after, change) == after


def comments_of(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip() in {"# a comment", "# between", "# below"}]
