"""`vaultlint translations accept`: translations in files of their own are up to date with their originals."""

from __future__ import annotations

import argparse
import csv
import io
import shlex
from collections.abc import Iterator

from vaultlint.commands import editing, options, terminal
from vaultlint.commands.editing import Editing
from vaultlint.counterparts.groups import groups
from vaultlint.migration import Stage
from vaultlint.operations import build
from vaultlint.project import Project
from vaultlint.walk import Chosen

NAME = "accept"
HELP = "note in translations that they are up to date with their originals"
ROWS = "the notes' fingerprints.csv"


def add(parser: argparse.ArgumentParser) -> None:
    """The action's options."""
    parser.description = (
        "Every translation in a file of its own keeps the fingerprint of its original, so that "
        "`translation/file-outdated` can tell when that has changed. Without --write it is shown what would change."
    )
    editing.add_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """0 if all is done, 1 if a note is skipped, or, without `--write`, if something would change."""
    rows = [row for chosen in options.chosen(arguments) for row in _rows(arguments, chosen)]
    text = io.StringIO()
    csv.writer(text).writerows([("path", "key", "value"), *rows])
    operation = build("apply", {"file": [ROWS]}, lambda name: text.getvalue(), words=True)
    if not rows:
        terminal.warn('no translation in a file of its own; say in the config how they are paired: carrier = "file"')
    return Editing([Stage(operation, ())], arguments, shlex.join(["translations", NAME])).run()


def _rows(arguments: argparse.Namespace, chosen: Chosen) -> Iterator[tuple[str, str, str]]:
    """Path, key and fingerprint of the original, for each translation among the notes."""
    project, notes = Project(chosen.config), set(chosen.notes)
    root = chosen.config.root
    for form, known in groups(project.vault(options.jobs(arguments))).items():
        for path in notes & known.place.keys():
            original = known.original_of(path)
            if original is not None and original.sibling is not None:
                yield terminal.shown_path(root, path), form.accepted, f'"{original.sibling.fingerprint}"'
