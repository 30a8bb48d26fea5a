"""`vaultlint report`: the health of the vault as one HTML page, and as JSON."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from vaultlint import health, obsidian, page
from vaultlint.commands import options, terminal
from vaultlint.commands.measuring import Measuring, below
from vaultlint.configs import normal
from vaultlint.errors import UsageError, reason_of
from vaultlint.files import NotWritten, put
from vaultlint.health import Health, Point
from vaultlint.page import MARK, Home
from vaultlint.report.outcome import count
from vaultlint.rule import discover
from vaultlint.walk import Chosen

NAME = "report"
HELP = "the health of the vault as one HTML page"
EPILOG = """\
The page needs nothing besides itself: no network, no script. The JSON says the same to programs; its shape is
schemas/health.schema.json. It also holds the numbers of the reports it was given with --history, so that one file
remembers them all.

  vaultlint report --output health.html
  vaultlint report --output health.html --output health.json --history health.json
"""
FORMATS = ("html", "json")
ENDINGS = {".html": "html", ".htm": "html", ".json": "json"}
MADE_AT = "SOURCE_DATE_EPOCH"
"""The variable that says when a thing that is to be made again byte for byte was made."""

START = 1 << 12
"""In so many bytes a report says that it is one."""


def add(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.epilog, parser.formatter_class = EPILOG, argparse.RawDescriptionHelpFormatter
    parser.add_argument("paths", nargs="*", metavar="PATH", help="notes or folders (default: the whole vault)")
    options.add_vault(parser)
    parser.add_argument("--select", metavar="RULE,…", action="append", help="count only these rules or families")
    parser.add_argument("--ignore", metavar="RULE,…", action="append", help="do not count these rules or families")
    shown = parser.add_argument_group("output")
    told = "write it there, as .html or .json; may be repeated (default: standard output)"
    shown.add_argument(
        "--output", "--output-file", dest="outputs", metavar="FILE", type=Path, action="append", default=[], help=told
    )
    shown.add_argument("--output-format", choices=FORMATS, help="default: by the file's ending, else html")
    shown.add_argument(
        "--history", metavar="FILE", type=Path, nargs="+", action="extend", default=[], help="earlier reports, as JSON"
    )
    called = "what Obsidian calls the vault (default: the name of its folder)"
    shown.add_argument("--vault-name", metavar="NAME", help=called)
    shown.add_argument("--quiet", action="store_true", help="do not say what is written")


def run(arguments: argparse.Namespace) -> int:
    """0 if the report is made, 3 if a rule failed."""
    outputs = [(file, _format(file, arguments.output_format)) for file in arguments.outputs]
    if not outputs and sys.stdout is not None and sys.stdout.isatty():
        raise UsageError("a page is nothing for a terminal; say where it shall be written: --output health.html")
    history = [point for file in arguments.history for point in _history(file, arguments.outputs)]
    vaults = options.chosen(arguments)
    root = _root([one.config.root for one in vaults] or [options.config_of(arguments, Path.cwd()).root])
    for file, _ in outputs:
        _check_target(file, vaults)
    measuring = Measuring(arguments, root)
    for one in vaults:
        measuring.read(one)
    home = _home(root, arguments.vault_name)
    measured = health.measured(home.vault, _now(), measuring.facts, measuring.coverage, history)
    if not measuring.facts:
        terminal.warn("no note to report on here")
    for file, form in outputs:
        _write(file, _rendered(measured, home, form))
    if not outputs:
        terminal.put_bytes(_rendered(measured, home, arguments.output_format or "html"))
    elif not arguments.quiet:
        terminal.warn(f"{', '.join(str(file) for file, _ in outputs)} written, of {_told(measured)}")
    return 3 * terminal.told_crashes(measuring.crashes)


def _format(file: Path, asked: str | None) -> str:
    form = ENDINGS.get(file.suffix.lower())
    if form is None:
        raise UsageError(f"{file}: a report is written to a file that ends in {', '.join(ENDINGS)}")
    if asked not in (None, form):
        raise UsageError(f"{file} is {form}, and --output-format says {asked}")
    return form


def _history(file: Path, outputs: Sequence[Path]) -> Iterator[Point]:
    """The earlier reports that the file tells of; none, if it is this report that begins it."""
    try:
        yield from health.point_of(file.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        if file not in outputs:
            raise UsageError(f"{file}: there is no such file") from None
    except OSError as error:
        raise UsageError(f"{file}: {reason_of(error)}") from None
    except ValueError as error:
        said = "no report of vaultlint; it is no JSON" if type(error) is not ValueError else str(error)
        raise UsageError(f"{file}: {said}") from None


def _root(roots: Sequence[Path]) -> Path:
    """The vault that all others lie in."""
    first = min(roots, key=lambda root: len(root.parts))
    for other in roots:
        if not other.is_relative_to(first):
            raise UsageError(f"a report is of one vault, and these are two: {first}, {other}")
    return first


def _home(root: Path, name: str | None) -> Home:
    """The vault as Obsidian knows it: the nearest folder with its settings, or else `root`."""
    known = next((place for place in (root, *root.parents) if (place / obsidian.FOLDER).is_dir()), root)
    return Home(name or known.name or "vault", below(root, known))


def _now() -> str:
    """The time of the report, in UTC."""
    given = os.environ.get(MADE_AT, "")
    time = datetime.fromtimestamp(int(given), UTC) if given.isdecimal() else datetime.now(UTC)
    return time.strftime(health.TIME)


def _rendered(measured: Health, home: Home, form: str) -> bytes:
    if form == "json":
        return health.rendered(measured).encode()
    sentences = {rule.name: rule.title for rule in discover().values()}
    return page.page(measured, home, sentences).encode()


def _check_target(file: Path, vaults: Sequence[Chosen]) -> None:
    """Make sure that no note, and no file but an earlier report, is written over."""
    target = normal(file.absolute())
    if any(target == one.config.root / note for one in vaults for note in one.notes):
        raise UsageError(f"{file} is a note, and is not overwritten")
    if os.path.lexists(target) and not _is_report(target):
        raise UsageError(f"{file} is there already, and no report of vaultlint; it is not overwritten")


def _is_report(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            start = opened.read(START)
    except OSError as error:
        raise UsageError(f"{file}: {reason_of(error)}") from None
    return not start or MARK.encode() in start or start.startswith(b'{\n "version": 1,\n "vaultlint": ')


def _write(file: Path, data: bytes) -> None:
    try:
        put(file, data)
    except NotWritten as error:
        raise UsageError(f"{file}: cannot be written: {error}") from None


def _told(measured: Health) -> str:
    notes = measured.tally.notes
    return f"{count(notes.all, 'note')}, {notes.without_errors:,} of them without errors"
