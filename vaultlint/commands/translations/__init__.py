"""`vaultlint translations …`: how far a vault is translated, and what translators have brought up to date."""

from __future__ import annotations

import argparse

from vaultlint.commands.translations import accept, export, import_, status

NAME = "translations"
HELP = "how far the vault is translated; texts to translators and back"
ACTIONS = (status, accept, export, import_)


def add(parser: argparse.ArgumentParser) -> None:
    """The command's actions, each with its options."""
    actions = parser.add_subparsers(metavar="ACTION", required=True, parser_class=type(parser))
    for action in ACTIONS:
        one = actions.add_parser(action.NAME, help=action.HELP, description=action.HELP, allow_abbrev=False)
        action.add(one)
        one.set_defaults(action=action)


def run(arguments: argparse.Namespace) -> int:
    """The exit code of the action."""
    return int(arguments.action.run(arguments))
