"""Putting the preview together, from binding the port to the end at Ctrl-C."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from papershelf.preview.messages import drain_log
from papershelf.preview.preview import WATCHED, Preview, Render, Terminal
from papershelf.preview.server import Address, PreviewServer
from papershelf.preview.site import PreviewSite
from papershelf.preview.watch import Watch
from papershelf.site.builder import load_site_config, mkdocs_log
from papershelf.site.templates import template_folders

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def run_preview(project: Path, render: Render, address: Address, terminal: Terminal) -> None:
    """Show the site as it is being edited, until Ctrl-C.

    Args:
        project: the folder that holds mkdocs.yml, curation/ and the rest.
        render: writes docs/ after a change.
        address: where to listen.
        terminal: how to speak.

    Raises:
        SiteError: where nobody can listen at the address.
    """
    with running_preview(project, render, address, terminal) as (preview, watch, url):
        terminal.say(f"The preview is at {url} and reloads when you save a file. Press Ctrl-C to stop.")
        try:
            preview.follow(watch)
        except KeyboardInterrupt:
            terminal.say("")


@contextmanager
def running_preview(
    project: Path, render: Render, address: Address, terminal: Terminal
) -> Iterator[tuple[Preview, Watch, str]]:
    """Run everything but the reaction to changes, and give what that needs, and the site's address."""
    with mkdocs_log() as records, PreviewServer(address) as server, Watch(project, WATCHED) as watch:
        load = partial(_load_config, project, server)
        preview = Preview(project, PreviewSite(load, partial(drain_log, records, project)), render, terminal)
        try:
            preview.start()
            watch.changes_in("docs")  # what rendering wrote is known to the site already
            server.show(preview)
            yield preview, watch, f"{server.url}{preview.mount}"
        finally:
            preview.stop()
            server.stop()


def _load_config(project: Path, server: PreviewServer) -> MkDocsConfig:
    folder = project / ".cache" / "preview" / str(server.server_port)
    config = load_site_config(project, template_folders(project), strict=False, site_dir=str(folder))
    path = urlsplit(config.site_url or "").path.strip("/")
    config.site_url = f"{server.url}/{path}/" if path else f"{server.url}/"
    return config
