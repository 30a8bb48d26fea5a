"""The `concise` format: a line a finding, as compilers print it."""

from __future__ import annotations

from collections.abc import Iterator

from vaultlint.finding import Applicability, Diagnostic, SchemaSource
from vaultlint.report.outcome import Outcome
from vaultlint.report.style import Style
from vaultlint.report.summary import summary

MARKS = {
    Applicability.SAFE: " [fixable]",
    Applicability.UNSAFE: " [fixable with --unsafe-fixes]",
    Applicability.DISPLAY: "",
}


def concise(outcome: Outcome) -> Iterator[str]:
    """`path:line:column: severity rule message [fixable]`, or the statistics, and a last line that sums up."""
    if outcome.statistics:
        from vaultlint.report.statistics import tables  # which needs `printable`

        yield from tables(outcome)
    for found in () if outcome.statistics else outcome.diagnostics:
        schema = found.finding.schema
        told = f" ({asked(schema)})" if outcome.verbose and schema is not None else ""
        yield headline(found, outcome.style) + mark(found, outcome.style) + told
    yield summary(outcome)


def headline(found: Diagnostic, style: Style) -> str:
    """Where, how grave, which rule, what."""
    place = f"{printable(found.path)}:{found.place.line}:{found.place.column}"
    severity = style.severity(found.severity, found.severity.value)
    message = printable(found.finding.message)
    return f"{style.paint(place, 'bold')}: {severity} {style.paint(found.rule, 'cyan')} {message}"


def asked(schema: SchemaSource) -> str:
    """Which keyword of which schema asks for which value, as JSON Pointers."""
    return printable(f"{schema.file}#{schema.pointer}, of {schema.instance or 'the whole front matter'}")


def mark(found: Diagnostic, style: Style) -> str:
    """Whether `fix` mends it."""
    fix = found.finding.fix
    return style.paint(MARKS[fix.applicability], "green") if fix else ""


def printable(text: str) -> str:
    """The text with what a terminal would obey or hide spelt out; bytes of names that are not UTF-8 stay."""
    return text if text.isprintable() else "".join(map(_spelt, text))


def _spelt(one: str) -> str:
    if one.isprintable() or "\udc80" <= one <= "\udcff":
        return one
    return "␣" if ord(one) < 32 else f"\\u{ord(one):04x}"
