"""The `sarif` format: the Static Analysis Results Interchange Format 2.1.0 (OASIS), with fixes and the rules' pages.

Columns count Unicode code points, as everywhere here, and the run says so; lines end at CR, LF or both. A fix that is
a guess says so in its description; ideas are no fixes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from vaultlint import __version__
from vaultlint.finding import Applicability, Diagnostic, Severity
from vaultlint.report.fingerprint import fingerprints
from vaultlint.report.outcome import Crash, Outcome
from vaultlint.report.page import markdown
from vaultlint.report.text import whole
from vaultlint.rule import Rule, discover
from vaultlint.text import Place

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
"""GitHub's name of a severity."""

ROOT = "SRCROOT"
"""The name of the folder from which paths are counted."""

Json = dict[str, Any]


def sarif(outcome: Outcome) -> Iterator[str]:
    """One log with one run."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(outcome)]}
    yield json.dumps(log, ensure_ascii=False)


def _run(outcome: Outcome) -> Json:
    """The run, with how many notes were looked at: that nothing was found says something only then."""
    told = {found.rule for found in outcome.diagnostics} | {crash.rule for crash in outcome.crashes}
    rules = [rule for name, rule in discover().items() if name in told]
    places = {rule.name: place for place, rule in enumerate(rules)}
    known = zip(outcome.diagnostics, fingerprints(outcome.diagnostics), strict=True)
    return {
        "tool": {"driver": {"name": "vaultlint", "version": __version__, "semanticVersion": __version__,
                            "rules": [_rule(rule) for rule in rules]}},
        "properties": {"notes": outcome.notes, "hidden": outcome.hidden, "known": outcome.known},
        "invocations": [_invocation(outcome, places)],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {ROOT: {"description": {"text": "the folder from which paths are counted"}}},
        "results": [_result(found, places[found.rule], fingerprint) for found, fingerprint in known],
    }  # fmt: skip


def _rule(rule: Rule) -> Json:
    words = "".join(part.capitalize() for part in rule.name.replace("/", "-").split("-"))
    return {
        "id": rule.name,
        "name": words,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.page},
        "help": {"text": rule.page, "markdown": markdown(rule)},
        "defaultConfiguration": {"enabled": rule.default, "level": LEVELS[rule.severity]},
        "properties": {
            "tags": [rule.family], "precision": "very-high", "problem.severity": PROBLEMS[rule.severity],
            "fix": rule.fix,
        },
    }  # fmt: skip


def _invocation(outcome: Outcome, places: dict[str, int]) -> Json:
    """How the run ended; rules that failed are told as notifications."""
    crashes = [_notification(crash, places) for crash in outcome.crashes]
    return {
        "executionSuccessful": not crashes,
        "exitCode": outcome.code,
        **({"toolExecutionNotifications": crashes} if crashes else {}),
    }


def _notification(crash: Crash, places: dict[str, int]) -> Json:
    known = {"associatedRule": {"id": crash.rule, "index": places[crash.rule]}} if crash.rule in places else {}
    return {
        "level": "error",
        "message": {"text": whole(f"{crash.rule} failed: {crash.error}")},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(crash.path)}}],
        **known,
    }


def _result(found: Diagnostic, place: int, fingerprint: str) -> Json:
    location = {"artifactLocation": _artifact(found.path), "region": _region(found.place)}
    result: Json = {
        "ruleId": found.rule,
        "ruleIndex": place,
        "level": LEVELS[found.severity],
        "message": {"text": whole(found.finding.message)},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"primaryLocationLineHash": f"{fingerprint}:1", "vaultlint/v1": fingerprint},
    }
    fix = found.finding.fix
    if fix is not None and found.edits and fix.applicability is not Applicability.DISPLAY:
        result["fixes"] = [_fix(found, fix.title, fix.applicability)]
    return result


def _fix(found: Diagnostic, title: str, applicability: Applicability) -> Json:
    guess = " (a guess)" if applicability is Applicability.UNSAFE else ""
    replacements = [
        {"deletedRegion": _region(edit.place), "insertedContent": {"text": whole(edit.text)}} for edit in found.edits
    ]
    return {
        "description": {"text": whole(title) + guess},
        "artifactChanges": [{"artifactLocation": _artifact(found.path), "replacements": replacements}],
        "properties": {"applicability": applicability.name.lower()},
    }


def _artifact(path: str) -> Json:
    return {"uri": quote(path, safe="/", errors="surrogateescape"), "uriBaseId": ROOT}


def _region(place: Place) -> Json:
    return {
        "startLine": place.line, "startColumn": place.column,
        "endLine": place.end_line, "endColumn": place.end_column,
    }  # fmt: skip
