"""The live preview: what is saved shows in the browser at once."""

from papershelf.preview.preview import Rendered, Terminal
from papershelf.preview.rendering import Renderer
from papershelf.preview.run import run_preview
from papershelf.preview.server import Address

__all__ = ["Address", "Rendered", "Renderer", "Terminal", "run_preview"]
