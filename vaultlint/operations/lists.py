"""Values taken as lists: what operations do to items they do alike to a list and to a single value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from vaultlint.errors import EditRefused
from vaultlint.finding import Value
from vaultlint.frontmatter import same
from vaultlint.where import Expression, File


def listed(key: str, value: Value) -> list[Value]:
    """The items of a list; a single value is one item, nothing and an empty text are none.

    Raises:
        EditRefused: it is a mapping.
    """
    if isinstance(value, dict):
        raise EditRefused(f"`{key}` holds keys of its own there")
    if isinstance(value, list):
        return list(value)
    return [] if value is None or value == "" else [value]


def like(before: Value, items: Sequence[Value]) -> Value:
    """What `items`, which are left of `before`, are as a value: a list stays one, a single value may be left empty."""
    if isinstance(before, list) or len(items) > 1:
        return list(items)
    return items[0] if items else "" if isinstance(before, str) else None


def holds(items: Iterable[Value], value: Value) -> bool:
    """Whether `value` is among the items."""
    return any(same(item, value) for item in items)


def joined(items: Iterable[Value], more: Iterable[Value]) -> list[Value]:
    """The items, then each of `more` that is not there yet."""
    result = list(items)
    for one in more:
        if not holds(result, one):
            result.append(one)
    return result


def each(items: Sequence[Value], change: Callable[[Value], Sequence[Value]]) -> list[Value]:
    """The items, each with what `change` makes of it in its place; what comes anew stands there once."""
    result: list[Value] = []
    came: list[Value] = []
    for item in items:
        made = change(item)
        stays = len(made) == 1 and same(made[0], item)
        for one in made:
            if holds(came, one) or (not stays and holds(result, one)):
                continue
            result.append(one)
            if not stays:
                came.append(one)
    return result


@dataclass(frozen=True, slots=True)
class Choice:
    """Some of the items of a list: these values, or those that an expression is true of."""

    values: tuple[Value, ...]
    expression: Expression | None
    file: File

    @property
    def is_everything(self) -> bool:
        """Whether nothing is said of which."""
        return not self.values and self.expression is None

    def is_of(self, item: Value) -> bool:
        """Whether the item is one of them."""
        if self.expression is not None:
            return self.expression.select(item, self.file)
        return holds(self.values, item)
