"""`vaultlint translations status`: how far each folder is translated into each language."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence

from vaultlint.commands import options, terminal
from vaultlint.commands.translations.counting import Counting
from vaultlint.finding import Value
from vaultlint.health import Coverage
from vaultlint.project import Project
from vaultlint.report.outcome import count
from vaultlint.report.table import TABLES, Table
from vaultlint.walk import Chosen

NAME = "status"
HELP = "how many notes and blocks are translated, missing, doubtful, outdated, by folder and language"
COLUMNS = (
    "folder", "language", "notes", "translated", "missing", "outdated", "doubtful", "blocks", "blocks missing",
)  # fmt: skip
NUMBERS = tuple(column.replace(" ", "_") for column in COLUMNS[2:])


def add(parser: argparse.ArgumentParser) -> None:
    """The action's options."""
    parser.description = (
        "A row for each folder and language: its notes, those with a translation, those that lack it, those whose "
        "original has changed since; what is doubtful in translations; the texts of notes that carry their "
        "translations, and how many of them lack theirs."
    )
    options.add_within(parser)
    output = parser.add_argument_group("output")
    output.add_argument(
        "--output-format", metavar="FORMAT", choices=list(TABLES), default="table", help=" | ".join(TABLES)
    )
    options.add_target(output)
    output.add_argument("--quiet", action="store_true", help="no totals below a table")


Row = Counter[str]


def run(arguments: argparse.Namespace) -> int:
    """0, whatever is missing."""
    rows: dict[tuple[str, str], Row] = {}
    for chosen in options.chosen(arguments):
        for one in _counted(arguments, chosen):
            row = rows.setdefault((one.folder, one.language), Counter())
            row.update({name: getattr(one, name) for name in NUMBERS})
    told: list[tuple[Value, ...]] = [(*place, *(row[name] for name in NUMBERS)) for place, row in sorted(rows.items())]
    shown = Table(COLUMNS, told)
    lines = [*TABLES[arguments.output_format](shown, terminal.style(arguments))]
    if arguments.output_format == "table" and rows and not arguments.quiet:
        lines += ["", *_totals(rows)]
    terminal.put(lines, arguments.output_file)
    if not rows:
        terminal.warn("no note has translations, or is said in the config to have some")
    return 0


def _counted(arguments: argparse.Namespace, chosen: Chosen) -> Sequence[Coverage]:
    project, jobs = Project(chosen.config, ("translation",)), options.jobs(arguments)
    project.prepare()
    counting = Counting(project, chosen.notes, jobs)
    with terminal.progress(len(counting.every) + len(chosen.notes), "reading") as advance:
        results = {one.path: one for one in project.check(counting.every, jobs, advance)}
        return [*counting.coverage(results, advance)]


def _totals(rows: dict[tuple[str, str], Row]) -> Iterator[str]:
    """A line a language: how many of its notes are translated."""
    for language in dict.fromkeys(language for _, language in sorted(rows, key=lambda one: one[1])):
        own: Sequence[Row] = [row for (_, other), row in rows.items() if other == language]
        notes, done = (sum(row[name] for row in own) for name in ("notes", "translated"))
        lacking = sum(row["blocks_missing"] for row in own)
        blocks = f", {count(lacking, 'block')} missing in them" if any(row["blocks"] for row in own) else ""
        yield f"{language}: {done:,} of {count(notes, 'note')} translated ({done / notes:.0%}){blocks}"
