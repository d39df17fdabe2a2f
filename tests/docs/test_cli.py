"""docs/cli.md holds every command of the program with its options."""

from __future__ import annotations

import argparse
import re

import pytest
from tests.docs.reading import page, section

from maillage.cli import main as program


def commands() -> dict[str, argparse.ArgumentParser]:
    """Each command, with the parser that reads its options."""
    parser = argparse.ArgumentParser()
    names = parser.add_subparsers()
    found: dict[str, argparse.ArgumentParser] = {}
    for name, command in program.COMMANDS.items():
        found[name] = names.add_parser(name)
        command.describe(found[name])
    return found


def options(parser: argparse.ArgumentParser) -> list[str]:
    """The words a command understands, those it hides left out."""
    shown = [action for action in parser._actions if action.help != argparse.SUPPRESS]
    words = [action.option_strings[-1] if action.option_strings else action.metavar for action in shown]
    return [str(word) for word in words if word != "--help"]


@pytest.mark.parametrize("name", program.COMMANDS)
def test_every_command_is_documented(name: str) -> None:
    assert section(page("cli.md"), f"`maillage {name}`")


@pytest.mark.parametrize("name", program.COMMANDS)
def test_every_option_is_documented(name: str) -> None:
    text = section(page("cli.md"), f"`maillage {name}`")
    assert [word for word in options(commands()[name]) if f"`{word}" not in text] == []


@pytest.mark.parametrize("name", program.COMMANDS)
def test_no_option_is_documented_that_does_not_exist(name: str) -> None:
    described = re.findall(r"^\| `([^` ]+)", section(page("cli.md"), f"`maillage {name}`"), re.M)
    assert sorted(described) == sorted(options(commands()[name]))


def test_no_command_is_documented_that_does_not_exist() -> None:
    described = re.findall(r"^## `maillage ([a-z]+)`", page("cli.md"), re.M)
    assert sorted(described) == sorted(program.COMMANDS)
