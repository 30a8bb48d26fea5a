"""`remove KEY VALUE…` and `remove KEY --items EXPR`: take items out of a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vaultlint.errors import UsageError
from vaultlint.finding import Value
from vaultlint.operations.argument import ANY_VALUES, EXPRESSION, KEY, Argument
from vaultlint.operations.lists import Choice, holds, like, listed
from vaultlint.operations.operation import Context, Operation
from vaultlint.operations.steps import Put, Step, Values
from vaultlint.where import Expression


@dataclass(frozen=True, slots=True)
class Remove(Operation):
    """The list stays, if only an empty one; a single value that is meant leaves an empty text."""

    NAME = "remove"
    HELP = "take items out of a list; the list stays"
    ARGUMENTS = (
        Argument("key", KEY, "the list", "KEY"),
        Argument("values", ANY_VALUES, "the items; '' for the empty ones", "VALUE", field="gone", required=False),
        Argument("items", EXPRESSION, "all items that this is true of; `@` is the item", "EXPR", option=True,
                 required=False),
    )  # fmt: skip

    key: str
    gone: tuple[Value, ...] = ()
    items: Expression | None = None

    def __post_init__(self) -> None:
        if bool(self.gone) == (self.items is not None):
            raise UsageError("`remove` takes items to remove, or --items EXPR")

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.key,)

    @property
    def expressions(self) -> tuple[Expression, ...]:
        return (self.items,) if self.items else ()

    def plan(self, values: Values, context: Context) -> Iterator[Step]:
        before = values.get(self.key)
        items = listed(self.key, before)
        choice = Choice(self._gone(), self.items, context.file)
        kept = [item for item in items if not choice.is_of(item)]
        if len(kept) < len(items):
            yield Put(self.key, like(before, kept))

    def _gone(self) -> tuple[Value, ...]:
        """The items to remove; null and the empty text go together."""
        return (*self.gone, None, "") if holds(self.gone, None) or holds(self.gone, "") else self.gone
