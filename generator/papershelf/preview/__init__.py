"""The live preview: the site on this machine, rebuilt and reloaded when a file is saved."""

from papershelf.preview.preview import Rendered, Terminal
from papershelf.preview.rendering import Renderer
from papershelf.preview.run import run_preview
from papershelf.preview.server import Address

__all__ = ["Address", "Rendered", "Renderer", "Terminal", "run_preview"]
