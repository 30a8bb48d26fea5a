"""`vaultlint edit OP …`: change front matter in bulk."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Mapping
from pathlib import Path

from vaultlint import where
from vaultlint.commands import editing, rename_file
from vaultlint.commands.editing import Editing
from vaultlint.migration import Stage
from vaultlint.operations import OPERATIONS, Argument, build

NAME = "edit"
HELP = "change front matter in bulk"
EPILOG = """\
Without --write it shows what would change, and how often which value: a diff that `git apply` understands.

  vaultlint edit set status=draft --if missing --after title
  vaultlint edit map tags AI=人工智能 --where "area == 'tech'" --write
  vaultlint edit remove people --items "freq('people', @) <= \\`2\\`"
  vaultlint edit rename-file '{youtube_id(source)}.md'
"""


def add(parser: argparse.ArgumentParser) -> None:
    """The command's operations, each with its options."""
    parser.epilog, parser.formatter_class = EPILOG, argparse.RawDescriptionHelpFormatter
    operations = parser.add_subparsers(metavar="OP", required=True, dest="operation", parser_class=type(parser))
    for operation in OPERATIONS.values():
        one = operations.add_parser(operation.NAME, help=operation.HELP, description=operation.HELP, allow_abbrev=False)
        for argument in operation.ARGUMENTS:
            _add_argument(one, argument)
        one.add_argument(
            "--where", metavar="EXPR", action="append", default=[], help="only notes that match all of them"
        )
        editing.add_options(one)
    rename_file.add(
        operations.add_parser(rename_file.NAME, help=rename_file.HELP, description=rename_file.HELP, allow_abbrev=False)
    )


_WORDS = {"one": None, "some": "+", "any": "*"}


def _add_argument(parser: argparse.ArgumentParser, argument: Argument) -> None:
    name = ("--" if argument.option else "operand ") + argument.name
    told = argument.help + (f" ({' | '.join(argument.choices)})" if argument.choices else "")
    if argument.kind.many == "none":
        parser.add_argument(name, dest=f"operand {argument.name}", action="store_true", default=None, help=told)
    elif argument.option:
        required, metavar = argument.required, argument.metavar or argument.name.upper()
        parser.add_argument(name, dest=f"operand {argument.name}", metavar=metavar, required=required, help=told)
    else:
        parser.add_argument(name, nargs=_WORDS[argument.kind.many], metavar=argument.metavar, help=told)


def run(arguments: argparse.Namespace) -> int:
    """0 if all is done, 1 if a note is skipped, or, without `--write`, if something would change."""
    if arguments.operation == rename_file.NAME:
        return rename_file.run(arguments)
    given = _given(arguments)
    operation = build(arguments.operation, given, lambda name: editing.text_of(Path(name)), words=True)
    stage = Stage(operation, tuple(where.compile(text) for text in arguments.where))
    return Editing([stage], arguments, _spelt(arguments, given)).run()


def _given(arguments: argparse.Namespace) -> dict[str, list[str]]:
    """The words that are given for each argument of the operation; none for a flag."""
    found = {one.name: getattr(arguments, f"operand {one.name}") for one in OPERATIONS[arguments.operation].ARGUMENTS}
    return {
        name: words if isinstance(words, list) else [] if words is True else [words]
        for name, words in found.items()
        if words not in (None, [])
    }


def _spelt(arguments: argparse.Namespace, given: Mapping[str, list[str]]) -> str:
    """The call, as it is told of later."""
    options_of = {one.name for one in OPERATIONS[arguments.operation].ARGUMENTS if one.option}
    words = [NAME, arguments.operation]
    for name, values in given.items():
        words += [f"--{name}", *values] if name in options_of else values
    for condition in arguments.where:
        words += ["--where", condition]
    return shlex.join(words)
