"""Where findings are told, and in which format; several at once: `--output-file sarif:report.sarif`, repeated."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from vaultlint.commands import terminal
from vaultlint.commands.formats import DEFAULT, FORMATS, format_of
from vaultlint.errors import UsageError
from vaultlint.nearest import nearest
from vaultlint.report import Outcome
from vaultlint.report.style import Style

TOPS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""The variables in which GitHub and GitLab say where the top of the repository is."""

NOTE = ".md"


class Report(NamedTuple):
    """A report besides the one that is printed."""

    format: str
    file: Path


def add(parser: argparse.ArgumentParser) -> None:
    """The options."""
    output = parser.add_argument_group("output")
    output.add_argument(
        "--output-format", metavar="FORMAT", choices=FORMATS,
        help=f"{' | '.join(FORMATS)} (default: by the name of --output-file, else {DEFAULT})",
    )  # fmt: skip
    output.add_argument(
        "--output-file", metavar="FILE", action=_ToFile,
        help="write the report there; with its format in front (sarif:report.sarif) besides what is printed, and as "
        "often as you like",
    )  # fmt: skip
    parser.set_defaults(reports=())
    output.add_argument("--color", choices=["auto", "always", "never"], default="auto", help="default: %(default)s")
    output.add_argument("--quiet", action="store_true", help="print findings only, no summary line and no hints")


class _ToFile(argparse.Action):
    """Keep `FILE` as `output_file`, and each `FORMAT:FILE` among `reports`."""

    def __call__(
        self, parser: argparse.ArgumentParser, arguments: argparse.Namespace, given: object, option: str | None = None
    ) -> None:
        name, colon, file = str(given).partition(":")
        if colon and name in FORMATS:
            arguments.reports = (*arguments.reports, Report(name, Path(file)))
        elif colon and name.isalnum() and len(name) > 1:  # one letter is a drive
            close = nearest(name, FORMATS)
            advice = f"did you mean `{close}`?" if close else f"there are {', '.join(FORMATS)}"
            raise UsageError(f"{option} {given}: there is no format `{name}`; {advice}")
        elif arguments.output_file is not None:
            raise UsageError(f"{option} is given twice; say which format each is, as in `sarif:report.sarif`")
        else:
            arguments.output_file = Path(str(given))


def examine(arguments: argparse.Namespace) -> None:
    """Make sure, before anything is done, that each report has a file of its own, and none that is a note.

    Raises:
        UsageError: it has not.
    """
    files = [file for _, file in _wanted(arguments) if file is not None]
    if len({*map(os.path.realpath, files)}) < len(files):
        raise UsageError("two reports go to one file")
    for file in files:
        if file.suffix == NOTE and os.path.lexists(file):
            raise UsageError(f"{file} is a note, and is not overwritten")


def tell(arguments: argparse.Namespace, outcome: Outcome) -> None:
    """Tell the outcome as the options say: into files first, for nobody may read all that is printed.

    Raises:
        UsageError: a file cannot be written.
    """
    for name, file in _wanted(arguments):
        style = Style(arguments.color == "always") if file else terminal.style(arguments)
        told = replace(outcome, style=style)
        lines = list(FORMATS[name].lines(_seen_from_top(told) if FORMATS[name].of_repository else told))
        terminal.put(lines[:-1] if arguments.quiet and FORMATS[name].sums_up else lines, file)


def _wanted(arguments: argparse.Namespace) -> Iterator[tuple[str, Path | None]]:
    """Each format that is asked for, with its file; None is standard output."""
    file: Path | None = arguments.output_file
    yield from arguments.reports
    yield arguments.output_format or (format_of(file) if file else DEFAULT), file


def _seen_from_top(outcome: Outcome) -> Outcome:
    """The outcome with its paths counted from the top of the repository, where a service says which that is."""
    top = next(filter(None, map(os.environ.get, TOPS)), "")
    here = os.path.relpath(Path.cwd(), os.path.realpath(top)).replace(os.sep, "/") if top else "."
    if here == "." or here.startswith("../") or here == "..":
        return outcome
    return replace(
        outcome,
        diagnostics=[replace(found, path=_joined(here, found.path)) for found in outcome.diagnostics],
        crashes=[crash._replace(path=_joined(here, crash.path)) for crash in outcome.crashes],
    )


def _joined(folder: str, path: str) -> str:
    return os.path.normpath(f"{folder}/{path}").replace(os.sep, "/")
