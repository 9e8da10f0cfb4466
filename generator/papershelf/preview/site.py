"""The site as MkDocs builds it, kept open for several threads: a page is built when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from papershelf.errors import Problem
from papershelf.preview.open_site import Logged, OpenSite, open_site
from papershelf.preview.snapshot import Changes

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


class PreviewSite:
    """A site that is rebuilt a page at a time, into a folder of its own; the first `update` opens it.

    Args:
        load_config: reads mkdocs.yml; the preview's folder and address are set in it.
        logged: returns what MkDocs logged since the last call.
    """

    def __init__(self, load_config: Callable[[], MkDocsConfig], logged: Logged) -> None:
        self._load_config = load_config
        self._logged = logged
        self._lock = _FairLock()
        self._site: OpenSite | None = None

    @property
    def mount(self) -> str:
        """The path of the site's address, with a slash at both ends."""
        path = urlsplit(self._site.config.site_url or "").path.strip("/") if self._site else ""
        return f"/{path}/" if path else "/"

    def logged(self) -> tuple[Problem, ...]:
        """Return what MkDocs logged where opening the site failed."""
        return self._logged()

    def update(self, docs: Changes, theme: Changes, *, reopen: bool = False) -> frozenset[str] | None:
        """Note what changed in docs/ and in the theme's folder.

        Args:
            docs: what changed in docs/.
            theme: what changed in the theme's folder.
            reopen: whether mkdocs.yml is to be read again.

        Returns:
            the addresses of the pages and files that differ from now on; None for all of them.

        Raises:
            Exception: where mkdocs.yml or the navigation is wrong; what was open stays so. `reopen` then.
        """
        with self._lock:
            site = self._site
            if reopen or site is None or theme.added or theme.removed or site.concerns_nav(docs):
                self._site = open_site(self._load_config(), self._logged)
                return None
            titles = [page.title for page in site.nav.pages]
            changed = site.update(docs)
            site.read_nav_pages()
            if theme or titles != [page.title for page in site.nav.pages]:
                site.rebuild_all()
                return None
            return changed

    def source_of(self, dest: str) -> str:
        """Return the page, named from docs/ on, that a file of the site is made from; else that file."""
        with self._lock:
            pages = self._site.files.documentation_pages() if self._site else []
            return next((file.src_uri for file in pages if file.dest_uri == dest), dest)

    def pending(self) -> Sequence[str]:
        """Return the pages still to be built, those of the navigation first."""
        with self._lock:
            if self._site is None:
                return ()
            in_nav = {page.file.src_uri for page in self._site.nav.pages}
            return sorted(self._site.unbuilt, key=lambda page: (page not in in_nav, page))

    def build(self, name: str) -> None:
        """Build one page or file of the theme, if it is (still) to be built.

        Raises:
            Exception: what MkDocs, Markdown or the theme's templates raised.
        """
        with self._lock:
            if self._site:
                self._site.build(name)

    def finish(self) -> bool:
        """Once all pages are built, make what is made of all of them: search index, sitemap, 404 page.

        Returns:
            whether there was anything to do.
        """
        with self._lock:
            if self._site is None or self._site.is_finished or self._site.unbuilt:
                return False
            self._site.finish()
            return True

    def content(self, dest: str) -> bytes | None:
        """Return the content of one file of the site as it was last built; None where there is none."""
        with self._lock, suppress(OSError):
            return (Path(self._site.config.site_dir) / dest).read_bytes() if self._site else None
        return None

    def warnings(self) -> tuple[Problem, ...]:
        """Return what MkDocs warns of as the site is now, in order of the pages."""
        with self._lock:
            found = self._site.warnings if self._site else {}
            return tuple(problem for page in sorted(found) for problem in found[page])


class _FairLock:
    """A lock that a thread which takes it again and again cannot keep from another: who waits is next."""

    def __init__(self) -> None:
        self._next, self._lock = Lock(), Lock()

    def __enter__(self) -> None:
        with self._next:
            self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()
