"""`vaultlint schema infer|show`: a JSON Schema from the notes, or the one that is bound to a note."""

from __future__ import annotations

import argparse

from vaultlint.commands import inferring, showing

NAME = "schema"
HELP = "a JSON Schema from the notes, or the one bound to a note"


def add(parser: argparse.ArgumentParser) -> None:
    """The two commands below this one."""
    actions = parser.add_subparsers(metavar="infer|show", required=True, parser_class=type(parser))
    for name, module in (("infer", inferring), ("show", showing)):
        one = actions.add_parser(name, help=module.HELP, description=module.HELP, allow_abbrev=False)
        module.add(one)
        one.set_defaults(action=module)


def run(arguments: argparse.Namespace) -> int:
    """0."""
    return int(arguments.action.run(arguments))
