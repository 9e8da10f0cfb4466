"""From sheets to Markdown: the Jinja2 environment, in which whatever is printed gets escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, Undefined
from markupsafe import Markup

from papershelf.errors import SiteError
from papershelf.model import Catalogue
from papershelf.site.pages.escape import destination, markdown, yaml_html, yaml_string
from papershelf.site.pages.layout import Sheet, lay_out
from papershelf.site.pages.words import count, minutes, together

MARK = "---\n# Written by papershelf; an edit made here is lost with the next run.\n"


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page: its file relative to docs/, and all its text."""

    path: str
    text: str


def render_pages(catalogue: Catalogue, template_folders: Sequence[Path]) -> tuple[Page, ...]:
    """Return every generated page of the site; nothing is written.

    Args:
        catalogue: papers, keywords, topics and lists after curation.
        template_folders: where to look for `pages/…`, first match wins.

    Raises:
        SiteError: where a template is missing, broken, or asks for what there is not.
    """
    return render_sheets(lay_out(catalogue), page_environment(template_folders))


def render_sheets(sheets: Iterable[Sheet], environment: Environment) -> tuple[Page, ...]:
    """Return the pages of some sheets."""
    try:
        return tuple(_render(sheet, environment) for sheet in sheets)
    except TemplateError as error:
        raise SiteError(_where(error)) from error


def page_environment(template_folders: Sequence[Path]) -> Environment:
    """Return the environment of the Markdown templates.

    Autoescaping is on, with `Markup` meaning finished Markdown: `finalize` turns everything else that a
    template prints into Markdown that shows it as text. Don't join strings with `~` in a template: Jinja
    would escape them for HTML, which is not enough.
    """
    environment = Environment(
        loader=FileSystemLoader([folder / "pages" for folder in template_folders]),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_finished,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "yaml": yaml_string,
        "yaml_html": yaml_html,
        "address": destination,
        "anchor": _anchor,
        "folder": _folder,
    }
    environment.globals |= {"count": count, "minutes": minutes, "together": together}
    return environment


def _finished(value: object) -> object:
    if isinstance(value, Markup | Undefined):
        return value
    if value is None:
        raise TypeError("a template prints None; say what it is to show instead")
    return markdown(str(value))


def _render(sheet: Sheet, environment: Environment) -> Page:
    template = environment.get_template(sheet.template)
    text = template.render(sheet.values, to=partial(_relative, sheet.path))
    return Page(sheet.path, MARK + text.strip().removeprefix("---\n") + "\n")


def _relative(path: str, target: str) -> Markup:
    """Return the way from one page to another; addresses are made of slugs, so nothing needs escaping."""
    return Markup("../" * path.count("/") + target)  # noqa: S704


def _anchor(letter: str) -> str:
    return letter.lower().replace("–", "-")


def _folder(path: str) -> str:
    """Return the address of a page as the site serves it: its folder."""
    return path.removesuffix("index.md")


def _where(error: TemplateError) -> str:
    place = [getattr(error, "filename", None) or getattr(error, "name", None), getattr(error, "lineno", None)]
    where = ":".join(str(part) for part in place if part)
    return f"{where}: {error.message}" if where else f"a template: {error.message}"
