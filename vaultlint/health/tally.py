"""Notes by their gravest finding, and findings by how grave they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from vaultlint.finding import Applicability, Diagnostic, Severity
from vaultlint.health.facts import Facts


@dataclass(frozen=True, slots=True)
class Findings:
    """How many findings of each severity, and how many of them `fix` mends by itself."""

    error: int = 0
    warning: int = 0
    info: int = 0
    fixable: int = 0

    @property
    def all(self) -> int:
        """How many there are."""
        return self.error + self.warning + self.info


@dataclass(frozen=True, slots=True)
class Notes:
    """How many notes there are, and how many of them have errors, no more than warnings, only info, and no finding.

    These four add up to `all`.
    """

    all: int = 0
    with_errors: int = 0
    only_warnings: int = 0
    only_info: int = 0
    clean: int = 0

    @property
    def without_errors(self) -> int:
        """How many have no error."""
        return self.all - self.with_errors


@dataclass(frozen=True, slots=True)
class Tally:
    """Some notes, and what is found in them."""

    notes: Notes
    findings: Findings


def findings_of(diagnostics: Iterable[Diagnostic]) -> Findings:
    """The findings, counted."""
    every = list(diagnostics)
    grave = Counter(one.severity for one in every)
    safe = sum(one.finding.fix is not None and one.finding.fix.applicability is Applicability.SAFE for one in every)
    return Findings(grave[Severity.ERROR], grave[Severity.WARNING], grave[Severity.INFO], safe)


def tally_of(notes: Iterable[Facts]) -> Tally:
    """The notes and their findings, counted."""
    every = list(notes)
    gravest = Counter(min((one.severity.rank for one in note.diagnostics), default=3) for note in every)
    by_gravest = (gravest[rank] for rank in range(4))
    return Tally(Notes(len(every), *by_gravest), findings_of(one for note in every for one in note.diagnostics))
