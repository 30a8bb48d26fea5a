"""What can be wrong with a `<details>` block, as data: each fault once, named after the rule that tells it."""

from __future__ import annotations

from dataclasses import dataclass

from vaultlint.text import Edit, Span


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of the rule `details/<kind>` at `span`.

    `message` says what, why and, without a fix, what to do. `edits` cure it; `sure` tells whether only one reading is
    possible, so that they may always be made.
    """

    kind: str
    span: Span
    message: str
    edits: tuple[Edit, ...] = ()
    title: str = ""
    sure: bool = True
