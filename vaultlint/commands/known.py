"""What `--baseline` hides, and how it is kept: findings that are known are not told, what is cured is forgotten."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from vaultlint.baseline import Baseline, is_baseline
from vaultlint.commands import options, terminal
from vaultlint.errors import UsageError
from vaultlint.finding import Diagnostic
from vaultlint.project import Project
from vaultlint.report.outcome import count


def examine(arguments: argparse.Namespace) -> None:
    """Make sure, before anything is done, that `--baseline` is one, and that `--write-baseline` is no other file.

    Raises:
        ConfigError: there is no such baseline.
        UsageError: a file would be overwritten that is none.
    """
    if arguments.baseline is not None:
        Baseline.read(arguments.baseline)
    target: Path | None = getattr(arguments, "write_baseline", None)
    if target is not None and target.exists() and not is_baseline(target):
        raise UsageError(f"{target} is there already, and no baseline; it is not overwritten")


def new(
    arguments: argparse.Namespace,
    diagnostics: Sequence[Diagnostic],
    notes: Mapping[str, tuple[Project, str]],
    failed: bool,
) -> Sequence[Diagnostic]:
    """The findings that the baseline does not know; `notes` are those that were checked, by their paths as shown.

    What is found no more is dropped from its file, and said, unless a rule `failed` or a note is on standard input.

    Raises:
        ConfigError: it is no baseline.
    """
    if arguments.baseline is None:
        return diagnostics
    baseline = Baseline.read(arguments.baseline)
    whole = not arguments.paths and getattr(arguments, "changed", None) is None
    ran = {shown: project.names_for(path) for shown, (project, path) in notes.items()}
    compared = baseline.compare(diagnostics, ran, whole)
    if compared.rest != baseline and not failed and options.STDIN not in arguments.paths:
        _rewrite(baseline, compared.rest, arguments.quiet)
    return compared.new


def _rewrite(baseline: Baseline, rest: Baseline, quiet: bool) -> None:
    """Put what is left of a baseline into its file; a folder that cannot be written, as in CI, is no reason to fail."""
    dropped = baseline.known.total() - rest.known.total()
    told = f"{count(dropped, 'known finding')} {'is' if dropped == 1 else 'are'} found no more"
    try:
        rest.write()
    except UsageError as error:
        terminal.warn(f"{told}, but {error}")
    else:
        done = f"{told} and dropped from {rest.file}" if dropped else f"{rest.file} follows notes that were renamed"
        if not quiet:
            terminal.warn(f"{done}; it has {rest.known.total():,} left" if dropped else done)


def write(file: Path, diagnostics: Sequence[Diagnostic]) -> None:
    """Put all findings into the file.

    Raises:
        UsageError: it cannot be written.
    """
    Baseline.of(file, diagnostics).write()
    terminal.put([f"{count(len(diagnostics), 'finding')} put into {file}; `--baseline {file}` tells only others"])
