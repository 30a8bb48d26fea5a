"""`check --watch`: the same check again whenever something changes in the vault."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from vaultlint import obsidian
from vaultlint.commands import options, terminal
from vaultlint.errors import UsageError
from vaultlint.report.outcome import count
from vaultlint.walk import root_of

if TYPE_CHECKING:
    from watchfiles import Change

OPTION = "--watch"

CLEARED = "\x1b[H\x1b[2J\x1b[3J"
"""What makes a terminal empty."""

CALM = 200
"""So many milliseconds without a change end a series of changes, such as a sync or a checkout."""

WAKE = 300
"""So many milliseconds until the first check."""


def watched(arguments: argparse.Namespace) -> int:
    """Check now and after each change, until somebody interrupts; the exit code of the last check.

    Raises:
        UsageError: the library that watches is not installed.
    """
    try:
        from watchfiles import watch
    except ImportError:
        raise UsageError('--watch needs another package: `pip install "vaultlint-md[watch]"`') from None
    roots = sorted({*_roots(arguments)})
    code, told = 0, "watching " + ", ".join(map(str, roots))
    series = watch(
        *roots, watch_filter=_Matters(arguments), step=CALM, rust_timeout=WAKE, yield_on_timeout=True,
        raise_interrupt=False,
    )  # fmt: skip
    for number, changes in enumerate(series):  # the first is none: from then on no change is missed
        if number and not changes:
            continue
        if number and terminal.is_shown(arguments):
            sys.stdout.write(CLEARED)
            sys.stdout.flush()
        if changes:
            told = f"checked again, {count(len({path for _, path in changes}), 'file')} changed"
        code = _checked()
        terminal.warn(f"{told}; Ctrl-C ends")
    return code


def _checked() -> int:
    """The check in a process of its own, for which config and schemas are new; its exit code."""
    words = [word for word in sys.argv[1:] if word != OPTION]
    return subprocess.run([sys.executable, "-m", "vaultlint", *words], check=False).returncode


def _roots(arguments: argparse.Namespace) -> Iterator[Path]:
    """The vaults that the call is about, and the config that it names."""
    if options.STDIN in arguments.paths:
        raise UsageError("--watch has nothing to watch on standard input")
    for path in [Path(one).absolute() for one in arguments.paths] or [Path.cwd()]:
        yield root_of(path if path.is_dir() else path.parent)[0]
    if arguments.config is not None:
        yield arguments.config.absolute()


class _Matters:
    """Whether a change can change what is found: not if it is git's, or Obsidian's memory of its windows, or ours."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        from watchfiles import DefaultFilter

        self.usual = DefaultFilter()
        reports = [report.file for report in arguments.reports]
        self.own = {Path.absolute(one) for one in (*reports, arguments.output_file, arguments.baseline) if one}

    def __call__(self, change: Change, path: str) -> bool:
        """Whether it does."""
        file = Path(path)
        if file.parent.name == obsidian.FOLDER:
            return file.name in ("app.json", "types.json")
        return self.usual(change, path) and obsidian.FOLDER not in file.parts and file not in self.own
