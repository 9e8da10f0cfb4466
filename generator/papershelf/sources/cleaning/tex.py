"""What TeX left behind: accents, commands, escapes, braces, dollars. Letters and digits all stay."""

from __future__ import annotations

import re
import unicodedata

from papershelf.sources.cleaning.commands import (
    ABBREVIATIONS,
    ACCENTS,
    BLANKS,
    ENVIRONMENTS,
    NOTES,
    SIGNS,
    WRAPPERS,
)

_LETTER = r"(?:\\[ij](?![A-Za-z])|[^\W\d_])"
_ACCENT = re.compile(
    rf"""\\(?:
        (?P<sign>['`^"=.]|(?<!/\\)~)\s?(?:\{{\s*(?P<in_braces>{_LETTER})\s*\}}|(?P<bare>{_LETTER}))
      | (?P<name>[cvuHkrdb])\s*\{{\s*(?P<argument>{_LETTER})\s*\}}
      | c\s(?P<cedilla>[cCsStT])
    )""",
    re.VERBOSE,
)
_COMMAND = re.compile(
    r"(?P<group>(?<![\^_])\{\s*)?(?P<command>\\(?:(?P<name>[A-Za-z]+)\*?|(?P<sign>[^A-Za-z]?)))", re.DOTALL
)
_BLANK_SIGNS = frozenset(" ,;:>\n\t\\")
_SILENT_SIGNS = frozenset("!-/@()[]")
_BRACED_LETTER = re.compile(r"(?<![\^_])\{([^\W\d_a-zA-Z])\}")
_BRACED_WORD = re.compile(r"(?<![\^_}\w)\\])(\{+)([^\W_][\w.%+-]*[\w%+])(\}+)(?![\^_{])")
_BRACED_INITIAL = re.compile(r"(?<![\^_}\w)\\{])\{([^\W\d_])\}(?=[^\W\d_]{2})")
_DOLLARS = re.compile(r"(?<![$\w])\${1,2}(?=[^\s$])([^$\n]{1,200})(?<=\S)\${1,2}(?![\d$])")
_MATHEMATICS = re.compile(r"[\^_=<>{}+α-ωΑ-Ω×·∈≤≥≈∼→∞±]|^\S{1,3}$|^\d[\d.,]*%$|^[^\s,;]*\(\S*\)$")


def read_tex(text: str) -> str:
    """Return `text` as TeX would have shown it, as far as that is known; no backslash is left."""
    if "\\" in text:
        text = _expand(_ACCENT.sub(_accented, text))
    if "{" in text:
        text = _BRACED_LETTER.sub(r"\1", text)
        text = _BRACED_INITIAL.sub(r"\1", _BRACED_WORD.sub(_unbraced, text))
    return _DOLLARS.sub(_without_dollars, text) if "$" in text else text


def _accented(match: re.Match[str]) -> str:
    letter = match["in_braces"] or match["bare"] or match["argument"] or match["cedilla"]
    mark = ACCENTS[match["sign"] or match["name"] or "c"]
    return unicodedata.normalize("NFC", letter.removeprefix("\\") + mark)


def _expand(text: str) -> str:
    """Replace every command by what it shows; the text of its argument is read in the same way."""
    parts, position = [], 0
    while match := _COMMAND.search(text, position):
        parts.append(text[position : match.start()])
        shown, position = _shown_group(text, match) if match["group"] else _shown(text, match)
        parts.append(shown)
    return "".join([*parts, text[position:]])


def _shown_group(text: str, match: re.Match[str]) -> tuple[str, int]:
    r"""Return what `{\it text}` shows, and where it ends; a group that never closes loses its brace."""
    end = _closing_brace(text, match.start())
    if end < 0:
        return "", match.start("command")
    shown = _expand(text[match.start("command") : end])
    return ("{" + shown + "}" if text[end + 1 : end + 2] in ("^", "_") else shown), end + 1


def _shown(text: str, match: re.Match[str]) -> tuple[str, int]:
    """Return what a command shows, and where the text goes on behind it and its arguments."""
    name, end = match["name"], match.end()
    if name is None:
        return _shown_sign(text, match["sign"], end)
    if name in WRAPPERS:
        return _wrapped(text, end)
    if name in NOTES or name in ENVIRONMENTS:
        return _with_arguments(name, text, end)
    if name in ABBREVIATIONS:
        return ABBREVIATIONS[name], end + text.startswith(".", end)
    if name in BLANKS:
        return " ", end
    return SIGNS.get(name, name), end + 2 * text.startswith("{}", end)


def _shown_sign(text: str, sign: str, end: int) -> tuple[str, int]:
    if sign in _BLANK_SIGNS:
        return " ", end
    if sign in ("~", "^") and text.startswith("{}", end):
        return sign, end + 2
    return ("" if sign in _SILENT_SIGNS else sign), end


def _wrapped(text: str, end: int) -> tuple[str, int]:
    argument, after = _argument(text, end)
    if argument is not None:
        return _expand(argument), after
    return "", len(text) - len(text[end:].lstrip(" {"))


def _with_arguments(name: str, text: str, end: int) -> tuple[str, int]:
    r"""Show \cite{key} as [key], \href{address}{text} as text (address), \frac{a}{b} as a/b."""
    arguments: list[str] = []
    while len(arguments) < NOTES.get(name, ("", 1))[1]:
        argument, end = _argument(text, end)
        if argument is None:
            break
        arguments.append(_expand(argument))
    if name in ENVIRONMENTS:
        return " ", end
    pattern, count = NOTES[name]
    return (pattern.format(*arguments) if len(arguments) == count else " ".join([name, *arguments])), end


def _argument(text: str, position: int) -> tuple[str | None, int]:
    """Return the text in the braces that open at `position`, and where they end; None without braces."""
    start = len(text) - len(text[position:].lstrip(" "))
    if not text.startswith("{", start):
        return None, position
    end = _closing_brace(text, start)
    return (text[start + 1 : end], end + 1) if end > 0 else (None, position)


def _closing_brace(text: str, start: int) -> int:
    depth = 0
    for match in re.compile(r"\\.|[{}]", re.DOTALL).finditer(text, start):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0 and match[0] == "}":
            return match.start()
    return -1


def _unbraced(match: re.Match[str]) -> str:
    pairs = min(len(match[1]), len(match[3]))
    return match[1][pairs:] + match[2] + match[3][pairs:]


def _without_dollars(match: re.Match[str]) -> str:
    return match[1] if _MATHEMATICS.search(match[1]) else match[0]
