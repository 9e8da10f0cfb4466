"""The command line: `papershelf COMMAND`; each command parses, calls one function, prints."""

from papershelf.cli.main import main

__all__ = ["main"]
