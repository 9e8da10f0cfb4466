"""`python -m papershelf` is `papershelf`."""

from papershelf.cli import main

main()
