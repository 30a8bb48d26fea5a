"""The `full` format: each finding with its line, a caret under the fault, and what the fix does."""

from __future__ import annotations

from collections.abc import Iterator

from vaultlint.finding import Applicability, Diagnostic
from vaultlint.report.cells import first_cells, width_of
from vaultlint.report.concise import asked, headline, printable
from vaultlint.report.outcome import Outcome
from vaultlint.report.statistics import tables
from vaultlint.report.style import Style
from vaultlint.report.summary import summary

LEAD = 40
"""How many cells of a long line are shown before the fault."""

_FIX = {Applicability.SAFE: "fix", Applicability.UNSAFE: "unsafe fix", Applicability.DISPLAY: "idea"}


def full(outcome: Outcome) -> Iterator[str]:
    """A paragraph a finding, or the statistics, and a last line that sums up."""
    if outcome.statistics:
        yield from tables(outcome)
    for found in () if outcome.statistics else outcome.diagnostics:
        yield from _finding(found, outcome.style)
        if outcome.verbose and found.finding.schema is not None:
            yield outcome.style.paint(f"  by {asked(found.finding.schema)}", "dim")
        yield ""
    yield summary(outcome)


def _finding(found: Diagnostic, style: Style) -> Iterator[str]:
    yield headline(found, style)
    number = str(found.place.line)
    gutter = style.paint(" " * len(number) + " |", "dim")
    line, caret = _pointed(found, style.width - len(number) - 3)
    if line.strip():
        yield f"{style.paint(f'{number} |', 'dim')} {line}"
        yield f"{gutter} {style.severity(found.severity, caret)}"
    if found.finding.fix is not None:
        fix = found.finding.fix
        yield f"{gutter} {style.paint(_FIX[fix.applicability] + ':', 'green')} {printable(fix.title)}"


def _pointed(found: Diagnostic, width: int) -> tuple[str, str]:
    """The line around the fault, cut to `width` cells, and the carets to print below it."""
    text, column = found.excerpt.text, found.excerpt.column
    before, rest = printable(text[:column]), text[column:]
    length = found.place.end_column - found.place.column if found.place.end_line == found.place.line else len(rest)
    fault = printable(rest[: max(length, 0)])
    after = printable(rest[max(length, 0) :])
    if width_of(before) > LEAD and width_of(before + fault + after) > width:
        before = "…" + _last_cells(before, LEAD - 1)
    line = first_cells(before + fault + after, width)
    room = max(1, min(width_of(fault), width - width_of(before)))
    return line, " " * width_of(before) + "^" * room


def _last_cells(text: str, width: int) -> str:
    return first_cells(text[::-1], width, "")[::-1]
