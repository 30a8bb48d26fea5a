"""The `junit` format: a test case for each note, as test reports of CI systems show them.

The shape is what the schema of Jenkins takes. A note fails by findings that `--fail-on` counts; others are its output.
All of a note's are one failure, for GitLab shows the first one only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from vaultlint.finding import Diagnostic
from vaultlint.report.concise import mark, printable
from vaultlint.report.outcome import Crash, Outcome, count
from vaultlint.report.style import PLAIN
from vaultlint.report.text import whole

NAME = "vaultlint"


def junit(outcome: Outcome) -> Iterator[str]:
    """One suite, as XML."""
    found = {path: list(own) for path, own in groupby(outcome.diagnostics, lambda one: one.path)}
    failed = sum(any(map(outcome.fails, own)) for own in found.values())
    paths = sorted({*outcome.paths, *found})
    crashed = len(outcome.crashes)
    numbers = {"tests": f"{len(paths) + crashed}", "failures": f"{failed}", "errors": f"{crashed}"}
    suites = Element("testsuites", {"name": NAME, **numbers})
    suite = SubElement(suites, "testsuite", {"name": NAME, **numbers, "skipped": "0", "time": "0"})
    for path in paths:
        _case(suite, path, found.get(path, ()), outcome)
    for crash in outcome.crashes:
        _error(suite, crash)
    indent(suites)
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield tostring(suites, encoding="unicode")


def _case(suite: Element, path: str, found: Sequence[Diagnostic], outcome: Outcome) -> None:
    case = SubElement(suite, "testcase", name=_text(path), classname=NAME, time="0")
    grave = [one for one in found if outcome.fails(one)]
    light = [one for one in found if not outcome.fails(one)]
    if grave:
        told = _text(grave[0].finding.message) if len(grave) == 1 else count(len(grave), "finding")
        kinds = {one.severity: one.severity for one in grave}
        worst = min(kinds, key=lambda severity: severity.rank)
        SubElement(case, "failure", message=told, type=worst.value).text = _lines(grave)
    if light:
        SubElement(case, "system-out").text = _lines(light)


def _lines(found: Sequence[Diagnostic]) -> str:
    return "\n".join(
        f"{_text(one.path)}:{one.place.line}:{one.place.column}: "
        f"{one.severity.value} {one.rule} {_text(one.finding.message)}{mark(one, PLAIN)}"
        for one in found
    )


def _error(suite: Element, crash: Crash) -> None:
    case = SubElement(suite, "testcase", name=_text(f"{crash.rule} on {crash.path}"), classname=NAME, time="0")
    SubElement(case, "error", message=_text(crash.error), type="crash").text = "a fault of vaultlint itself"


def _text(text: str) -> str:
    """The text without what XML cannot say."""
    return whole(printable(text))
