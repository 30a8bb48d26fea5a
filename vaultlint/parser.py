"""The parser of the command line: a command's own options are added by the command."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType
from typing import NoReturn

from vaultlint import __version__
from vaultlint.errors import UsageError
from vaultlint.late import late
from vaultlint.nearest import nearest

COMMANDS = (
    "init",
    "check",
    "fix",
    "edit",
    "migrate",
    "undo",
    "query",
    "translations",
    "schema",
    "rules",
    "report",
    "config",
    "server",
)

class _Parser(argparse.ArgumentParser):
    """An argument parser whose complaint is one line that tells the nearest valid name."""

    def error(self, message: str) -> NoReturn:
        wrong = _WRONG_CHOICE.search(message) or _UNRECOGNISED.search(message)
        known = [one.strip(" '") for one in wrong["known"].split(",")] if wrong and "known" in wrong.groupdict() else []
        close = nearest(wrong["word"], known or self.every_option()) if wrong else None
        hint = f"did you mean `{close}`?" if close else f"see `{self.prog} --help`"
        raise UsageError(f"{message}; {hint}")

    def every_option(self) -> list[str]:
        """The options of this parser and of those below it."""
        below = [one for action in self._actions for one in _parsers(action)]
        return [*self._option_string_actions, *(option for one in below for option in one.every_option())]


def _parsers(action: argparse.Action) -> list[_Parser]:
    choices = action.choices if isinstance(action.choices, dict) else {}
    return [one for one in choices.values() if isinstance(one, _Parser)]


_WRONG_CHOICE = late(r"invalid choice: '(?P<word>[^']*)' \(choose from (?P<known>[^)]*)\)")
_UNRECOGNISED = late(r"unrecognized arguments: (?P<word>\S+)")


class _Completion(argparse.Action):
    """Print the script of a shell, and that is all."""

    def __call__(self, parser: argparse.ArgumentParser, _: object, shell: object, option: str | None = None) -> None:
        from vaultlint.commands.completion import SHELLS, script
        from vaultlint.commands.terminal import put

        if shell not in SHELLS:
            raise UsageError(f"{option}: no such shell: {shell}; known are {', '.join(SHELLS)}")
        put([script(parser, str(shell))])
        parser.exit()


def parser_of(words: Sequence[str] = ()) -> argparse.ArgumentParser:
    """The parser for these words: it knows the command that they call, or, where they call none, all of them."""
    parser = _Parser(prog="vaultlint", description="The linter and front-matter manager for Obsidian-style vaults.")
    parser.add_argument("--version", action="version", version=f"vaultlint {__version__}")
    parser.add_argument("--print-completion", metavar="SHELL", action=_Completion, help="what makes a shell complete")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=_Parser)
    for module in _commands(words):
        one = commands.add_parser(module.NAME, help=module.HELP, description=module.HELP, allow_abbrev=False)
        module.add(one)
        one.set_defaults(command=module)
    return parser


def _commands(words: Sequence[str]) -> list[ModuleType]:
    """The command that is called, so that it starts fast; where none is, all of them."""
    called = [name for name in words[:1] if name in COMMANDS]
    return [import_module(f"vaultlint.commands.{name}") for name in called or COMMANDS]
