"""`check --watch`: the same check again whenever something changes in the vault."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from vaultlint import obsidian
from vaultlint.commands import options, terminal
from vaultlint.configs import normal
from vaultlint.errors import UsageError
from vaultlint.report.outcome import count
from vaultlint.walk import root_of

if TYPE_CHECKING:
    from watchfiles import Change

OPTION = "--watch"

CLEARED = "\x1b[H\x1b[2J\x1b[3J"
"""What makes a terminal empty."""

HIDDEN = (".vaultlint.toml", ".gitignore")
"""What counts though it is hidden."""

CALM = 200
"""So many milliseconds without a change end a series of changes, such as a sync or a checkout."""

WAKE = 300
"""So many milliseconds until the first check."""


def watched(arguments: argparse.Namespace) -> NoReturn:
    """Check now and after each change, until somebody interrupts.

    Raises:
        UsageError: the library that watches is not installed, or cannot watch this vault.
        KeyboardInterrupt: somebody interrupts.
    """
    roots = sorted({*_roots(arguments)})
    told = f"watching {', '.join(map(str, roots))}"
    for number, changed in enumerate(_series(arguments, roots)):
        if number and terminal.is_shown(arguments):
            sys.stdout.write(CLEARED)
            sys.stdout.flush()
        if number:
            told = f"checked again, {count(changed, 'file')} changed"
        _check()
        terminal.warn(f"{told}; Ctrl-C ends")
    raise KeyboardInterrupt


def _series(arguments: argparse.Namespace, roots: Iterable[Path]) -> Iterator[int]:
    """How many files each series of changes is about; first 0, and from then on no change is missed."""
    try:
        from watchfiles import watch
    except ImportError:
        raise UsageError('--watch needs another package: `pip install "vaultlint-md[watch]"`') from None
    try:
        series = watch(
            *roots, watch_filter=_Matters(arguments), step=CALM, rust_timeout=WAKE, yield_on_timeout=True,
        )  # fmt: skip
        for number, changes in enumerate(series):
            if changes or not number:
                yield len({path for _, path in changes})
    except (OSError, RuntimeError) as error:  # a name that is not UTF-8, too many folders
        raise UsageError(f"--watch cannot go on: {error}") from None


def _check() -> None:
    """The check in a process of its own, for which config and schemas are new."""
    words = [word for word in sys.argv[1:] if word != OPTION]
    subprocess.run([sys.executable, "-P", "-m", "vaultlint", *words], check=False)


def _roots(arguments: argparse.Namespace) -> Iterator[Path]:
    """The vaults that the call is about, and the config that it names."""
    if options.STDIN in arguments.paths:
        raise UsageError("--watch has nothing to watch on standard input")
    for path in [Path(one).absolute() for one in arguments.paths] or [Path.cwd()]:
        yield root_of(path if path.is_dir() else path.parent)[0]
    if arguments.config is not None:
        yield arguments.config.absolute()


class _Matters:
    """Whether a change can change what is found: not if it is git's, or Obsidian's memory of its windows, or ours.

    Nor if the file is hidden: programs write such ones to rename them when they are whole, and then that is seen.
    """

    def __init__(self, arguments: argparse.Namespace) -> None:
        from watchfiles import DefaultFilter

        self.usual = DefaultFilter()
        reports = [report.file for report in arguments.reports]
        own = (*reports, arguments.output_file, arguments.baseline, arguments.write_baseline)
        self.own = {normal(one.absolute()) for one in own if one}

    def __call__(self, change: Change, path: str) -> bool:
        """Whether it does."""
        file = Path(path)
        if file.parent.name == obsidian.FOLDER:
            return file.name in ("app.json", "types.json")
        if file.name.startswith(".") and file.name not in HIDDEN:
            return False
        return self.usual(change, path) and obsidian.FOLDER not in file.parts and file not in self.own
