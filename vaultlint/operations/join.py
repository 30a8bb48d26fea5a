"""`join KEY --by TEXT`: make one text of the items of a list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from vaultlint.errors import EditRefused
from vaultlint.finding import Value
from vaultlint.operations.argument import KEY, TEXT, Argument
from vaultlint.operations.lists import listed
from vaultlint.operations.operation import Context, Operation
from vaultlint.operations.steps import Put, Step, Values


@dataclass(frozen=True, slots=True)
class Join(Operation):
    """An empty list becomes an empty text; what is no list stays as it is."""

    NAME = "join"
    HELP = "make one text of the items of a list"
    ARGUMENTS = (
        Argument("key", KEY, "the list", "KEY"),
        Argument("by", TEXT, "what goes between the items", "TEXT", option=True),
    )

    key: str
    by: str

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.key,)

    def plan(self, values: Values, context: Context) -> Iterator[Step]:
        before = values.get(self.key)
        items = listed(self.key, before)
        if isinstance(before, list):
            yield Put(self.key, self.by.join(_text(self.key, item) for item in items if item is not None))


def _text(key: str, item: Value) -> str:
    if isinstance(item, list | dict):
        raise EditRefused(f"`{key}` has an item that is no single value")
    return item if isinstance(item, str) else json.dumps(item)
