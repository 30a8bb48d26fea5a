"""Where a command's words go: reports to standard output or a file, warnings and progress to standard error."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from vaultlint.project import Project

from vaultlint.cache import watch
from vaultlint.errors import UsageError, reason_of
from vaultlint.lint import RuleCrash
from vaultlint.report.concise import printable
from vaultlint.report.outcome import Crash
from vaultlint.report.style import Style

PATIENCE = 1.0
"""Work shorter than this many seconds shows no progress bar."""

WIDTH = 120
"""The width of a report that no terminal shows."""


def style(arguments: argparse.Namespace, stream: TextIO | None = None) -> Style:
    """Colour of a report: `--color`, then NO_COLOR, FORCE_COLOR, then whether `stream` is a terminal.

    Width: COLUMNS, then the terminal's.
    """
    stream = stream or sys.stdout
    terminal = stream is not None and stream.isatty() and not getattr(arguments, "output_file", None)
    if arguments.color != "auto":
        colour = arguments.color == "always"
    elif os.environ.get("NO_COLOR"):
        colour = False
    elif os.environ.get("FORCE_COLOR"):
        colour = True
    else:
        colour = terminal and os.environ.get("TERM") != "dumb"
    return Style(colour, max(40, _width() if terminal or os.environ.get("COLUMNS") else WIDTH))


def _width() -> int:
    from shutil import get_terminal_size

    return get_terminal_size((WIDTH, 24)).columns


def is_shown(arguments: argparse.Namespace) -> bool:
    """Whether the report goes to a terminal, which obeys control characters."""
    return arguments.output_file is None and sys.stdout is not None and sys.stdout.isatty()


def put(lines: Iterable[str], file: Path | None = None) -> None:
    """Write the lines to `file`, or to standard output.

    Raises:
        UsageError: the file cannot be written.
    """
    put_bytes("".join(line + "\n" for line in lines).encode("utf-8", "surrogateescape"), file)


def put_new(lines: Iterable[str], file: Path) -> None:
    """Write the lines to a file that is not there yet.

    Raises:
        UsageError: it is there, or cannot be written.
    """
    try:
        with file.open("xb") as opened:
            opened.write("".join(line + "\n" for line in lines).encode("utf-8", "surrogateescape"))
    except FileExistsError:
        raise UsageError(f"{file} is there already, and is not overwritten") from None
    except OSError as error:
        raise UsageError(f"{file}: cannot be written: {reason_of(error)}") from None


def put_bytes(data: bytes, file: Path | None = None) -> None:
    """Write the bytes to `file`, or to standard output.

    Raises:
        UsageError: they cannot be written.
    """
    try:
        if file is not None:
            file.write_bytes(data)
        elif sys.stdout is not None:
            watch.say(1, data)
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        where = file or "standard output"
        raise UsageError(f"{where}: cannot be written: {reason_of(error)}") from None


def taken() -> bytes:
    """What is on standard input; nothing, if it is closed."""
    return b"" if sys.stdin is None else sys.stdin.buffer.read()


def warn(message: str, *below: str) -> None:
    """A line on standard error, and indented ones below it; a terminal obeys nothing in them."""
    if sys.stderr is None:
        return
    lines = [f"vaultlint: {printable(message)}\n", *(f"  {printable(line)}\n" for line in below)]
    data = "".join(lines).encode("utf-8", "surrogateescape")
    watch.say(2, data)
    sys.stderr.buffer.write(data)
    sys.stderr.flush()


def warn_of_unread(project: Project, notes: Iterable[str]) -> None:
    """A line for each of the notes that could not be read, where no rule that runs tells it."""
    from vaultlint.untold import untold

    for path, reason in untold(project, notes):
        warn(f"{shown_path(project.config.root, path)}: not checked: {reason}")


def told_crashes(crashes: Iterable[Crash | RuleCrash]) -> bool:
    """Tell of rules that raised, each once; whether there were any."""
    told: set[str] = set()
    for crash in crashes:
        if crash.rule not in told:
            warn(f"our own fault: {_who(crash.rule)} failed on {crash.path} ({crash.error}); please report it")
        told.add(crash.rule)
    return bool(told)


def _who(rule: str) -> str:
    return f"the rule {rule}" if "/" in rule else f"the {rule}"


def shown_path(root: Path, note: str) -> str:
    """A note's path as it is shown: relative to the current folder, with `/`."""
    try:
        return os.path.relpath(root / note).replace(os.sep, "/")
    except ValueError:  # another drive
        return (root / note).as_posix()


@contextmanager
def progress(total: int, what: str) -> Iterator[Callable[[int], None]]:
    """A bar on standard error for work that lasts, on a terminal only; yields what to tell how many more are done."""
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("PRE_COMMIT") or os.environ.get("CI"):
        yield lambda count: None
        return
    bar = _Bar(total, what)
    try:
        yield bar.advance
    finally:
        bar.close()


class _Bar:
    """A progress bar that appears after PATIENCE."""

    def __init__(self, total: int, what: str) -> None:
        self.total, self.what, self.done = total, what, 0
        self.due = time.monotonic() + PATIENCE
        self.shown: tuple[Progress, TaskID] | None = None

    def advance(self, count: int) -> None:
        self.done += count
        if self.shown is None and time.monotonic() > self.due:
            self._appear()
        if self.shown is not None:
            bar, task = self.shown
            bar.update(task, completed=self.done)

    def _appear(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        bar = Progress(*columns, console=Console(stderr=True), transient=True)
        bar.start()
        self.shown = bar, bar.add_task(self.what, total=self.total)

    def close(self) -> None:
        if self.shown is not None:
            self.shown[0].stop()
