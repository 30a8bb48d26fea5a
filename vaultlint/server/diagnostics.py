"""Findings as the client shows them: in place, with the rule's page, and as unnecessary or deprecated text."""

from __future__ import annotations

from lsprotocol.types import CodeDescription, Diagnostic, DiagnosticSeverity, DiagnosticTag

from vaultlint.finding import Diagnostic as Found
from vaultlint.finding import Finding, Severity
from vaultlint.rule import discover
from vaultlint.server.documents import Document
from vaultlint.server.pages import address

SOURCE = "vaultlint"

_SEVERITIES = {
    Severity.ERROR: DiagnosticSeverity.Error,
    Severity.WARNING: DiagnosticSeverity.Warning,
    Severity.INFO: DiagnosticSeverity.Information,
}


def diagnostic(found: Found, document: Document) -> Diagnostic:
    """A finding in a document."""
    return Diagnostic(
        document.range(found.finding.span),
        found.finding.message,
        _SEVERITIES[found.severity],
        found.rule,
        CodeDescription(address(discover()[found.rule])),
        SOURCE,
        _tags(found) or None,
    )


def _tags(found: Found) -> list[DiagnosticTag]:
    if "deprecated" in found.rule:
        return [DiagnosticTag.Deprecated]
    return [DiagnosticTag.Unnecessary] if _goes(found.finding) else []


def _goes(finding: Finding) -> bool:
    """Whether its fix takes all of the text away that the finding is about."""
    edits = finding.fix.edits if finding.fix else ()
    if not edits or any(one.text for one in edits):
        return False
    return any(one.span.start <= finding.span.start and finding.span.end <= one.span.end for one in edits)
