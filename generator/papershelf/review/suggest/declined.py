"""What curators declined: curation/declined.yml, a line a suggestion, so that it is not made again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator, RootModel

from papershelf.curation.edits import DECLINED, Contents
from papershelf.curation.files import read_file
from papershelf.curation.scalars import Line, Markdown
from papershelf.errors import InputError, has_errors

_What = Annotated[Markdown, BeforeValidator(lambda value: value or "")]  # an id alone declines too


class DeclinedFile(RootModel[dict[Line, _What]]):
    """What was declined: curation/declined.yml; by suggestion id."""


def read_declined(contents: Contents, folder: str = "curation") -> Mapping[str, str]:
    """Return the declined suggestions: what each was, by id.

    Raises:
        InputError: naming everything in the file that is none.
    """
    reading, problems = read_file(f"{folder}/{DECLINED}", contents.get(DECLINED, b""), DeclinedFile)
    if has_errors(problems):
        raise InputError(problems)
    return reading.model.root if reading else {}
