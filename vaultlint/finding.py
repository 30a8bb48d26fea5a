"""What rules say: a finding has a span and perhaps a fix; a diagnostic is a finding with all that a reader needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Final

from vaultlint.text import Edit, Place, Span

Value = str | int | float | bool | None | list["Value"] | dict[str, "Value"]
"""A value of front matter, as JSON has it; a date is its text."""


class Severity(Enum):
    """How grave a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for an error, more for less."""
        return ("error", "warning", "info").index(self.value)


class Applicability(IntEnum):
    """How sure a fix is.

    SAFE: values, links and rendering are what the author evidently meant, and doing it twice changes
    nothing more. UNSAFE: a guess. DISPLAY: an idea that is never carried out.
    """

    DISPLAY = 0
    UNSAFE = 1
    SAFE = 2


class Missing(Enum):
    """The type of `MISSING`, which stands where front matter shall have no value."""

    MISSING = "missing"


MISSING: Final = Missing.MISSING

Path = tuple[str | int, ...]
"""Where a value stands in front matter: keys and list indices from the outside in, `("people", 0)`."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Stands for the value that was at `path` before the fix."""

    path: Path


@dataclass(frozen=True, slots=True)
class Change:
    """What a fix means to do to the data: after it, `path` holds `value` (or nothing, if MISSING)."""

    path: Path
    value: Value | Missing | Moved


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that cure one finding.

    `changes` is everything they do to the values of the front matter: nothing, by default. The engine
    parses the outcome and compares before it is written, so a fix that says less than it does is refused.
    `drops_words` says that the words its edits take away are no part of what the note says.
    """

    title: str
    edits: tuple[Edit, ...]
    applicability: Applicability = Applicability.SAFE
    changes: tuple[Change, ...] = ()
    drops_words: bool = False


def safe(title: str, *edits: Edit, changes: tuple[Change, ...] = ()) -> Fix:
    """A fix that may always be made."""
    return Fix(title, edits, Applicability.SAFE, changes)


def unsafe(title: str, *edits: Edit, changes: tuple[Change, ...] = ()) -> Fix:
    """A fix that is made only when the user asks for guesses."""
    return Fix(title, edits, Applicability.UNSAFE, changes)


@dataclass(frozen=True, slots=True)
class SchemaSource:
    """Which schema a finding comes from: its file, the JSON Pointer of the keyword, and of the value."""

    file: str
    pointer: str
    instance: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule yields: where, what and why, perhaps a fix.

    `severity` is None for the rule's own; `message` starts in lower case and has no full stop. `unless` are the rules
    that tell the same fault: where one of them runs, this finding is left out.
    """

    span: Span
    message: str
    fix: Fix | None = None
    severity: Severity | None = None
    schema: SchemaSource | None = None
    unless: tuple[str, ...] = ()


def tellers(findings: Mapping[str, Iterable[Finding]]) -> dict[Span, tuple[str, ...]]:
    """The rules that tell of each place, of findings by their rules."""
    found: dict[Span, tuple[str, ...]] = {}
    for rule, told in findings.items():
        for one in told:
            found[one.span] = (*found.get(one.span, ()), rule)
    return found


@dataclass(frozen=True, slots=True)
class PlacedEdit:
    """An edit as reports print it."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The part of the first faulty line around a finding; `column` is where, in it, the finding starts (from 0)."""

    text: str
    column: int


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding that the engine has stamped with rule, severity, note and place: all that a report needs.

    `path` is relative to the vault, with `/`. `edits` are those of `finding.fix`, placed.
    """

    path: str
    rule: str
    severity: Severity
    finding: Finding
    place: Place
    excerpt: Excerpt
    edits: tuple[PlacedEdit, ...] = ()

    @property
    def order(self) -> tuple[str, Place, str, str]:
        """The key by which reports sort: path, line, column, rule."""
        return self.path, self.place, self.rule, self.finding.message
