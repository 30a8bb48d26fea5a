"""The `github` format: workflow commands, of which GitHub Actions makes annotations.

See "Workflow commands for GitHub Actions" in GitHub's documentation; of each kind it shows so many a step and keeps the
others in the log, where it prints the message alone. So the message begins with the place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vaultlint.finding import Diagnostic, Severity
from vaultlint.report.concise import mark, printable
from vaultlint.report.outcome import Outcome, count
from vaultlint.report.style import PLAIN
from vaultlint.report.summary import summary

LIMIT = 10
"""How many annotations of each kind GitHub shows of one step."""

KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}

_IN_MESSAGES = {ord(one): f"%{ord(one):02X}" for one in "%\r\n"}
_IN_PROPERTIES = {ord(one): f"%{ord(one):02X}" for one in "%\r\n:,"}


def github(outcome: Outcome) -> Iterator[str]:
    """A command a finding, and a last line that sums up."""
    for found in outcome.diagnostics:
        yield _command(found)
    yield "; ".join([summary(outcome), *_beyond(outcome)])


def _command(found: Diagnostic) -> str:
    properties = ",".join(f"{name}={value.translate(_IN_PROPERTIES)}" for name, value in _properties(found))
    place = f"{printable(found.path)}:{found.place.line}:{found.place.column}"
    message = f"{place}: {found.rule} {printable(found.finding.message)}{mark(found, PLAIN)}"
    return f"::{KINDS[found.severity]} {properties}::{message.translate(_IN_MESSAGES)}"


def _properties(found: Diagnostic) -> Iterator[tuple[str, str]]:
    """Where it is, and who says so; columns are for findings within one line only."""
    place = found.place
    yield "file", printable(found.path)
    yield "line", str(place.line)
    if place.line == place.end_line:
        yield "col", str(place.column)
        yield "endColumn", str(place.end_column)
    else:
        yield "endLine", str(place.end_line if place.end_column > 1 else place.end_line - 1)
    yield "title", f"vaultlint ({found.rule})"


def _beyond(outcome: Outcome) -> Iterator[str]:
    kinds = Counter(KINDS[found.severity] for found in outcome.diagnostics)
    for kind, number in kinds.items():
        if number > LIMIT:
            yield f"GitHub shows {LIMIT} of {count(number, kind)}, this log all"
