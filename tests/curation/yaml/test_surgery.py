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


CASES = {
    "a dash before a blank": ("a: [x ]\n", AddItem(("a",), "-"), 'a: [x, "-" ]\n'),
    "empty file": ("", SetValue(("a", "pin"), True), "a:\n  pin: true\n"),
    "comment alone": ("# c\n", SetValue(("a",), "x"), "# c\na: x\n"),
    "no newline at the end": ("# c", SetValue(("a",), "x"), "# c\na: x\n"),
    "stays without a newline": ("a: 1", SetValue(("b",), "x"), "a: 1\nb: x"),
    "CR LF": ("a: 1\r\nb: 2\r\n", SetValue(("c",), "x"), "a: 1\r\nb: 2\r\nc: x\r\n"),
    "key without value": ("a:\nb: 1\n", SetValue(("a", "pin"), True), "a:\n  pin: true\nb: 1\n"),
    "new block text": ("a: 1\n", SetValue(("b",), "1\n\u00a0 2"), "a: 1\nb: |\n  1\n  \u00a0 2\n"),
    "lines that end in blanks": ("", SetValue(("b",), "1  \n2"), 'b: "1  \\n2"\n'),
    "control character": ("", SetValue(("b",), "1\n\a2"), 'b: "1\\n\\u00072"\n'),
    "spaces and comment stay": ("a:   1  # c\n", SetValue(("a",), "2"), 'a:   "2"  # c\n'),
    "single quotes stay": ("a: 'x'\n", SetValue(("a",), "it's"), "a: 'it''s'\n"),
    "double quotes stay": ('a: "x"\n', SetValue(("a",), "y"), 'a: "y"\n'),
    "in braces": ("a: {b: 1}\n", SetValue(("a", "c"), "x, y"), 'a: {b: 1, c: "x, y"}\n'),
    "empty braces": ("a: {}\n", SetValue(("a", "c"), "x"), "a:\n  c: x\n"),
    "empty braces in braces": ("a: {b: {}}\n", SetValue(("a", "b", "c"), "x"), "a: {b: {c: x}}\n"),
    "block text goes": ("a: |\n  one\n\n  two\n\nb: 1\n", SetValue(("a",), "x"), "a: x\n\nb: 1\n"),
    "block text comes": ("a: x # c\nb: 1\n", SetValue(("a",), "1\n\n2"), "a: | # c\n  1\n\n  2\nb: 1\n"),
    "plain text over lines": ("a: one\n  two\nb: 1\n", SetValue(("a",), "x"), "a: x\nb: 1\n"),
    "into a block": ("a:\n  b: 1\n  # in\n# out\nc: 2\n", SetValue(("a", "d"), "x"),
        "a:\n  b: 1\n  d: x\n  # in\n# out\nc: 2\n"),
    "deeper indentation": ("a:\n    b: 1\n", SetValue(("a", "c"), "x"), "a:\n    b: 1\n    c: x\n"),
    "blank lines between all": ("a:\n  b: 1\n\nc:\n  d: 1\n", SetValue(("e", "f"), "x"),
        "a:\n  b: 1\n\nc:\n  d: 1\n\ne:\n  f: x\n"),
    "to brackets": ("a: [x, y] # c\n", AddItem(("a",), "z"), "a: [x, y, z] # c\n"),
    "amid brackets": ("a: [ x,\n  y ]\n", AddItem(("a",), "z", 0), "a: [ x, z,\n  y ]\n"),
    "comma at the end": ("a: [x,]\n", AddItem(("a",), "z"), "a: [x, z,]\n"),
    "to empty brackets": ("a: []\n", AddItem(("a",), "no"), 'a: ["no"]\n'),
    "entry to brackets": ("a: []\nb: 1\n", AddItem(("a",), {"paper": "x"}), "a:\n  - paper: x\nb: 1\n"),
    "unindented list": ("a:\n- x\n- y\nb: 1\n", AddItem(("a",), "z"), "a:\n- x\n- y\n- z\nb: 1\n"),
    "spaced list": ("a:\n  - x\n\n  - y # c\n    # its own\n", AddItem(("a",), "z"),
        "a:\n  - x\n\n  - y # c\n    # its own\n\n  - z\n"),
    "after a block text": ("a:\n  - p: x\n    n: |\n      one\n\n  - p: y\n", AddItem(("a",), {"p": "z"}, 0),
        "a:\n  - p: x\n    n: |\n      one\n\n  - p: z\n\n  - p: y\n"),
    "entry in brackets": ("a: {b: [{p: x}]}\n", AddItem(("a", "b"), {"p": "z", "s": True}),
        "a: {b: [{p: x}, {p: z, s: true}]}\n"),
    "list of a key without value": ("a:\n", AddItem(("a",), "x"), "a: [x]\n"),
    "braces around all": ("{a: 1}\n", AddItem(("b", "c"), "x"), "{a: 1, b: {c: [x]}}\n"),
    "quoted key": ('"a b": 1\n', SetValue(("a b",), "x"), '"a b": x\n'),
}  # fmt: skip
SAME = {
    "item is there": ("a:   [ x,y ]  # c\n", AddItem(("a",), "x")),
    "value is there": ("a: {b:   'x'}\n", SetValue(("a", "b"), "x")),
    "block text is there": ("a: |\n   x\n\n\n", SetValue(("a",), "x")),
    "as it was written": ("a: TRUE\r\n", SetValue(("a",), "TRUE")),
}  # fmt: skip
REFUSED = {
    "key with a question mark": ("? a\n", SetValue(("a",), "x")),
    "and another": ("? a\nb: 1\n", SetValue(("a",), "x")),
    "empty braces around all": ("{}\n", SetValue(("a",), "x")),
    "list around all": ("- x\n", SetValue(("a",), "x")),
    "text where keys belong": ("a: x\n", SetValue(("a", "b"), "x")),
    "list where keys belong": ("a: [x]\n", SetValue(("a", "b"), "x")),
    "text where a list belongs": ("a: x\n", AddItem(("a",), "y")),
    "keys where a list belongs": ("a: {b: x}\n", AddItem(("a",), "y")),
    "item of a list": ("a: [x]\n", SetValue(("a", 0), "y")),
}  # fmt: skip


