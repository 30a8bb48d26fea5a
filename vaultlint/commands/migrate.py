"""`vaultlint migrate FILE`: run a reviewed list of edits, each note's as one change."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path

from vaultlint import migration
from vaultlint.commands import editing
from vaultlint.commands.editing import Editing

NAME = "migrate"
HELP = "run a reviewed list of edits"
EPILOG = """\
FILE is YAML: a list of steps, each with one operation of `vaultlint edit` and its arguments by name.

  steps:
    - reason: The field has one name
      rename: {old: author, new: speaker}
    - where: "area == 'tech' && !status"
      set: {values: {status: draft}, after: title}
    - map: {keys: [tags], pairs: "@tags.csv"}    # a file with old,new beside this one

The steps are made in order, and of a note all or none. Without --write it shows what would change.
"""


def add(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.epilog, parser.formatter_class = EPILOG, argparse.RawDescriptionHelpFormatter
    parser.add_argument("file", metavar="FILE", type=Path, help="the migration")
    editing.add_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """0 if all is done, 1 if a note is skipped, or, without `--write`, if something would change."""
    file: Path = arguments.file
    text = editing.text_of(file)
    stages = migration.read(text, file.as_posix(), lambda name: editing.text_of(file.parent / name))
    return Editing(stages, arguments, shlex.join([NAME, file.as_posix()])).run()
