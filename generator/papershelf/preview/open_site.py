"""The steps of `mkdocs build`, each on its own, over a site that stays open.

MkDocs builds a site in one go (`mkdocs.commands.build.build`); here are the same steps for a page at a time.
The pin on its version makes that safe, and tests/preview/test_site.py compares the two, file by file.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from papershelf.errors import Problem
from papershelf.preview.messages import Listener
from papershelf.preview.snapshot import Changes

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

# Where a link's target begins: inline, as a reference, or in HTML; up to its anchor.
_LINK = re.compile(r"""(?:\]\(<?|\]:[ ]*<?|(?:href|src)=["'])([^)>\s"'#?]+)""")


@dataclass(slots=True)
class OpenSite:
    """A site's configuration and files, and what is left to do."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment
    unread: set[str] = field(default_factory=set)  # pages whose Markdown is to be read and turned into HTML
    unbuilt: set[str] = field(default_factory=set)  # those, and pages whose HTML is to be put into the theme
    unbuilt_files: set[str] = field(default_factory=set)  # files made by the theme: sitemap, 404 page
    search: dict[str, list[Any]] = field(default_factory=dict)  # entries of the search index, by page
    warnings: dict[str, tuple[Problem, ...]] = field(default_factory=dict)  # by page; "" for the whole site
    is_finished: bool = False  # what is made of all pages (search index, sitemap, 404) is made


def open_site(config: MkDocsConfig, listener: Listener) -> OpenSite:
    """Look at all files and copy the static ones; every page is then to be built."""
    from mkdocs.structure.files import get_files, set_exclusions
    from mkdocs.structure.nav import get_navigation

    config.plugins.on_startup(command="serve", dirty=False)
    config = config.plugins.on_config(config) or config
    config.plugins.on_pre_build(config=config)
    files, env = get_files(config), config.theme.get_env()
    files.add_files_from_theme(env, config)
    files = config.plugins.on_files(files, config=config) or files
    set_exclusions(files, config)
    nav = get_navigation(files, config)
    nav = config.plugins.on_nav(nav, config=config, files=files) or nav
    site = OpenSite(config, files, nav, config.plugins.on_env(env, config=config, files=files) or env)
    site.warnings[""] = listener.take()
    site.unread = {file.src_uri for file in files.documentation_pages()}
    site.unbuilt = set(site.unread)
    site.unbuilt_files = set(config.theme.static_templates)
    read_nav_pages(site, listener)
    files.copy_static_files()
    _sweep(site)
    return site


def read_nav_pages(site: OpenSite, listener: Listener) -> None:
    """Read the pages of the navigation that changed: their titles stand on every page."""
    for page in site.nav.pages:
        if page.file.src_uri in site.unread:
            with suppress(Exception):  # said when the page itself is built
                _read_page(site, page.file.src_uri, listener)


def _read_page(site: OpenSite, src: str, listener: Listener) -> None:
    from mkdocs.commands.build import _populate_page

    listener.take()
    page = page_of(site, src)
    before = page.meta
    _populate_page(page, site.config, site.files)
    if page.meta != before:  # the sitemap leaves some pages out
        site.unbuilt_files.update(site.config.theme.static_templates)
    site.warnings[src] = listener.take()
    site.unread.discard(src)
    site.search.pop(src, None)


def build_page(site: OpenSite, src: str, listener: Listener) -> None:
    """Build one page, from its Markdown where that changed; raises what MkDocs and templates raise."""
    from mkdocs.commands.build import _build_page

    if src in site.unread:
        _read_page(site, src, listener)
    index = _search_index(site)
    if index is not None:
        index.entries = []
    _build_page(page_of(site, src), site.config, site.files.documentation_pages(), site.nav, site.env)
    if index is not None:
        # Building takes the marks of what is not to be searched out of the HTML: a page that is only
        # dressed anew keeps the entries made when it was read.
        site.search.setdefault(src, index.entries)
    site.unbuilt.discard(src)


def finish_site(site: OpenSite, listener: Listener) -> None:
    """Make what is made of all pages: search index, sitemap, 404 page; check links to anchors."""
    listener.take()
    for file in site.files.documentation_pages():
        page_of(site, file.src_uri).validate_anchor_links(
            files=site.files, log_level=site.config.validation.links.anchors
        )
    site.warnings["#"] = listener.take()
    for name in sorted(site.unbuilt_files):
        build_theme_file(site, name)
    index = _search_index(site)
    if index is not None:
        index.entries = [entry for src in sorted(site.search) for entry in site.search[src]]
    site.config.plugins.on_post_build(config=site.config)
    site.is_finished = True


def build_theme_file(site: OpenSite, name: str) -> None:
    """Build a file that the theme makes without a page."""
    from mkdocs.commands.build import _build_theme_template

    _build_theme_template(name, site.env, site.files, site.config, site.nav)
    site.unbuilt_files.discard(name)


def _sweep(site: OpenSite) -> None:
    """Delete what an earlier state of the site left in the folder; the rest is overwritten in time."""
    folder = Path(site.config.site_dir)
    expected = {file.dest_uri for file in site.files} | set(site.config.theme.static_templates)
    for path in folder.rglob("*"):
        if path.is_file() and path.relative_to(folder).as_posix() not in expected:
            path.unlink()


# --- what a change concerns ---------------------------------------------------------------------------


def concerns_nav(site: OpenSite, docs: Changes) -> bool:
    """Tell whether pages came or went that the navigation names or, where mkdocs.yml has none, is made of."""
    in_nav = {page.file.src_uri for page in site.nav.pages}
    if docs.removed & in_nav:
        return True
    if site.config.nav is None:
        return any(_is_in_nav(_new_file(site, src)) for src in docs.added)
    named = set(_strings(site.config.nav))
    return bool(docs.added & named)


def add_files(site: OpenSite, added: frozenset[str]) -> Iterator[str]:
    """Take in files that are new below docs/; yields the addresses that differ from now on."""
    from mkdocs.structure.pages import Page

    for src in sorted(added):
        file = _new_file(site, src)
        known = site.files.get_file_from_path(src)
        if _is_excluded(file):
            continue
        if known is not None:  # the theme's file of the same name gives way
            site.files.remove(known)
        site.files.append(file)
        if file.is_documentation_page():
            Page(None, file, site.config)
            _mark_unread(site, src)
        else:
            _copy(file)
        yield _address(file)
    site.unbuilt_files.update(site.config.theme.static_templates if added else ())
    yield from refresh_files(site, _mentioning(site, added))


def remove_files(site: OpenSite, removed: frozenset[str]) -> Iterator[str]:
    """Let go of files that went from docs/; yields the addresses that differ from now on."""
    for src in sorted(removed):
        file = site.files.get_file_from_path(src)
        if file is None:
            continue
        site.files.remove(file)
        site.search.pop(src, None)
        site.warnings.pop(src, None)
        site.unread.discard(src)
        site.unbuilt.discard(src)
        Path(file.abs_dest_path).unlink(missing_ok=True)
        yield _address(file)
    site.unbuilt_files.update(site.config.theme.static_templates if removed else ())
    yield from refresh_files(site, _mentioning(site, removed))


def refresh_files(site: OpenSite, modified: frozenset[str]) -> Iterator[str]:
    """Note files that changed below docs/; yields the addresses that differ from now on."""
    for src in sorted(modified):
        file = site.files.get_file_from_path(src)
        if file is None or _is_excluded(file):
            continue
        if file.is_documentation_page():
            _mark_unread(site, src)
        else:
            _copy(file)
        yield _address(file)


def _mentioning(site: OpenSite, srcs: frozenset[str]) -> frozenset[str]:
    """Return the pages that link to a file which came or went: their links now lead elsewhere."""
    pages = (page_of(site, file.src_uri) for file in site.files.documentation_pages())
    read = (page for page in pages if page.file.src_uri not in site.unread)
    return frozenset(page.file.src_uri for page in read if srcs & _targets(page)) if srcs else frozenset()


def _targets(page: Page) -> set[str]:
    """Return the files that a page links to, whether they are there or not, named from docs/ on."""
    folder = PurePosixPath(page.file.src_uri).parent.as_posix()
    links = (unquote(link) for link in _LINK.findall(page.markdown or ""))
    return {posixpath.normpath(posixpath.join(folder, link)) for link in links}


def dress_all_anew(site: OpenSite) -> None:
    """Forget compiled templates, and have every page put into the theme again."""
    if site.env.cache is not None:
        site.env.cache.clear()
    site.unbuilt.update(file.src_uri for file in site.files.documentation_pages())
    site.unbuilt_files.update(site.config.theme.static_templates)
    with suppress(OSError):  # a file that went in this moment is seen by the next look
        site.files.copy_static_files()
    site.is_finished = False


def _copy(file: File) -> None:
    with suppress(OSError):  # it went in this moment: the next look sees that
        file.copy_file()


def _mark_unread(site: OpenSite, src: str) -> None:
    site.unread.add(src)
    site.unbuilt.add(src)


def _new_file(site: OpenSite, src: str) -> File:
    from mkdocs.structure.files import File, set_exclusions

    config = site.config
    file = File(src, config.docs_dir, config.site_dir, config.use_directory_urls)
    set_exclusions([file], config)
    return file


# --- small things -------------------------------------------------------------------------------------


def page_of(site: OpenSite, src: str) -> Page:
    """Return the page of one Markdown file."""
    file = site.files.get_file_from_path(src)
    if file is None or file.page is None:
        raise KeyError(src)
    return file.page


def nav_titles(site: OpenSite) -> list[str | None]:
    """Return the titles that the navigation shows."""
    return [page.title for page in site.nav.pages]


def _address(file: File) -> str:
    return "" if file.url in {".", "./"} else file.url


def content_of(site: OpenSite, dest: str) -> bytes | None:
    """Return a file of the site as it stands in the folder; None where there is none."""
    with suppress(OSError):
        return (Path(site.config.site_dir) / dest).read_bytes()
    return None


def _search_index(site: OpenSite) -> Any | None:
    plugin = site.config.plugins.get("material/search")
    return getattr(plugin, "search_index", None)


def _is_in_nav(file: File) -> bool:
    from mkdocs.structure.files import InclusionLevel

    return file.is_documentation_page() and bool(file.inclusion.value > InclusionLevel.NOT_IN_NAV.value)


def _is_excluded(file: File) -> bool:
    from mkdocs.structure.files import InclusionLevel

    return bool(file.inclusion.value <= InclusionLevel.DRAFT.value)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