@pytest.mark.parametrize(("text", "change", "expected"), CASES.values(), ids=CASES)
def test_changes(text, change, expected):
    assert edit(text, change) == expected
    assert values(expected) == values_by_ruamel(expected)


@pytest.mark.parametrize(("text", "change"), SAME.values(), ids=SAME)
def test_what_is_said_already_leaves_identical_bytes(text, change):
    assert edit(text, change) == text


@pytest.mark.parametrize(("text", "change"), REFUSED.values(), ids=REFUSED)
def test_what_would_touch_something_else_is_refused(text, change):
    with pytest.raises(EditError, match=r"f\.yml: .* by hand"):
        edit(text, change)


def test_broken_file_is_refused():
    with pytest.raises(InputError, match=r"f\.yml:1:4"):
        edit("a: *x\n", SetValue(("b",), "x"))


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
        return [line and blank + line for line in draw(st.sampled_from(WRITTEN_NOTES)).split("/")]
    dash = draw(st.sampled_from(["- ", "  - "]))
    lines = draw(st.sampled_from(WRITTEN_TAGS)).split("/")
    return [line and blank + line.replace("- ", dash) for line in lines]


WRITTEN_NOTES = [
    "note: 'it''s: so'",
    "note: plain text/  over two lines",
    "note: |/   block//   text # no comment",
    "note: >-/  folded/  text/# below",
    "note:",
]
WRITTEN_TAGS = [
    "tags: [a,b,  c]",
    "tags: [/  a, # one/  b/]",
    "tags:/- a/- 'b'  # two",
    "tags:/- a//- b",
    "tags: []",
    "tags:",
]
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
