"""The `full` format: each finding with its line, a caret under the fault, and what the fix does."""

from __future__ import annotations

from collections.abc import Iterator

from vaultlint.finding import Applicability, Diagnostic
from vaultlint.report.concise import headline, printable
from vaultlint.report.outcome import Outcome
from vaultlint.report.style import Style
from vaultlint.report.summary import summary

LEAD = 40
"""How many cells of a long line are shown before the fault."""

_FIX = {Applicability.SAFE: "fix", Applicability.UNSAFE: "unsafe fix", Applicability.DISPLAY: "idea"}


def full(outcome: Outcome) -> Iterator[str]:
    """A paragraph a finding, and a last line that sums up."""
    for found in outcome.diagnostics:
        yield from _finding(found, outcome.style)
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
    from rich.cells import cell_len

    text, column = found.excerpt.text, found.excerpt.column
    before, rest = printable(text[:column]), text[column:]
    length = found.place.end_column - found.place.column if found.place.end_line == found.place.line else len(rest)
    fault = printable(rest[: max(length, 0)])
    after = printable(rest[max(length, 0) :])
    if cell_len(before) > LEAD and cell_len(before + fault + after) > width:
        before = "…" + _last_cells(before, LEAD - 1)
    line = _first_cells(before + fault + after, width)
    room = max(1, min(cell_len(fault), width - cell_len(before)))
    return line, " " * cell_len(before) + "^" * room


def _last_cells(text: str, width: int) -> str:
    return _first_cells(text[::-1], width, "")[::-1]


def _first_cells(text: str, width: int, ellipsis: str = "…") -> str:
    """As much of the text as fits into `width` cells."""
    from rich.cells import cell_len

    if cell_len(text) <= width:
        return text
    kept, used = [], len(ellipsis)
    for one in text:
        used += cell_len(one)
        if used > width:
            break
        kept.append(one)
    return "".join(kept) + ellipsis
