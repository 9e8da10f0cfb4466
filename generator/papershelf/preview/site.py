"""The site as MkDocs builds it, kept open: only what changed is built, and a page when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from papershelf.errors import Problem
from papershelf.preview.messages import Listener
from papershelf.preview.open_site import (
    OpenSite,
    add_files,
    build_page,
    build_theme_file,
    concerns_nav,
    content_of,
    dress_all_anew,
    finish_site,
    nav_titles,
    open_site,
    page_of,
    read_nav_pages,
    refresh_files,
    remove_files,
)
from papershelf.preview.snapshot import Changes

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

Everything = None  # in place of a set of addresses


class PreviewSite:
    """A site that is rebuilt a page at a time, into a folder of its own.

    Args:
        load_config: reads mkdocs.yml anew; the preview's folder and address are set in it.
        listener: hears what MkDocs warns of.
    """

    def __init__(self, load_config: Callable[[], MkDocsConfig], listener: Listener) -> None:
        self._load_config = load_config
        self._listener = listener
        self._turn = _Turn()
        self._opened: OpenSite | None = None

    @property
    def mount(self) -> str:
        """The path of the site's address, with a slash at both ends."""
        site = self._opened
        path = urlsplit(site.config.site_url or "/").path if site else "/"
        return f"/{path.strip('/')}/" if path.strip("/") else "/"

    def page_at(self, dest: str) -> str | None:
        """Return the page, as a path below docs/, that a file of the site is made from."""
        with self._turn:
            pages = self._opened.files.documentation_pages() if self._opened else []
            return next((file.src_uri for file in pages if file.dest_uri == dest), None)

    def heard(self) -> tuple[Problem, ...]:
        """Return what MkDocs said since it was last listened to, where opening the site failed."""
        return self._listener.take()

    def open(self) -> None:
        """Read mkdocs.yml and look at all files; every page is then to be built.

        Raises:
            Exception: where mkdocs.yml or the navigation is wrong; what was open stays so.
        """
        with self._turn:
            self._opened = open_site(self._load_config(), self._listener)

    def update(self, docs: Changes, theme: Changes) -> frozenset[str] | None:
        """Note what changed in docs/ and in the theme's folder.

        Returns:
            the addresses of the pages and files that differ from now on; None for all of them.

        Raises:
            Exception: like `open`, where the change concerns the navigation; call `open` then.
        """
        with self._turn:
            site = self._opened
            if site is None or theme.added or theme.removed or concerns_nav(site, docs):
                self._opened = open_site(self._load_config(), self._listener)
                return Everything
            titles = nav_titles(site)
            changed = {
                *remove_files(site, docs.removed),
                *add_files(site, docs.added),
                *refresh_files(site, docs.modified),
            }
            read_nav_pages(site, self._listener)
            site.is_finished = site.is_finished and not changed
            if theme or nav_titles(site) != titles:
                dress_all_anew(site)
                return Everything
            return frozenset(changed)

    def read(self, dest: str) -> bytes | None:
        """Return the content of one file of the site, brought up to date; None where there is none.

        Raises:
            Exception: what MkDocs, Markdown or the theme's templates raised while the page was built.
        """
        with self._turn:
            site = self._opened
            if site is None:
                return None
            for page in [page for page in site.unbuilt if page_of(site, page).file.dest_uri == dest]:
                build_page(site, page, self._listener)
            if dest in site.unbuilt_files:
                build_theme_file(site, dest)
            return content_of(site, dest)

    def last_good(self, dest: str) -> bytes | None:
        """Return the content of one file of the site as it was last built, however old."""
        with self._turn:
            return content_of(self._opened, dest) if self._opened else None

    def pending(self) -> Sequence[str]:
        """Return the pages still to be built, those of the navigation first."""
        with self._turn:
            site = self._opened
            if site is None:
                return ()
            in_nav = {page.file.src_uri for page in site.nav.pages}
            return sorted(site.unbuilt, key=lambda page: (page not in in_nav, page))

    def build(self, page: str) -> None:
        """Build one page, if it is (still) to be built; raises like `read`."""
        with self._turn:
            site = self._opened
            if site is not None and page in site.unbuilt:
                build_page(site, page, self._listener)

    def warnings(self) -> tuple[Problem, ...]:
        """Return what MkDocs warns of as the site is now, in order of the pages."""
        with self._turn:
            if self._opened is None:
                return ()
            heard = self._opened.warnings
            return tuple(problem for page in sorted(heard) for problem in heard[page])

    def finish(self) -> bool:
        """Once all pages are built, make what is made of all of them: search index, sitemap, 404 page.

        Returns:
            whether there was anything to do.
        """
        with self._turn:
            site = self._opened
            if site is None or site.is_finished or site.unbuilt:
                return False
            finish_site(site, self._listener)
            return True


class _Turn:
    """A lock that a thread which takes it again and again cannot keep from another: who waits is next."""

    def __init__(self) -> None:
        self._next, self._lock = Lock(), Lock()

    def __enter__(self) -> None:
        with self._next:
            self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()
