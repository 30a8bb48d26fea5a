"""What `undo --show` shows of a run: its changes as a diff, or the values of a key before and after."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from vaultlint import frontmatter
from vaultlint.commands import terminal
from vaultlint.commands.diff import diff, move_diff
from vaultlint.finding import Value
from vaultlint.frontmatter import same
from vaultlint.journal import Change, Move, Run
from vaultlint.report.table import TABLES, Table
from vaultlint.source import decode

COLUMNS = "path", "key", "value", "now", "run"


def changes_of(run: Run) -> list[Change]:
    """What the run changed; nothing, if its file is gone."""
    try:
        return run.changes()
    except OSError:
        return []


def moves_of(run: Run) -> list[Move]:
    """The moves of the run, in order; none, if its file is gone."""
    try:
        return run.moves()
    except OSError:
        return []


def renamed(moves: Iterable[Move]) -> dict[tuple[Path, str], str]:
    """The notes that were moved, by root and old path, with their last one: some went aside for a moment."""
    first: dict[tuple[Path, str], str] = {}
    for one in moves:
        first[one.root, one.new] = first.pop((one.root, one.old), one.old)
    return {(root, old): new for (root, new), old in first.items()}


def notes_of(run: Run) -> int:
    """How many notes the run changed, or renamed."""
    changed = {(one.root, one.path) for one in changes_of(run)}
    return len(changed.union(renamed(moves_of(run))))


def diffs(arguments: argparse.Namespace, run: Run) -> int:
    """Show what the run changed in each note."""
    style, lines = terminal.style(arguments), list[str]()
    for change in changes_of(run):
        old, new = (side.decode("utf-8", "replace") for side in (change.piece.old, change.piece.new))
        path = terminal.shown_path(change.root, change.path)
        lines += diff(path, old, new, style, terminal.is_shown(arguments), change.piece.line)
    for (root, old), new in renamed(moves_of(run)).items():
        lines += move_diff(arguments, terminal.shown_path(root, old), terminal.shown_path(root, new))
    terminal.put(lines, arguments.output_file)
    return 0


def values(arguments: argparse.Namespace, kept: Sequence[Run]) -> int:
    """Show the values of the keys before and after, wherever one of the runs changed them.

    As `jsonl` it is what `edit apply` reads: `value` is the old one.
    """
    rows = [row for run in kept for change in changes_of(run) for row in _rows(run, change, arguments.key)]
    if not rows:
        terminal.warn("no run in the journal changed " + " or ".join(f"`{key}`" for key in arguments.key))
    table = TABLES[arguments.output_format or "table"](Table(COLUMNS, rows), terminal.style(arguments))
    terminal.put(table, arguments.output_file)
    return 0


def _rows(run: Run, change: Change, keys: Sequence[str]) -> Iterator[tuple[Value, ...]]:
    old, new = _values(change, change.piece.old), _values(change, change.piece.new)
    path = terminal.shown_path(change.root, change.path)
    for key in keys:
        if (key in old) != (key in new) or not same(old.get(key), new.get(key)):
            yield path, key, old.get(key), new.get(key), run.id


def _values(change: Change, data: bytes) -> Mapping[str, Value]:
    """The values that one side of the change has; none where they cannot be known."""
    try:
        matter = frontmatter.read(decode(data)) if change.piece.start == 0 else None
    except UnicodeDecodeError:
        return {}
    return (matter.values if matter else None) or {}
