"""The live preview: what is saved shows in the browser at once."""

from generator.preview.preview import Rendered, Terminal
from generator.preview.rendering import Renderer
from generator.preview.run import run_preview
from generator.preview.server import Address

__all__ = ["Address", "Rendered", "Renderer", "Terminal", "run_preview"]
