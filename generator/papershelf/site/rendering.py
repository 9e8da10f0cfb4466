"""From pages to Markdown: the Jinja2 environment, in which whatever is printed gets escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from traceback import extract_tb

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateRuntimeError,
    TemplateSyntaxError,
    Undefined,
)
from markupsafe import Markup

from papershelf.errors import SiteError
from papershelf.markdown import destination, markdown, yaml_html, yaml_string
from papershelf.site.page import Page, SiteFile
from papershelf.site.pages.addresses import address_of
from papershelf.site.pages.curated import curated
from papershelf.site.pages.words import day, gist, link_label, minutes, seen, together
from papershelf.text import count

MARK = "---\n# Written by papershelf: edit curation/, sources/ or templates/ instead.\n"


def render_pages(pages: Iterable[Page], template_folders: Sequence[Path]) -> tuple[SiteFile, ...]:
    """Return the pages as finished files; nothing is written.

    Args:
        pages: what each shows.
        template_folders: where to look for `pages/…`, first match wins.

    Raises:
        SiteError: where a template is missing, broken, or asks for what there is not.
    """
    environment = page_environment(template_folders)
    try:
        return tuple(_render(page, environment) for page in pages)
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
        "anchor": _anchor,
        "curated": curated,
        "day": day,
        "folder": _folder,
        "gist": gist,
        "lead": _lead,
        "link_label": link_label,
        "page": address_of,
        "seen": seen,
        "url": destination,
        "yaml": yaml_string,
        "yaml_html": yaml_html,
    }
    environment.globals |= {"count": count, "minutes": minutes, "together": together}
    return environment


def _finished(value: object) -> object:
    if isinstance(value, Markup | Undefined):
        return value
    if value is None:
        raise TemplateRuntimeError("this prints something that is not there; put {% if … %} around it")
    return markdown(str(value))


def _render(page: Page, environment: Environment) -> SiteFile:
    template = environment.get_template(page.template)
    text = template.render(page.values, to=partial(_relative, page.path))
    content = MARK + text.strip().removeprefix("---\n") + "\n"
    return SiteFile(page.path, content.encode("utf-8"), f"pages/{page.template}")


def _relative(path: str, target: str) -> Markup:
    """Return the way from one page to another; addresses are made of slugs, so nothing needs escaping."""
    return Markup("../" * path.count("/") + target)  # noqa: S704


def _anchor(letter: str) -> str:
    return letter.lower().replace("–", "-")


def _folder(path: str) -> str:
    """Return the address of a page as the site serves it: its folder."""
    return path.removesuffix("index.md")


def _lead(text: str) -> Markup:
    """Return the first paragraph of a curator's Markdown."""
    return curated(text.strip().partition("\n\n")[0])


def _where(error: TemplateError) -> str:
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}: {error.message}"
    # Jinja names template and line in the traceback alone.
    frames = [frame for frame in extract_tb(error.__traceback__) if frame.filename.endswith(".md")]
    where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "a template"
    return f"{where}: {error.message}"
