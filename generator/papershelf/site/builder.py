"""The one place that calls MkDocs: docs/ becomes site/, whole or not at all."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from logging.handlers import BufferingHandler
from pathlib import Path
from typing import TYPE_CHECKING, Any

from papershelf.errors import SiteError
from papershelf.files import swapped_in

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_LOGGER = logging.getLogger(__name__)
_ENVIRONMENT = {
    "NO_MKDOCS_2_WARNING": "1",  # Material's notice about MkDocs 2
    "SOURCE_DATE_EPOCH": "0",  # MkDocs' clock, which it writes into sitemap.xml.gz
}


def build_site(project: Path, template_folders: Sequence[Path] = (), *, strict: bool = True) -> Path:
    """Build `docs/` of a project into its site, and return the site's folder.

    The new site takes the old one's place when it is complete; if anything fails the old one stays.

    Args:
        project: the folder with `mkdocs.yml`.
        template_folders: where to look for `theme/…` after the project's own `custom_dir`.
        strict: whether MkDocs' warnings (a link that leads nowhere, say) fail the build.

    Raises:
        SiteError: with what MkDocs had to say.
    """
    with mkdocs_log() as records:
        try:
            site = _build(project.resolve(), template_folders, strict=strict)
        except (Exception, SystemExit) as error:  # plugins raise anything; MkDocs' Abort is a SystemExit
            messages = [record.getMessage() for record in records]
            raise SiteError("\n".join([*messages, f"MkDocs: {error}"])) from error
    for record in records:
        _LOGGER.warning("%s", record.getMessage())
    return site


@contextmanager
def mkdocs_log() -> Iterator[list[logging.LogRecord]]:
    """Prepare for MkDocs, and yield its warnings and errors, as they come, instead of letting them through.

    What MkDocs reads from the environment is set where the user has not, and taken back afterwards.
    """
    added = {name: value for name, value in _ENVIRONMENT.items() if name not in os.environ}
    logger, handler = logging.getLogger("mkdocs"), BufferingHandler(sys.maxsize)
    handler.setLevel(logging.WARNING)
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    os.environ.update(added)
    try:
        yield handler.buffer
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate
        for name in added:
            os.environ.pop(name, None)


def load_site_config(project: Path, template_folders: Sequence[Path] = (), **overrides: Any) -> MkDocsConfig:
    """Return what `mkdocs.yml` of a project says, with our theme files before Material's own.

    Args:
        project: the folder with `mkdocs.yml`.
        template_folders: where to look for `theme/…` after the project's own `custom_dir`.
        overrides: settings that win over those of the file, `site_dir` or `strict` for example.
    """
    from mkdocs.config import load_config  # half a second to import, for this alone

    config = load_config(str(project / "mkdocs.yml"), **overrides)
    ours = [str(folder / "theme") for folder in template_folders]
    at = 1 if config.theme.custom_dir else 0
    config.theme.dirs[at:at] = [folder for folder in ours if folder not in config.theme.dirs]
    return config


def _build(project: Path, template_folders: Sequence[Path], *, strict: bool) -> Path:
    from mkdocs.commands.build import build

    site = Path(load_site_config(project, strict=strict).site_dir)
    with swapped_in(site) as fresh:
        config = load_site_config(project, template_folders, strict=strict, site_dir=str(fresh))
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    return site
