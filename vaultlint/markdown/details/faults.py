"""What can be wrong with a `<details>` block, as data: each fault once, named after the rule that tells it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vaultlint.finding import Finding, Fix, safe
from vaultlint.text import Edit, Span


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of the rule `details/<kind>` at `span`.

    `message` says what, why and, without a fix, what to do. `edits` cure it, `title` says how; there are none where
    more than one reading is possible.
    """

    kind: str
    span: Span
    message: str
    edits: tuple[Edit, ...] = ()
    title: str = ""

    def finding(self, make: Callable[..., Fix] = safe) -> Finding:
        """The fault as a rule yields it; `make` says how sure the cure is."""
        return Finding(self.span, self.message, make(self.title, *self.edits) if self.edits else None)
