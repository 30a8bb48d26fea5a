"""The notes in which most is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from vaultlint.health.facts import Facts
from vaultlint.health.tally import Findings, findings_of

MOST = 100
"""So many notes are named."""


@dataclass(frozen=True, slots=True)
class Worst:
    """A note, its findings, and how many each rule has in it, the rule with most first."""

    path: str
    findings: Findings
    rules: dict[str, int]


def worst_of(notes: Iterable[Facts]) -> tuple[Worst, ...]:
    """The notes with most errors, among these with most warnings, and so on; none without a finding."""
    found = [_Counted(note, findings_of(note.diagnostics)) for note in notes if note.diagnostics]
    return tuple(_worst(one) for one in sorted(found, key=lambda one: one.order)[:MOST])


@dataclass(frozen=True, slots=True)
class _Counted:
    note: Facts
    findings: Findings

    @property
    def order(self) -> tuple[int, int, int, str]:
        return -self.findings.error, -self.findings.warning, -self.findings.info, self.note.path


def _worst(one: _Counted) -> Worst:
    rules = Counter(found.rule for found in one.note.diagnostics)
    ordered = sorted(rules.items(), key=lambda pair: (-pair[1], pair[0]))
    return Worst(one.note.path, one.findings, dict(ordered))
