"""Papers as JSON Lines: what `keywords` and `topics` read, and what commands print."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

from papershelf.errors import InputError, Problem
from papershelf.model import Paper

_EXAMPLE = '{"id": "a-paper", "title": "A title", "abstract": "Its abstract."}'


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    paper: Paper


def parse_papers(data: bytes, path: str) -> tuple[Paper, ...]:
    """Return the papers of a JSON Lines file, as they stand there; blank lines are passed over.

    Args:
        data: the file's bytes; a line is `{"id", "title"?, "abstract" or "text"}`, other fields are ignored.
        path: the file's name, for messages.

    Raises:
        InputError: naming every line that is no paper, and every id that repeats.
    """
    problems: list[Problem] = []
    rows = [row for row in _rows(data, path, problems) if row]
    first: dict[str, int] = {}
    for row in rows:
        if row.paper.id in first:
            before = first[row.paper.id]
            said = f'the id "{row.paper.id}" stands on line {before} already; give each paper its own'
            problems.append(Problem(path, row.line, 0, said))
        first.setdefault(row.paper.id, row.line)
    if problems:
        raise InputError(problems)
    return tuple(row.paper for row in rows)


def dump_papers(papers: Iterable[Paper]) -> Iterator[str]:
    """Return each paper as a line of JSON, in the Paper shape."""
    for paper in papers:
        yield json.dumps(asdict(paper), ensure_ascii=False)


def _rows(data: bytes, path: str, problems: list[Problem]) -> Iterator[_Row | None]:
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            yield _row(line, path, number, problems)


def _row(line: bytes, path: str, number: int, problems: list[Problem]) -> _Row | None:
    try:
        value = json.loads(line.decode("utf-8"))
        return _Row(number, _paper(value))
    except UnicodeDecodeError as error:
        problems.append(Problem(path, number, error.start + 1, "this is not UTF-8; save the file as UTF-8"))
    except json.JSONDecodeError as error:
        said = f"this is not JSON ({error.msg}); a line looks like {_EXAMPLE}"
        problems.append(Problem(path, number, error.colno, said))
    except RecursionError:
        problems.append(Problem(path, number, 0, f"this nests too deeply; a line looks like {_EXAMPLE}"))
    except ValueError as error:
        problems.append(Problem(path, number, 0, f"{error}; a line looks like {_EXAMPLE}"))
    return None


def _paper(value: object) -> Paper:
    if not isinstance(value, Mapping):
        raise ValueError("this is no JSON object")  # noqa: TRY004 -- told with the other problems of the line
    abstract = "abstract" if "abstract" in value or "text" not in value else "text"
    for key in ("id", abstract):
        if key not in value:
            raise ValueError(f'"{key}" is missing')
    paper_id = value["id"]
    if isinstance(paper_id, int) and not isinstance(paper_id, bool):
        paper_id = str(paper_id)
    if not isinstance(paper_id, str) or not paper_id:
        raise ValueError('"id" must be a text that is not empty')
    title, text = _text(value.get("title"), "title"), _text(value[abstract], abstract)
    return Paper(_whole(paper_id), _whole(title), _whole(text))


def _text(value: object, key: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f'"{key}" must be a text')  # noqa: TRY004 -- told with the other problems of the line
    return value


def _whole(text: str) -> str:
    """Replace lone surrogates, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
