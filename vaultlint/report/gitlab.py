"""The `gitlab` format: a Code Quality report, which GitLab shows in merge requests and diffs.

See "Code Quality report format" in GitLab's documentation. A finding is new if the target branch has none with its
fingerprint.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from vaultlint.finding import Diagnostic, Severity
from vaultlint.report.concise import printable
from vaultlint.report.fingerprint import fingerprints
from vaultlint.report.outcome import Outcome
from vaultlint.report.text import whole

GRAVITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def gitlab(outcome: Outcome) -> Iterator[str]:
    """One list of issues."""
    known = zip(outcome.diagnostics, fingerprints(outcome.diagnostics), strict=True)
    yield json.dumps([_issue(found, fingerprint) for found, fingerprint in known], ensure_ascii=False, indent=2)


def _issue(found: Diagnostic, fingerprint: str) -> dict[str, object]:
    place = found.place
    return {
        "description": whole(printable(found.finding.message)),
        "check_name": found.rule,
        "fingerprint": fingerprint,
        "severity": GRAVITY[found.severity],
        "location": {"path": whole(found.path), "lines": {"begin": place.line, "end": place.end_line}},
    }
