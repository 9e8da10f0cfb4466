"""Papers as JSON Lines: what `keywords` and `topics` read, and what commands print."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict

from papershelf.errors import InputError, Problem
from papershelf.model import Paper

_EXAMPLE = '{"id": "a-paper", "title": "A title", "abstract": "Its abstract."}'


def parse_papers(data: bytes, path: str) -> tuple[Paper, ...]:
    """Return the papers of a JSON Lines file, as they stand there; blank lines are passed over.

    Args:
        data: the file's bytes; a line is `{"id", "title"?, "abstract" or "text"}`, other fields are ignored.
        path: the file's name, for messages.

    Raises:
        InputError: naming every line that is no paper, and every id that repeats.
    """
    papers: list[Paper] = []
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            papers.append(_paper(json.loads(line.decode("utf-8"))))
        except (ValueError, RecursionError) as error:
            problems.append(Problem(path, number, *_explained(error)))
            continue
        if (first := lines.setdefault(papers[-1].id, number)) != number:
            said = f'the id "{papers[-1].id}" is used on line {first} already; give each paper its own'
            problems.append(Problem(path, number, 0, said))
    if problems:
        raise InputError(problems)
    return tuple(papers)


def dump_papers(papers: Iterable[Paper]) -> Iterator[str]:
    """Return each paper as a line of JSON, in the Paper shape: id, title, abstract, the other facts."""
    for paper in papers:
        row = {"id": paper.id, "title": paper.title, "abstract": paper.abstract} | asdict(paper)
        yield json.dumps(row, ensure_ascii=False)


def _explained(error: Exception) -> tuple[int, str]:
    """Return the column (0: the whole line) and what is wrong there."""
    match error:
        case UnicodeDecodeError():
            return error.start + 1, "this is not UTF-8; save the file as UTF-8"
        case json.JSONDecodeError():
            return error.colno, f"this is not JSON ({error.msg}); a line looks like {_EXAMPLE}"
        case RecursionError():
            return 0, f"this is nested too deeply; a line looks like {_EXAMPLE}"
    return 0, f"{error}; a line looks like {_EXAMPLE}"


def _paper(value: object) -> Paper:
    if not isinstance(value, Mapping):
        raise ValueError("this is not a JSON object")  # noqa: TRY004 -- told with the other problems of the line
    abstract = "abstract" if "abstract" in value or "text" not in value else "text"
    for key in ("id", abstract):
        if key not in value:
            raise ValueError(f'"{key}" is missing')
    paper_id = value["id"]
    if isinstance(paper_id, int) and not isinstance(paper_id, bool):
        paper_id = str(paper_id)
    if not isinstance(paper_id, str) or not paper_id:
        raise ValueError('"id" must be a string that is not empty')
    title, text = _text(value.get("title"), "title"), _text(value[abstract], abstract)
    return Paper(_whole(paper_id), _whole(title), _whole(text))


def _text(value: object, key: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f'"{key}" must be a string')  # noqa: TRY004 -- told with the other problems of the line
    return value


def _whole(text: str) -> str:
    """Replace lone surrogates, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
