"""The steps of `mkdocs build`, each on its own, over a site that stays open.

MkDocs builds a site in one go (`mkdocs.commands.build.build`); here are the same steps for a page at a time.
The pin on its version makes that safe, and tests/preview/test_site.py compares the two, file by file.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from papershelf.errors import Problem
from papershelf.preview.snapshot import Changes

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

Logged = Callable[[], tuple[Problem, ...]]  # what MkDocs logged since the last call

# Where a link's target begins: inline, as a reference, or in HTML; up to its anchor.
_LINK = re.compile(r"""(?:\]\(<?|\]:[ ]*<?|(?:href|src)=["'])([^)>\s"'#?]+)""")


def open_site(config: MkDocsConfig, logged: Logged) -> OpenSite:
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
    env = config.plugins.on_env(env, config=config, files=files) or env
    site = OpenSite(config, files, nav, env, logged)
    site.warnings[""] = logged()
    site.unread = {file.src_uri for file in files.documentation_pages()}
    site.rebuild_all()
    site.read_nav_pages()
    site.delete_leftovers()
    return site


@dataclass(slots=True)
class OpenSite:
    """A site's configuration and files, and what is left to do."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment
    logged: Logged
    unread: set[str] = field(default_factory=set)  # pages whose Markdown is to be read and turned into HTML
    unbuilt: set[str] = field(default_factory=set)  # those, and pages whose HTML is to be put into the theme
    unbuilt_files: set[str] = field(default_factory=set)  # files made by the theme: sitemap, 404 page
    search: dict[str, list[Any]] = field(default_factory=dict)  # entries of the search index, by page
    warnings: dict[str, tuple[Problem, ...]] = field(default_factory=dict)  # by page; "" for the whole site
    is_finished: bool = False  # what is made of all pages (search index, sitemap, 404) is made

    def read_nav_pages(self) -> None:
        """Read the pages of the navigation that changed: their titles stand on every page."""
        for page in self.nav.pages:
            if page.file.src_uri in self.unread:
                with suppress(Exception):  # said when the page itself is built
                    self._read(page)

    def build(self, name: str) -> None:
        """Build a page, or a file that the theme makes without one, where that is still to be done.

        Raises:
            Exception: what MkDocs, Markdown or the theme's templates raise.
        """
        if name in self.unbuilt:
            self._build_page(self.page(name))
        if name in self.unbuilt_files:
            self._build_theme_file(name)

    def finish(self) -> None:
        """Make what is made of all pages: search index, sitemap, 404 page; check links to anchors."""
        self.logged()
        for file in self.files.documentation_pages():
            level = self.config.validation.links.anchors
            self.page(file.src_uri).validate_anchor_links(files=self.files, log_level=level)
        self.warnings["#"] = self.logged()
        for name in sorted(self.unbuilt_files):
            self._build_theme_file(name)
        if index := self._search_index():
            index.entries = [entry for src in sorted(self.search) for entry in self.search[src]]
        self.config.plugins.on_post_build(config=self.config)
        self.is_finished = True

    def delete_leftovers(self) -> None:
        """Delete what an earlier state of the site left in the folder; the rest is overwritten in time."""
        folder = Path(self.config.site_dir)
        expected = {file.dest_uri for file in self.files} | set(self.config.theme.static_templates)
        for path in folder.rglob("*"):
            if path.is_file() and path.relative_to(folder).as_posix() not in expected:
                path.unlink()

    def page(self, src: str) -> Page:
        """Return the page of one Markdown file."""
        file = self.files.get_file_from_path(src)
        if file is None or file.page is None:
            raise KeyError(src)
        return file.page

    def _read(self, page: Page) -> None:
        from mkdocs.commands.build import _populate_page

        self.logged()
        src, meta = page.file.src_uri, page.meta
        _populate_page(page, self.config, self.files)
        if page.meta != meta:  # the sitemap leaves some pages out
            self.unbuilt_files.update(self.config.theme.static_templates)
        self.warnings[src] = self.logged()
        self.unread.discard(src)
        self.search.pop(src, None)

    def _build_page(self, page: Page) -> None:
        from mkdocs.commands.build import _build_page

        src, index = page.file.src_uri, self._search_index()
        if src in self.unread:
            self._read(page)
        if index:
            index.entries = []
        _build_page(page, self.config, self.files.documentation_pages(), self.nav, self.env)
        if index:
            # Building takes the marks of what is not to be searched out of the HTML: a page that is only
            # put into the theme again keeps the entries made when it was read.
            self.search.setdefault(src, index.entries)
        self.unbuilt.discard(src)

    def _build_theme_file(self, name: str) -> None:
        from mkdocs.commands.build import _build_theme_template

        _build_theme_template(name, self.env, self.files, self.config, self.nav)
        self.unbuilt_files.discard(name)

    def _search_index(self) -> Any | None:
        return getattr(self.config.plugins.get("material/search"), "search_index", None)

    # --- what a change of files means for the rest ----------------------------------------------------

    def concerns_nav(self, docs: Changes) -> bool:
        """Tell whether pages came or went that the nav names or, where mkdocs.yml has none, is made of."""
        from mkdocs.structure.files import Files, InclusionLevel

        if docs.removed & {page.file.src_uri for page in self.nav.pages}:
            return True
        if self.config.nav is None:
            added = Files(map(self._new_file, docs.added))
            return bool(added.documentation_pages(inclusion=InclusionLevel.is_in_nav))
        return any(repr(src) in repr(self.config.nav) for src in docs.added)

    def update(self, docs: Changes) -> frozenset[str]:
        """Note what changed in docs/; returns the addresses of what differs from now on."""
        came_or_went = docs.added | docs.removed
        linking = self._pages_linking_to(came_or_went)
        gone = self._known_files(docs.removed)
        for file in gone:
            self._remove(file)
        for src in sorted(docs.added):
            self._add(self._new_file(src))
        fresh = self._known_files(docs.added | docs.modified | linking)
        included = [file for file in fresh if not _is_excluded(file)]
        for file in included:
            self._refresh(file)
        if came_or_went:
            self.unbuilt_files.update(self.config.theme.static_templates)
        self.is_finished = self.is_finished and not docs
        return frozenset("" if file.url == "./" else file.url for file in (*gone, *included))

    def rebuild_all(self) -> None:
        """Have every page put into the theme again, with templates as they are now, and copy other files."""
        if self.env.cache is not None:
            self.env.cache.clear()
        self.unbuilt.update(file.src_uri for file in self.files.documentation_pages())
        self.unbuilt_files.update(self.config.theme.static_templates)
        self.files.copy_static_files()
        self.is_finished = False

    def _known_files(self, srcs: frozenset[str]) -> list[File]:
        return [file for src in sorted(srcs) if (file := self.files.get_file_from_path(src))]

    def _new_file(self, src: str) -> File:
        from mkdocs.structure.files import File, set_exclusions

        config = self.config
        file = File(src, config.docs_dir, config.site_dir, config.use_directory_urls)
        set_exclusions([file], config)
        return file

    def _add(self, file: File) -> None:
        from mkdocs.structure.pages import Page

        if known := self.files.get_file_from_path(file.src_uri):  # the theme's file of that name gives way
            self.files.remove(known)
        self.files.append(file)
        if file.is_documentation_page():
            Page(None, file, self.config)  # the file keeps it

    def _remove(self, file: File) -> None:
        self.files.remove(file)
        self.search.pop(file.src_uri, None)
        self.warnings.pop(file.src_uri, None)
        self.unread.discard(file.src_uri)
        self.unbuilt.discard(file.src_uri)
        Path(file.abs_dest_path).unlink(missing_ok=True)

    def _refresh(self, file: File) -> None:
        if file.is_documentation_page():
            self.unread.add(file.src_uri)
            self.unbuilt.add(file.src_uri)
        else:
            file.copy_file()

    def _pages_linking_to(self, srcs: frozenset[str]) -> frozenset[str]:
        """Return the pages that link to a file which came or went: their links now lead elsewhere."""
        pages = [file.src_uri for file in self.files.documentation_pages() if file.src_uri not in self.unread]
        return frozenset(src for src in pages if srcs & _targets(self.page(src))) if srcs else frozenset()


def _is_excluded(file: File) -> bool:
    from mkdocs.structure.files import InclusionLevel

    return file.inclusion in {InclusionLevel.EXCLUDED, InclusionLevel.DRAFT}


def _targets(page: Page) -> set[str]:
    """Return the files that a page links to, whether they are there or not, named from docs/ on."""
    folder = PurePosixPath(page.file.src_uri).parent.as_posix()
    links = (unquote(link) for link in _LINK.findall(page.markdown or ""))
    return {posixpath.normpath(posixpath.join(folder, link)) for link in links}
