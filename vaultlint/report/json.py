"""The `json` and `jsonl` formats, for scripts: their shape is firm."""

from __future__ import annotations

from collections.abc import Iterator

from vaultlint.finding import Diagnostic, Severity
from vaultlint.report.outcome import Outcome
from vaultlint.report.text import spelt
from vaultlint.text import Place

VERSION = 1


def as_json(outcome: Outcome) -> Iterator[str]:
    """One object: `version`, `summary`, `diagnostics`, and if they are asked for `statistics`."""
    tally = outcome.tally
    summary = {
        "notes": outcome.notes,
        "findings": len(outcome.diagnostics),
        "fixable": tally.fixable,
        "unsafe_fixable": tally.unsafe_fixable,
        **{severity.value: tally.severities[severity] for severity in Severity},
    }
    diagnostics = [item(found) for found in outcome.diagnostics]
    shown: dict[str, object] = {"version": VERSION, "summary": summary, "diagnostics": diagnostics}
    if outcome.statistics:
        from vaultlint.report.statistics import as_json

        shown["statistics"] = as_json(outcome)
    yield spelt(shown, indent=2)


def as_jsonl(outcome: Outcome) -> Iterator[str]:
    """A line a finding, each an item of `diagnostics` as in `json`."""
    for found in outcome.diagnostics:
        yield spelt(item(found))


def item(found: Diagnostic) -> dict[str, object]:
    """One item of `diagnostics`."""
    fix, schema = found.finding.fix, found.finding.schema
    shown: dict[str, object] = {
        "path": found.path,
        "rule": found.rule,
        "severity": found.severity.value,
        "message": found.finding.message,
        **_place(found.place),
        "fix": None,
    }
    if fix is not None:
        edits = [{**_place(edit.place), "text": edit.text} for edit in found.edits]
        shown["fix"] = {"applicability": fix.applicability.name.lower(), "title": fix.title, "edits": edits}
    if schema is not None:
        shown["schema"] = {"file": schema.file, "pointer": schema.pointer, "instance": schema.instance}
    return shown


def _place(place: Place) -> dict[str, int]:
    return place._asdict()
