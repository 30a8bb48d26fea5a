"""`rename OLD NEW`: call a key by another name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vaultlint.errors import EditRefused, UsageError
from vaultlint.finding import Value
from vaultlint.frontmatter import same
from vaultlint.operations.argument import KEY, TEXT, Argument
from vaultlint.operations.lists import joined, listed
from vaultlint.operations.operation import Context, Operation
from vaultlint.operations.steps import Drop, Put, Rename, Step, Values
from vaultlint.where.texts import empty


@dataclass(frozen=True, slots=True)
class RenameKey(Operation):
    """Where both keys are there: an error, or the new one is kept, or the two are merged.

    A key that is kept is not kept empty: the value of the old one goes there then.
    """

    NAME = "rename"
    HELP = "call a key by another name; its place, value and comments stay"
    ARGUMENTS = (
        Argument("old", KEY, "the key", "OLD"),
        Argument("new", KEY, "its new name", "NEW"),
        Argument("on-conflict", TEXT, "where both are there: skip the note and say so (default); keep the value of "
                 "NEW, if it has one; or merge both into a list", field="on_conflict", option=True, required=False,
                 choices=("error", "keep", "merge")),
    )  # fmt: skip

    old: str
    new: str
    on_conflict: str = "error"

    def __post_init__(self) -> None:
        if self.old == self.new:
            raise UsageError(f"`{self.old}` is its own new name")

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.old,)

    @property
    def makes(self) -> tuple[str, ...]:
        return (self.new,)

    def plan(self, values: Values, context: Context) -> Iterator[Step]:
        if self.old not in values:
            return
        if self.new not in values:
            yield Rename(self.old, self.new)
            return
        if self.on_conflict == "error":
            raise EditRefused(f"`{self.old}` and `{self.new}` are both there; say --on-conflict keep or merge")
        value = self._value(values[self.old], values[self.new])
        if not same(value, values[self.new]):
            yield Put(self.new, value)
        yield Drop(self.old)

    def _value(self, old: Value, new: Value) -> Value:
        if empty(new) and not empty(old):
            return [old] if isinstance(new, list) and not isinstance(old, list | dict) else old
        if self.on_conflict == "keep" or empty(old) or same(old, new):
            return new
        merged = joined(listed(self.new, new), listed(self.old, old))
        return new if len(merged) == 1 else merged
