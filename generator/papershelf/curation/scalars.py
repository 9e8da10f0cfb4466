"""The values in curation files: every scalar arrives as text, and gets its type or a refusal here.

Code that makes a decision itself may give the typed value.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, get_args
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from papershelf.curation.nearest import Names, did_you_mean
from papershelf.model import LinkKind
from papershelf.text import slug

LINK_KINDS: tuple[str, ...] = get_args(LinkKind)
_MEANT = {"yes": ["true"], "on": ["true"], "1": ["true"], "no": ["false"], "off": ["false"], "0": ["false"]}
_UNFIT_IN_URL = re.compile(r"[\s\x00-\x1f\x7f<>\"]")


def _text(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    hint = ' (a text with ": " in it needs quotes)' if isinstance(value, dict) and len(value) == 1 else ""
    raise PydanticCustomError("text", f"expected a text, found {_found(value)}{hint}")


def _line(value: object) -> str:
    text = _text(value)
    if not text:
        raise PydanticCustomError("line", "this text is empty")
    if "\n" in text:
        raise PydanticCustomError("line", "expected a text on one line")
    return text


def _phrase(value: object) -> str:
    phrase = _line(value)
    if not any(char.isalnum() for char in phrase):
        raise PydanticCustomError("phrase", f'"{phrase}" has neither letters nor digits')
    return phrase


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    written = value if isinstance(value, str) else ""
    if written in {"true", "True", "TRUE"}:
        return True
    if written in {"false", "False", "FALSE"}:
        return False
    meant = did_you_mean(_MEANT.get(written.casefold(), ()))
    raise PydanticCustomError("flag", f"expected true or false, found {_found(value)}{meant}")


def _count(value: object) -> int:
    if isinstance(value, int):
        return value
    if isinstance(value, str) and re.fullmatch(r"0|[1-9][0-9]{0,3}", value):
        return int(value)
    raise PydanticCustomError("count", f"expected a whole number below 10000, found {_found(value)}")


def _reason(value: object) -> str:
    reason = _line(value)
    if reason.casefold() in {"true", "false", "yes", "no", "on", "off"}:
        raise PydanticCustomError("reason", 'expected the reason in words, such as "not a paper"')
    return reason


def _kind(value: object) -> str:
    kind = _line(value)
    if kind in LINK_KINDS:
        return kind
    known = ", ".join(LINK_KINDS)
    meant = did_you_mean(Names(dict.fromkeys(LINK_KINDS, "")).nearest(kind, 1)) or f"; one of {known}"
    raise PydanticCustomError("kind", f'unknown kind "{kind}"{meant}')


def _url(value: object) -> str:
    url = _line(value)
    try:
        parts = urlsplit(url)
        is_fit = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_fit = False
    if not is_fit or _UNFIT_IN_URL.search(url) or not url.isprintable():
        raise PydanticCustomError("url", f'"{url}" is not an address that begins with https:// or http://')
    return url


def _found(value: object) -> str:
    if isinstance(value, str):
        return f'"{value}"' if value else "an empty text"
    if isinstance(value, list):
        return "a list"
    return "keys and values" if isinstance(value, dict) else "nothing"


def _written(check: Any, **schema: Any) -> Any:
    """Return what turns text into a value; the schema takes what other YAML readers make of a plain text."""
    return (BeforeValidator(check), WithJsonSchema(schema))


_TEXT = {"type": ["string", "number", "boolean"]}
Markdown = Annotated[str, *_written(_text, **_TEXT)]
Line = Annotated[str, *_written(_line, **_TEXT)]
Phrase = Annotated[str, *_written(_phrase, **_TEXT)]
Reason = Annotated[str, *_written(_reason, type=["string", "number"], minLength=1)]
Flag = Annotated[bool, *_written(_flag, type="boolean")]
Count = Annotated[int, *_written(_count, type="integer", minimum=0, maximum=9999)]
Minutes = Annotated[int, *_written(_count, type="integer", minimum=1, maximum=9999), Field(ge=1)]
Kind = Annotated[LinkKind, *_written(_kind, enum=list(LINK_KINDS))]
Url = Annotated[str, *_written(_url, type="string", pattern="^https?://")]


def is_slug(text: str) -> bool:
    """Say whether a text can be the last part of an address."""
    return bool(text) and slug(text) == text
