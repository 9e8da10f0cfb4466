"""The command line: `papershelf COMMAND`; each command parses, calls one function, prints."""

from generator.cli.main import main

__all__ = ["main"]
