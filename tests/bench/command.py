"""The benchmark's command line."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.cases import CASES, Bench
from bench.rumdl import VERSION, NoRumdl, installed, version_of
from bench.table import Results, page, put, shown
from bench.vaults import make_long, make_mixed
from rich.console import Console

from vaultlint import __version__

QUICK, FULL = (300, 1_500), (5_400, 10_000)
"""How many long and mixed notes are made."""


def main() -> int:
    """Measure, and print the tables; 0 also where nothing could be measured for want of rumdl."""
    arguments = _parser().parse_args()
    console = Console(width=None if sys.stdout.isatty() else 160)
    try:
        rumdl = arguments.rumdl or installed()
    except NoRumdl as error:
        print(
            f"rumdl {VERSION} could not be installed, so there is nothing to measure against: {error}", file=sys.stderr
        )
        return 0
    every = []
    for results in _measured(arguments, rumdl.absolute()):
        console.print(shown(results))
        every.append(results)
    if arguments.markdown is not None:
        put(arguments.markdown, page(every, f"vaultlint {__version__}, {version_of(rumdl)}"))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tests/bench/run.py", description="vaultlint beside rumdl, case by case")
    parser.add_argument(
        "vault", nargs="?", type=Path, help="measure on a copy of this folder of notes (default: make two)"
    )
    parser.add_argument("--full", action="store_true", help=f"make {FULL[0]:,} long and {FULL[1]:,} mixed notes")
    parser.add_argument("--long", type=int, metavar="N", help=f"make so many long notes (default: {QUICK[0]:,})")
    parser.add_argument("--mixed", type=int, metavar="N", help=f"make so many mixed notes (default: {QUICK[1]:,})")
    parser.add_argument("--pairs", type=int, metavar="N", default=5, help="pairs of runs a case (default: %(default)s)")
    parser.add_argument("--cases", metavar="CASE,…", default=",".join(CASES), help="default: %(default)s")
    parser.add_argument("--rumdl", type=Path, metavar="FILE", help=f"use this one (default: {VERSION}, from its wheel)")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="put the results into this page, too")
    return parser


def _measured(arguments: argparse.Namespace, rumdl: Path) -> Iterator[Results]:
    for kind, folder in _vaults(arguments):
        with tempfile.TemporaryDirectory(prefix="vaultlint-bench-") as scratch:
            bench = Bench(folder, Path(scratch), rumdl, arguments.pairs)
            size = sum(note.stat().st_size for note in bench.notes) / 1e6
            title = f"{len(bench.notes):,} {kind}, {size:.1f} MB"
            yield Results(title, [row for case in arguments.cases.split(",") for row in CASES[case](bench)])


def _vaults(arguments: argparse.Namespace) -> Iterator[tuple[str, Path]]:
    """Folders of notes that may be written to, one after the other."""
    long, mixed = FULL if arguments.full else QUICK
    if arguments.vault is not None:
        with tempfile.TemporaryDirectory(prefix="vaultlint-bench-") as folder:
            yield "notes", shutil.copytree(arguments.vault, Path(folder) / "vault")
        return
    for kind, make, given, usual in (
        ("long notes", make_long, arguments.long, long),
        ("mixed notes", make_mixed, arguments.mixed, mixed),
    ):
        notes = usual if given is None else given
        with tempfile.TemporaryDirectory(prefix="vaultlint-bench-") as folder:
            if notes:
                yield kind, make(Path(folder), notes)
