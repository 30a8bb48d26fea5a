"""How many findings each rule has, and each folder: for a first look at a vault that nobody has checked before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from vaultlint.finding import Diagnostic, Severity
from vaultlint.report.outcome import Outcome, Tally
from vaultlint.report.table import Table, aligned

Name = Callable[[Diagnostic], str]


class Line(NamedTuple):
    """The findings of one rule or folder; `fixable` are those that `fix` mends unasked, `severity` the gravest."""

    name: str
    severity: Severity
    findings: int
    fixable: int
    notes: int


def by_rule(outcome: Outcome) -> list[Line]:
    """A line a rule, the most frequent first."""
    return _lines(outcome.diagnostics, lambda found: found.rule)


def by_folder(outcome: Outcome) -> list[Line]:
    """A line a folder that has notes with findings, of which those below it are no part."""
    return _lines(outcome.diagnostics, lambda found: found.path.rpartition("/")[0] or ".")


def _lines(diagnostics: Sequence[Diagnostic], name_of: Name) -> list[Line]:
    groups: dict[str, list[Diagnostic]] = {}
    for found in diagnostics:
        groups.setdefault(name_of(found), []).append(found)
    lines = [_line(name, Tally(own)) for name, own in groups.items()]
    return sorted(lines, key=lambda line: (-line.findings, line.name))


def _line(name: str, tally: Tally) -> Line:
    gravest = min(tally.severities, key=lambda severity: severity.rank)
    return Line(name, gravest, len(tally.diagnostics), tally.fixable, tally.notes)


def tables(outcome: Outcome) -> Iterator[str]:
    """The two tables, an empty line below each; nothing where nothing was found."""
    columns = ("findings", "fixable", "notes")
    rules = [(one.findings, one.fixable, one.notes, one.severity.value, one.name) for one in by_rule(outcome)]
    folders = [(one.findings, one.fixable, one.notes, one.name) for one in by_folder(outcome)]
    wide = replace(outcome.style, width=max(outcome.style.width, 80))
    for table in (Table((*columns, "severity", "rule"), rules), Table((*columns, "folder"), folders)):
        if table.rows:
            yield from aligned(table, wide)
            yield ""


def as_json(outcome: Outcome) -> dict[str, object]:
    """The same for scripts."""
    return {
        "rules": [
            {"rule": one.name, "severity": one.severity.value, **_numbers(one)} for one in by_rule(outcome)
        ],
        "folders": [{"folder": one.name, **_numbers(one)} for one in by_folder(outcome)],
    }  # fmt: skip


def _numbers(line: Line) -> dict[str, int]:
    return {"findings": line.findings, "fixable": line.fixable, "notes": line.notes}
