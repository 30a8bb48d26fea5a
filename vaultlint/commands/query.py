"""`vaultlint query [EXPR]`: list notes, their values, and how often values stand in the vault."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from vaultlint import where
from vaultlint.commands import answered, options, terminal
from vaultlint.errors import ExpressionError, UsageError
from vaultlint.migration import merging
from vaultlint.report.outcome import count
from vaultlint.report.table import TABLES, Table
from vaultlint.selection import Record, hints, inform, records
from vaultlint.where import Expression

NAME = "query"
HELP = "list notes, values, counts"
EPILOG = """\
EXPR is JMESPath (jmespath.org) over the values of a note's front matter, and `file`: path, name, stem, folder, size.
Text stands in 'single quotes', numbers, true, false and null in `backticks`, keys with blanks, hyphens or letters
beyond a-z in "double quotes". Besides JMESPath's own functions there are matches(text, 'pattern'), lower(text),
slug(text), kebab(text), has_cjk(text), youtube_id(text), empty(value), freq('key', value) and has_rule('rule').

  vaultlint query "status == 'evergreen' && !guest" --keys title,date
  vaultlint query --count-by people --variants --write-migration people.yaml
  vaultlint query --duplicates 'youtube_id(source)' --output-format csv
"""
PATHS = "paths"
_IN = "notes are chosen with `--in {}`"


def add(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.epilog, parser.formatter_class = EPILOG, argparse.RawDescriptionHelpFormatter
    parser.add_argument("expression", nargs="?", metavar="EXPR", help="only notes that match (default: all)")
    parser.add_argument("--where", metavar="EXPR", action="append", default=[], help="the same; all must match")
    options.add_within(parser)
    shown = parser.add_argument_group("what is shown").add_mutually_exclusive_group()
    shown.add_argument("--keys", metavar="KEY,…", help="the values of these keys, or expressions")
    shown.add_argument("--count-by", metavar="KEY", help="how often each value of the key stands there")
    shown.add_argument("--duplicates", metavar="EXPR", help="notes that share a value")
    parser.add_argument("--variants", action="store_true", help="with --count-by: only values that are spelt alike")
    parser.add_argument(
        "--write-migration", metavar="FILE", type=Path, help="with --variants: write the migration that merges them"
    )
    output = parser.add_argument_group("output")
    formats = [PATHS, *TABLES]
    output.add_argument("--output-format", metavar="FORMAT", choices=formats, help=" | ".join(formats))
    options.add_target(output)
    output.add_argument("--quiet", action="store_true", help="no totals below a table")


@dataclass
class _Answers:
    """What was asked of each note that matches, and how many were looked at."""

    rows: list[answered.Row] = field(default_factory=list)
    notes: int = 0
    unread: list[tuple[str, str]] = field(default_factory=list)
    hints: dict[str, None] = field(default_factory=dict)


def run(arguments: argparse.Namespace) -> int:
    """0, also if no note matches."""
    shown_as = _format(arguments)
    given = [] if arguments.expression is None else [arguments.expression]
    conditions = [_compiled(text) for text in (*given, *arguments.where)]
    asked = [where.named(text) for text in _asked(arguments)]
    answers = _answers(arguments, conditions, asked)
    answers.rows.sort(key=lambda row: row[0])
    table, totals = _table(arguments, answers)
    file = arguments.write_migration
    written = None if file is None else _write_migration(file, asked[0], answers)
    lines = [*_lines(arguments, table, shown_as)]
    if lines and shown_as == "table" and not arguments.quiet:
        lines += ["", totals]
    terminal.put(lines, arguments.output_file)
    if written is not None:
        terminal.warn(written)
    if not table.rows and arguments.expression and _is_path(arguments.expression):
        answers.hints[_IN.format(arguments.expression)] = None
    _tell(answers, conditions, asked, bool(table.rows))
    return 0


def _format(arguments: argparse.Namespace) -> str:
    """The format that is asked for, or that goes with what is asked for.

    Raises:
        UsageError: options that do not go together.
    """
    if arguments.variants and arguments.count_by is None:
        raise UsageError("--variants goes with --count-by KEY")
    if arguments.write_migration is not None and not arguments.variants:
        raise UsageError("--write-migration goes with --count-by KEY --variants")
    if arguments.count_by is not None and arguments.output_format == PATHS:
        raise UsageError("--count-by shows values; --output-format paths has no place for them")
    return arguments.output_format or (PATHS if not _asked(arguments) else "table")


def _compiled(text: str) -> Expression:
    try:
        return where.compile(text)
    except ExpressionError as error:
        hint = f"; {_IN.format(text)}" if _is_path(text) else ""
        raise ExpressionError(f"{error}{hint}") from None


def _is_path(text: str) -> bool:
    """Whether the expression is the name of a file or folder."""
    return bool(text) and os.path.lexists(text)


def _asked(arguments: argparse.Namespace) -> list[str]:
    """The keys and expressions of which the values are shown or counted."""
    if arguments.keys is not None:
        return _split(arguments.keys)
    return [one for one in (arguments.count_by, arguments.duplicates) if one is not None]


def _split(listed: str) -> list[str]:
    """What commas separate, but for those in quotes and brackets."""
    parts, start, depth, quote = [], 0, 0, ""
    for place, one in enumerate(listed):
        if quote or one in "'\"`":
            quote = "" if one == quote else quote or one
        elif one in "([{":
            depth += 1
        elif one in ")]}":
            depth -= 1
        elif one == "," and not depth:
            parts.append(listed[start:place])
            start = place + 1
    return [part.strip() for part in (*parts, listed[start:])]


def _answers(arguments: argparse.Namespace, conditions: Sequence[Expression], asked: Sequence[Expression]) -> _Answers:
    answers = _Answers()
    jobs = options.jobs(arguments)
    for chosen in options.chosen(arguments):
        with terminal.progress(len(chosen.notes), "reading") as advance:
            found = records(chosen.config, chosen.notes, jobs, advance)
        inform([*conditions, *asked], chosen.config, found, jobs)
        answers.notes += len(found)
        for record in found:
            path = terminal.shown_path(chosen.config.root, record.file.path)
            if record.values is None:
                answers.unread.append((path, record.trouble))
            if _matches(record, conditions):
                values = tuple(one.value(record.values or {}, record.file) for one in asked)
                answers.rows.append((path, values))
        if not answers.rows or asked:
            answers.hints.update(dict.fromkeys(hint for one in [*conditions, *asked] for hint in hints(one, found)))
    return answers


def _matches(record: Record, conditions: Sequence[Expression]) -> bool:
    """Whether all conditions hold; of a note whose values are not known, only those about its file can."""
    if record.values is None and any(one.reads_values for one in conditions):
        return False
    return all(one.matches(record.values or {}, record.file) for one in conditions)


def _table(arguments: argparse.Namespace, answers: _Answers) -> tuple[Table, str]:
    if arguments.variants:
        return answered.variants(answers.rows, answers.notes)
    if arguments.count_by is not None:
        return answered.counts(answers.rows, answers.notes)
    if arguments.duplicates is not None:
        return answered.duplicates(answers.rows, answers.notes)
    return answered.listed(_asked(arguments), answers.rows, answers.notes)


def _write_migration(file: Path, asked: Expression, answers: _Answers) -> str:
    """Write the migration that merges the variants into a new file; what is to be told of it.

    Raises:
        UsageError: what is counted is no key, or the file is there already, or cannot be written.
    """
    key = asked.text.strip('"')
    if asked.keys != (key,):
        raise UsageError(f"--write-migration is for a key, and `{asked.text}` is an expression")
    made = shlex.join([NAME, "--count-by", asked.text, "--variants", "--write-migration", file.name])
    lines = merging(key, answered.terms(answers.rows), f"vaultlint {made}")
    if not lines:
        return f"{file} is not written: no value of `{key}` is spelt in several forms"
    terminal.put_new(lines, file)
    return f"{file} is written; review it, then run `vaultlint {shlex.join(['migrate', str(file)])}`"


def _lines(arguments: argparse.Namespace, table: Table, shown_as: str) -> Iterator[str]:
    if shown_as == PATHS:
        place = table.columns.index("path")
        return iter(dict.fromkeys(str(row[place]) for row in table.rows))
    style = terminal.style(arguments)
    if arguments.output_file or not (sys.stdout and sys.stdout.isatty()):
        style = replace(style, width=sys.maxsize)
    if shown_as in ("table", "markdown") and "value" in table.columns:
        table = answered.unmistakable(table)
    return TABLES[shown_as](table, style)


def _tell(answers: _Answers, conditions: Sequence[Expression], asked: Sequence[Expression], found: bool) -> None:
    """What else there is to say, on standard error."""
    if not found:
        terminal.warn(f"nothing found; {count(answers.notes, 'note')} read")
        for hint in answers.hints:
            terminal.warn(hint)
    if answers.unread:
        path, reason = answers.unread[0]
        number = count(len(answers.unread), "note has", "notes have")
        first = path if len(answers.unread) == 1 else f"the first is {path}"
        terminal.warn(f"{number} metadata that cannot be read ({first}: {reason})")
    for expression in (*conditions, *asked):
        for line in expression.misfits():
            terminal.warn(line)
