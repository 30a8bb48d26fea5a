"""`vaultlint undo`: take back the last run that wrote notes, or look up what runs changed."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from vaultlint.commands import lookup, options, terminal
from vaultlint.errors import UsageError, reason_of
from vaultlint.files import NotWritten
from vaultlint.journal import Run, runs
from vaultlint.journal.lock import alone
from vaultlint.journal.moving import Outdated, obstacles, restore, settle_all, take_back
from vaultlint.report.outcome import count
from vaultlint.report.table import TABLES, Table

NAME = "undo"
HELP = "take back the last fix, edit or migrate, byte for byte"
EPILOG = """\
Notes that have changed since are named and left. `undo` again takes back the run before; to have a run that is taken
back once more, call its command again. Runs can be looked up for 90 days.

  vaultlint undo --list
  vaultlint undo --show                  what would be taken back, as a diff
  vaultlint undo --show --key author     the values that runs removed or changed
"""


def add(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.epilog, parser.formatter_class = EPILOG, argparse.RawDescriptionHelpFormatter
    parser.add_argument("run_id", nargs="?", metavar="RUN", help="this run, as --list names it (default: the last)")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--list", action="store_true", help="the runs in the journal, the newest first")
    what.add_argument("--show", action="store_true", help="what a run changed, as a diff; nothing is taken back")
    parser.add_argument(
        "--key", metavar="KEY", action="append", default=[], help="with --show: the old and new values of this key"
    )
    parser.add_argument("--config", metavar="FILE", type=Path, help="use this config instead of the nearest one")
    parser.add_argument("--isolated", action="store_true", help="use no config at all")
    output = parser.add_argument_group("output")
    output.add_argument("--output-format", metavar="FORMAT", choices=TABLES, help="of tables: " + " | ".join(TABLES))
    options.add_target(output)


def run(arguments: argparse.Namespace) -> int:
    """0 if all is as it was before, 1 if a note was left because it has changed since.

    A run of which nothing can be taken back is passed over by the next `undo`.
    """
    if arguments.key and not arguments.show:
        raise UsageError("--key goes with --show")
    if arguments.output_format and not (arguments.list or arguments.key):
        raise UsageError("--output-format goes with --list, or with --show --key KEY")
    root = options.config_of(arguments, Path.cwd()).root
    if arguments.list or arguments.key:
        kept = list(runs(root))
    if arguments.list:
        return _list(arguments, _named(kept, arguments.run_id) if arguments.run_id else kept)
    if arguments.key:
        return lookup.values(arguments, _named(kept, arguments.run_id) if arguments.run_id else kept)
    if arguments.show:
        return _on_chosen(arguments, root, lookup.diffs)
    with alone():
        return _on_chosen(arguments, root, _back)


def _on_chosen(arguments: argparse.Namespace, root: Path, do: Callable[[argparse.Namespace, Run], int]) -> int:
    """Do something with the run that is named, or with the last one that is not taken back yet."""
    kept = list(runs(root))
    chosen = _named(kept, arguments.run_id) if arguments.run_id else [run for run in kept if run.is_live][:1]
    if chosen:
        return do(arguments, chosen[0])
    terminal.warn("nothing to take back in this vault")
    return 0


def _back(arguments: argparse.Namespace, run: Run) -> int:
    return _move_back(arguments, run) if lookup.moves_of(run) else _take_back(arguments, run)


def _named(kept: Sequence[Run], name: str) -> list[Run]:
    """The run that `name` is the id of, or begins the id of no other.

    Raises:
        UsageError: there is none, or several.
    """
    found = [run for run in kept if run.id.startswith(name)]
    if len(found) != 1:
        how = f"{len(found)} runs begin so" if found else "no such run of this vault is in the journal"
        raise UsageError(f"`{name}`: {how}; see `vaultlint undo --list`")
    return found


def _list(arguments: argparse.Namespace, kept: Sequence[Run]) -> int:
    rows = [(run.id, _local(run), lookup.notes_of(run), run.command, run.state) for run in kept]
    if not rows:
        terminal.warn("the journal has no run of this vault")
    table = Table(("run", "when", "notes", "command", "state"), rows)
    terminal.put(TABLES[arguments.output_format or "table"](table, terminal.style(arguments)), arguments.output_file)
    return 0


def _local(run: Run) -> str:
    try:
        return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(run.time))
    except (OverflowError, ValueError, OSError):
        return ""


def _take_back(arguments: argparse.Namespace, run: Run) -> int:
    restored, left, is_hopeless = set[Path](), dict[Path, str](), True
    changes = lookup.changes_of(run)
    for change in reversed(changes):
        file = change.root / change.path
        try:
            if restore(change):
                restored.add(file)
        except NotWritten as error:
            is_hopeless = is_hopeless and isinstance(error, Outdated)
            left[file] = f"{terminal.shown_path(change.root, change.path)}: left as it is: {error}"
    settle_all(changes)
    if not left or (is_hopeless and not restored):  # what else is left can be taken back later
        _end(run, done=not left)
    for line in sorted(left.values()):
        terminal.warn(line)
    if left and not is_hopeless:
        terminal.warn("`vaultlint undo` again takes back the rest, once it can be written")
    elif left and not restored:
        terminal.warn(f"the next `undo` passes over this run; `vaultlint undo {run.id}` tries it again")
    terminal.put(_told(run, len(restored), len(left)), arguments.output_file)
    return int(bool(left))


def _move_back(arguments: argparse.Namespace, run: Run) -> int:
    """Take back a run that renamed notes: all of it, or, for links are part of it, nothing."""
    try:
        found = obstacles(run)
    except NotWritten as error:
        return _broken_off(error)
    for (root, path), reason in sorted(found.items()):
        terminal.warn(f"{terminal.shown_path(root, path)}: left as it is: {reason}")
    if found:
        _end(run, done=False)
        terminal.warn(
            "notes and the links to them go back together, so nothing is taken back; the next `undo` passes over this "
            f"run; `vaultlint undo {run.id}` tries it again"
        )
        return 1
    try:
        moved, changed = take_back(run)
    except NotWritten as error:
        return _broken_off(error)
    _end(run, done=True)
    told = f"{count(len(lookup.renamed(reversed(moved))), 'note')} renamed back"
    terminal.put([f"took back `vaultlint {run.command}`: {told}, {count(len(changed), 'file')} restored"],
                 arguments.output_file)  # fmt: skip
    return 0


def _broken_off(error: NotWritten) -> int:
    terminal.warn(f"{error}; `vaultlint undo` again takes back the rest")
    return 1


def _end(run: Run, done: bool) -> None:
    try:
        run.end(done)
    except OSError as error:
        terminal.warn(
            f"the journal cannot be written, so the next `undo` comes upon this run again: {reason_of(error)}"
        )


def _told(run: Run, restored: int, left: int) -> Iterator[str]:
    rest = f", {left} left" if left else ""
    yield f"took back `vaultlint {run.command}`: {count(restored, 'note')} restored{rest}"
