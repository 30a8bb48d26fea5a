"""What a run found, as reports need it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from vaultlint.finding import Applicability, Diagnostic, Severity
from vaultlint.report.style import PLAIN, Style


class Crash(NamedTuple):
    """A rule that raised, on which note, and what; the others went on."""

    rule: str
    path: str
    error: str


@dataclass(frozen=True)
class Tally:
    """Diagnostics, counted."""

    diagnostics: Sequence[Diagnostic]

    @cached_property
    def severities(self) -> Counter[Severity]:
        """How many of each severity."""
        return Counter(found.severity for found in self.diagnostics)

    @cached_property
    def fixable(self) -> int:
        """How many have a safe fix."""
        return self._fixes(Applicability.SAFE)

    @cached_property
    def unsafe_fixable(self) -> int:
        """How many have an unsafe fix."""
        return self._fixes(Applicability.UNSAFE)

    def _fixes(self, applicability: Applicability) -> int:
        return sum(1 for one in self.diagnostics if one.finding.fix and one.finding.fix.applicability is applicability)

    @cached_property
    def notes(self) -> int:
        """How many notes have one."""
        return len({found.path for found in self.diagnostics})

    def spelt(self) -> str:
        """`2 errors, 1 warning`."""
        return ", ".join(
            count(number, severity.value, "info" if severity is Severity.INFO else None)
            for severity in Severity
            if (number := self.severities[severity])
        )


@dataclass(frozen=True)
class Outcome:
    """What a run found: paths in `diagnostics` are as they shall be shown, in order.

    `notes` is how many notes were looked at, `paths` which, `hidden` how many findings ignore comments hid, `known` how
    many the baseline did. `cured` are the findings that `fix` mended, or, if `preview`, would mend. `verbose` asks
    for what only those need who write schemas, `statistics` for numbers in the place of the findings. `code` is what
    the run exits with, `fail_on` the least severity that fails it, or `never`.
    """

    diagnostics: Sequence[Diagnostic]
    notes: int
    hidden: int = 0
    known: int = 0
    cured: Sequence[Diagnostic] = ()
    fixing: bool = False
    preview: bool = False
    style: Style = PLAIN
    verbose: bool = False
    statistics: bool = False
    paths: Sequence[str] = ()
    crashes: Sequence[Crash] = ()
    code: int = 0
    fail_on: str = Severity.WARNING.value

    @cached_property
    def tally(self) -> Tally:
        """The diagnostics, counted."""
        return Tally(self.diagnostics)

    def fails(self, found: Diagnostic) -> bool:
        """Whether the finding is at least as grave as `fail_on`."""
        return self.fail_on != "never" and found.severity.rank <= Severity(self.fail_on).rank


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 note`, `2 notes`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
