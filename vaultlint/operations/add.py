"""`add KEY VALUE…`: append to a list what is not in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vaultlint.finding import Value
from vaultlint.operations.argument import KEY, VALUES, Argument
from vaultlint.operations.lists import joined, listed
from vaultlint.operations.operation import Context, Operation
from vaultlint.operations.steps import Put, Step, Values


@dataclass(frozen=True, slots=True)
class Add(Operation):
    """A key that is not there becomes a list, and so does a single value if something is added to it."""

    NAME = "add"
    HELP = "append to a list what is not in it; creates the list, and a single value becomes one"
    ARGUMENTS = (
        Argument("key", KEY, "the list", "KEY"),
        Argument("values", VALUES, "what to append; the items of a list one by one", "VALUE", field="added"),
    )

    key: str
    added: tuple[Value, ...]

    @property
    def makes(self) -> tuple[str, ...]:
        return (self.key,)

    def plan(self, values: Values, context: Context) -> Iterator[Step]:
        items = listed(self.key, values.get(self.key))
        more = [item for value in self.added for item in (value if isinstance(value, list) else [value])]
        after = joined(items, more)
        if len(after) > len(items):
            yield Put(self.key, after)
