"""`unset KEY…`: take keys away, each with its whole value and the comments that belong to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vaultlint.operations.argument import KEYS, Argument
from vaultlint.operations.operation import Context, Operation
from vaultlint.operations.steps import Drop, Step, Values


@dataclass(frozen=True, slots=True)
class Unset(Operation):
    """Keys that are not there are no trouble."""

    NAME = "unset"
    HELP = "take keys away, with their whole value and the comments that belong to it"
    ARGUMENTS = (Argument("keys", KEYS, "keys to take away", "KEY", field="gone"),)

    gone: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return self.gone

    def plan(self, values: Values, context: Context) -> Iterator[Step]:
        """The last key goes first, so that an alias is gone before its anchor."""
        return (Drop(key) for key in reversed([*values]) if key in self.gone)
