"""Putting the preview together, from binding the port to the end at Ctrl-C."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from papershelf.preview.messages import listening
from papershelf.preview.preview import WATCHED, Preview, Render, Terminal
from papershelf.preview.server import Address, PreviewServer
from papershelf.preview.site import PreviewSite
from papershelf.preview.watch import Watch

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

LoadConfig = Callable[..., "MkDocsConfig"]  # reads mkdocs.yml; site_dir= says where the site goes


def run_preview(
    project: Path, render: Render, load_config: LoadConfig, address: Address, terminal: Terminal
) -> None:
    """Show the site as it is being edited, until Ctrl-C.

    Args:
        project: the folder that holds mkdocs.yml, curation/ and the rest.
        render: writes docs/ anew after a change.
        load_config: reads mkdocs.yml, for a site in the folder given.
        address: where to listen.
        terminal: how to speak.

    Raises:
        SiteError: where nobody can listen at the address.
    """
    with running_preview(project, render, load_config, address, terminal) as (preview, watch, url):
        terminal.say(f"The preview is at {url} and follows what you save. Ctrl-C ends it.")
        try:
            preview.follow(watch)
        except KeyboardInterrupt:
            terminal.say("")


@contextmanager
def running_preview(
    project: Path, render: Render, load_config: LoadConfig, address: Address, terminal: Terminal
) -> Iterator[tuple[Preview, Watch, str]]:
    """Run everything but the reaction to changes, and give what that needs, and the site's address."""
    with listening(project) as listener, PreviewServer(address) as server:
        folder = project / ".cache" / "preview" / str(server.server_port)
        load = partial(_config, load_config, folder, server.url)
        preview = Preview(project, PreviewSite(load, listener), render, terminal)
        with Watch(project, WATCHED) as watch:
            try:
                preview.start()
                # What rendering wrote is known to the site already.
                watch.changes_in("docs")
                server.show(preview)
                yield preview, watch, f"{server.url}{preview.mount}"
            finally:
                preview.stop()
                server.stop()


def _config(load_config: LoadConfig, folder: Path, url: str) -> MkDocsConfig:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's notice about MkDocs 2
    config = load_config(site_dir=str(folder))
    path = urlsplit(config.site_url or "/").path.strip("/")
    config.site_url = f"{url}/{path}/" if path else f"{url}/"
    return config
