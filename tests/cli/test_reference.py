"""The page of all commands is what the commands say of themselves."""

import click
import pytest

from papershelf.cli import main
from papershelf.cli.reference import render_reference
from tests.world import ROOT

PAGE = ROOT / "docs" / "commands.md"


def options(command: click.Command) -> list[str]:
    below = command.commands.values() if isinstance(command, click.Group) else []
    own = [name for option in command.params for name in option.opts if name.startswith("--")]
    return own + [name for other in below for name in options(other)]


def test_the_page_is_up_to_date() -> None:
    said = "run: python -m papershelf.cli.reference docs/commands.md"
    assert PAGE.read_text(encoding="utf-8") == render_reference(), said


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_and_option_is_there_with_an_example(name: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert f"## papershelf {name}" in page
    assert f"\npapershelf {name}" in page
    assert [option for option in options(main.commands[name]) if option not in page] == []
