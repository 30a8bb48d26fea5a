"""`move FROM TO`: take items out of one list and append them to another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vaultlint.errors import UsageError
from vaultlint.finding import Value
from vaultlint.frontmatter import same
from vaultlint.operations.argument import ANY_VALUES, EXPRESSION, KEY, Argument
from vaultlint.operations.lists import Choice, joined, like, listed
from vaultlint.operations.operation import Context, Operation
from vaultlint.operations.steps import Put, Step, Values
from vaultlint.where import Expression


@dataclass(frozen=True, slots=True)
class Move(Operation):
    """As `remove` from one key and `add` to the other; both keys stay."""

    NAME = "move"
    HELP = "take items out of one list, all or some, and append to another those that it lacks"
    ARGUMENTS = (
        Argument("from", KEY, "the key that has them", "FROM", field="source"),
        Argument("to", KEY, "the key that gets them", "TO", field="target"),
        Argument("values", ANY_VALUES, "only these items", "VALUE", field="moved", required=False),
        Argument("items", EXPRESSION, "only items that this is true of; `@` is the item", "EXPR", option=True,
                 required=False),
    )  # fmt: skip

    source: str
    target: str
    moved: tuple[Value, ...] = ()
    items: Expression | None = None

    def __post_init__(self) -> None:
        if self.moved and self.items is not None:
            raise UsageError("`move` takes items to move, or --items EXPR, or neither for all")
        if self.source == self.target:
            raise UsageError(f"`{self.source}` cannot be moved to itself")

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.source,)

    @property
    def expressions(self) -> tuple[Expression, ...]:
        return (self.items,) if self.items else ()

    @property
    def makes(self) -> tuple[str, ...]:
        return (self.target,)

    def plan(self, values: Values, context: Context) -> Iterator[Step]:
        before = values.get(self.source)
        items = listed(self.source, before)
        choice = Choice(self.moved, self.items, context.file)
        chosen = [item for item in items if choice.is_everything or choice.is_of(item)]
        if not chosen:
            return
        there = listed(self.target, values.get(self.target))
        after = joined(there, chosen)
        if len(after) > len(there):
            yield Put(self.target, after)
        kept = [] if choice.is_everything else [item for item in items if not choice.is_of(item)]
        left = like(before, kept)
        if not same(left, before):
            yield Put(self.source, left)
