"""`vaultlint undo`: take back the last run that wrote notes."""

from __future__ import annotations

import argparse
from pathlib import Path

from vaultlint import journal
from vaultlint.commands import options, terminal
from vaultlint.files import NotWritten, replace
from vaultlint.report.outcome import count

NAME = "undo"
HELP = "take back the last fix, edit or migrate, byte for byte"


def add(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("--config", metavar="FILE", type=Path, help="use this config instead of the nearest one")
    parser.add_argument("--isolated", action="store_true", help="use no config at all")


def run(arguments: argparse.Namespace) -> int:
    """0 if all is as it was before, 1 if a note was left because it has changed since.

    A run of which nothing can be taken back is passed over by the next `undo`.
    """
    root = options.config_of(arguments, Path.cwd()).root
    last = journal.last(root)
    if last is None:
        terminal.warn("nothing to take back in this vault")
        return 0
    restored, left = 0, 0
    for note in last.notes():
        file = last.root / note.path
        try:
            data = file.read_bytes()
            if data == note.before:
                continue
            if journal.digest(data) != note.after:
                raise NotWritten("it has changed since")
            replace(file, data, note.before, last.root)
            restored += 1
        except (NotWritten, OSError) as error:
            reason = error.strerror.lower() if isinstance(error, OSError) and error.strerror else error
            terminal.warn(f"{terminal.shown_path(last.root, note.path)}: left as it is: {reason}")
            left += 1
    if not left:
        last.forget()
    elif not restored:
        last.retire()
    terminal.put(
        [
            f"took back `vaultlint {last.command}`: {count(restored, 'note')} restored"
            + (f", {left} left" if left else "")
        ]
    )
    return int(left > 0)
