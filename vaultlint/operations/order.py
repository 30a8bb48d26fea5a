"""`order KEY…` and `order --schema`: put the keys of notes in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vaultlint.errors import UsageError
from vaultlint.operations.argument import ANY_KEYS, FLAG, Argument
from vaultlint.operations.operation import Context, Operation
from vaultlint.operations.steps import Arrange, Step, Values, arranged
from vaultlint.schema import order_of


@dataclass(frozen=True, slots=True)
class Order(Operation):
    """Keys that are not named follow behind, in the order that they have."""

    NAME = "order"
    HELP = "put keys in order, each with its comments; keys that are not named follow as they are"
    ARGUMENTS = (
        Argument("keys", ANY_KEYS, "the keys that come first, in this order", "KEY", field="first", required=False),
        Argument("schema", FLAG, "the order of the schema that is bound to the note", option=True, required=False),
    )

    first: tuple[str, ...] = ()
    schema: bool = False

    def __post_init__(self) -> None:
        if bool(self.first) == self.schema:
            raise UsageError("`order` takes keys in their order, or --schema")

    @property
    def keys(self) -> tuple[str, ...]:
        return self.first

    @property
    def needs_schemas(self) -> bool:
        return self.schema

    def plan(self, values: Values, context: Context) -> Iterator[Step]:
        first = self.first or order_of(context.schemas)
        if arranged(values, first) != list(values):
            yield Arrange(first)
