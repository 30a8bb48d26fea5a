"""`vaultlint translations status`: how far each folder is translated into each language."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vaultlint import pool
from vaultlint.commands import options, terminal
from vaultlint.counterparts.groups import groups
from vaultlint.files import Source, read
from vaultlint.project import Project, Result
from vaultlint.report.outcome import count
from vaultlint.report.table import TABLES, Table
from vaultlint.walk import Chosen

NAME = "status"
HELP = "how many notes and blocks are translated, missing, doubtful, outdated, by folder and language"
COLUMNS = (
    "folder", "language", "notes", "translated", "missing", "outdated", "doubtful", "blocks", "blocks missing",
)  # fmt: skip
TOTAL = "all"

COUNTED = {
    "missing": ("translation/absent",),
    "blocks missing": ("translation/missing",),
    "doubtful": (
        "translation/empty", "translation/orphan", "translation/wrong-language", "translation/misplaced",
        "translation/repeated", "translation/file-structure",
    ),
    "outdated": ("translation/file-outdated",),
}  # fmt: skip
"""The columns that count findings, and of which rules."""


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


class _Texts(NamedTuple):
    """Of one note: the language of its translation blocks, and how many texts are to be translated."""

    language: str
    texts: int
    bilingual: bool


@dataclass(frozen=True)
class _Count:
    project: Project

    def __call__(self, path: str) -> _Texts | None:
        source = read(self.project.config.root / path)
        found = self.project.note(path, source.text).bilingual if isinstance(source, Source) else None
        if found is None or not found.forms:
            return None
        form = next((unit.form for unit in found.translations if unit.form is not None), found.forms[0])
        return _Texts(form.original, len(found.wanting), bool(found.translations))


Row = Counter[str]


def run(arguments: argparse.Namespace) -> int:
    """0, whatever is missing."""
    rows: dict[tuple[str, str], Row] = {}
    for chosen in options.chosen(arguments):
        _add(arguments, chosen, rows)
    told = [_cells(folder, language, row) for (folder, language), row in sorted(rows.items())]
    shown = Table(COLUMNS, told)
    lines = [*TABLES[arguments.output_format](shown, terminal.style(arguments))]
    if arguments.output_format == "table" and rows and not arguments.quiet:
        lines += ["", *_totals(rows)]
    terminal.put(lines, arguments.output_file)
    if not rows:
        terminal.warn("no note has translations, or is said in the config to have some")
    return 0


def _add(arguments: argparse.Namespace, chosen: Chosen, rows: dict[tuple[str, str], Row]) -> None:
    project, jobs = Project(chosen.config, ("translation",)), options.jobs(arguments)
    project.prepare()
    pairs = [*_pairs(project, chosen.notes, jobs)]
    notes = sorted({*chosen.notes, *(pair.translation for pair in pairs if pair.translation)})
    with terminal.progress(2 * len(notes), "reading") as advance:
        results = {one.path: one for one in project.check(notes, jobs, advance)}
        texts = pool.over(chosen.notes, _Count(project), jobs, advance)
    for path, found in zip(chosen.notes, texts, strict=True):
        if found is not None:
            _add_blocks(rows.setdefault((_folder(path), found.language), Counter()), found, results[path])
    for pair in pairs:
        row = rows.setdefault((_folder(pair.original), pair.language), Counter())
        row.update({"notes": 1, "translated": int(pair.translation is not None), "missing": int(pair.missing)})
        if pair.translation is not None:
            row.update(_found(results[pair.translation]))


class _Pair(NamedTuple):
    """An original and its translation into a language, by their paths; whether there should be one and is none."""

    original: str
    language: str
    translation: str | None
    missing: bool


def _pairs(project: Project, notes: Sequence[str], jobs: int) -> Iterator[_Pair]:
    """Each original among the notes with each language."""
    if not project.config.file_translations:
        return
    for form, known in groups(project.vault(jobs)).items():
        for path in notes:
            shared, own = known.place.get(path, ("", ""))
            lacking = {*known.lacking(path)}
            for language in form.languages if own == form.original else ():
                other = known.members[shared].get(language)
                yield _Pair(path, language, other.path if other else None, language in lacking)


def _add_blocks(row: Row, texts: _Texts, result: Result) -> None:
    row.update({"notes": 1, "translated": int(texts.bilingual), "blocks": texts.texts if texts.bilingual else 0})
    row.update(_found(result))


def _found(result: Result) -> Row:
    by_rule = Counter(one.rule for one in result.checked.diagnostics)
    return Counter({column: sum(by_rule[rule] for rule in rules) for column, rules in COUNTED.items()})


def _folder(path: str) -> str:
    return path.rpartition("/")[0] or "."


def _cells(folder: str, language: str, row: Row) -> tuple[str | int, ...]:
    return (folder, language, *(row[column] for column in COLUMNS[2:]))


def _totals(rows: dict[tuple[str, str], Row]) -> Iterator[str]:
    """A line a language: how many of its notes are translated."""
    for language in dict.fromkeys(language for _, language in sorted(rows, key=lambda one: one[1])):
        own: Sequence[Row] = [row for (_, other), row in rows.items() if other == language]
        notes, done = (sum(row[column] for row in own) for column in ("notes", "translated"))
        lacking = sum(row["blocks missing"] for row in own)
        blocks = f", {count(lacking, 'block')} missing in them" if any(row["blocks"] for row in own) else ""
        yield f"{language}: {done:,} of {count(notes, 'note')} translated ({done / notes:.0%}){blocks}"
